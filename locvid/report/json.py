"""Results as JSON for other programs. ``schema`` counts up when a key changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from locvid.direct.structured import as_data
from locvid.direct.templates import paragraph_of
from locvid.run.fits import FittedLine, fitted_lines
from locvid.run.keys import plain, retake

if TYPE_CHECKING:
    from locvid.direct.generations import Generation
    from locvid.model.availability import Availability
    from locvid.model.errors import LocvidError
    from locvid.model.performance import PerformancePrompt
    from locvid.presets.library import Preset
    from locvid.run.briefing import Briefed
    from locvid.run.checking import Checked
    from locvid.run.doctor import Finding
    from locvid.run.plan import PlannedFilm
    from locvid.run.planning import Plan
    from locvid.run.result import FilmResult, RunResult
    from locvid.run.translating import MachineTranslation

SCHEMA = 1


def text(content: Mapping[str, Any]) -> str:
    """JSON as it is printed: indented, in UTF-8, keys in the order given."""
    written = msgspec.json.encode({"schema": SCHEMA, **content}, enc_hook=plain)
    return msgspec.json.format(written, indent=2).decode()


def run_result(result: RunResult) -> dict[str, Any]:
    """What a render made: films, errors and the exit code."""
    return {
        "exit_code": int(result.exit_code),
        "films": [_film_result(film) for film in result.films],
        "errors": [error_data(error) for error in result.errors],
    }


def plan(planned: Plan) -> dict[str, Any]:
    """What a render would make, and why."""
    return {
        "expected_s": round(planned.expected_s, 1),
        "jobs": planned.jobs,
        "generator": planned.generator,
        "generator_chosen_because": planned.chosen_because,
        "films": [_planned_film(film) for film in planned.films],
        "fit": [_fitted_line(line) for line in fitted_lines(planned.films, planned.unfit)],
        "errors": [error_data(error) for error in planned.errors],
    }


def checked(results: Sequence[Checked], pictures: Sequence[Path | None]) -> dict[str, Any]:
    """Checked files with their verdicts; ``pictures`` are those drawn of them.

    One file stands by itself: ``file``, ``track``, ``locale``, ``verdict``, ``marks``, ``picture``
    and ``error``, all but the first null where there is none. Several, and the sound tracks of one,
    are a list of such under ``files``, beside the exit code.
    """
    from locvid.run.checking import exit_code

    files = [_checked(result, picture) for result, picture in zip(results, pictures, strict=True)]
    if len(files) == 1:
        return files[0]
    return {"exit_code": int(exit_code(results)), "files": files}


def findings(found: Sequence[Finding]) -> dict[str, Any]:
    """What the doctor found."""
    return {"parts": [_finding(finding) for finding in found]}


def prompts(directed: Sequence[PerformancePrompt]) -> dict[str, Any]:
    """Prompts as data, each with its paragraph."""
    return {
        "prompts": [{**as_data(prompt), "paragraph": paragraph_of(prompt)} for prompt in directed]
    }


def generations(
    dialect: str, written: Sequence[Generation], warnings: Sequence[str]
) -> dict[str, Any]:
    """Prompts in a model's own form; every concern is also among the ``warnings``."""
    return {
        "dialect": dialect,
        "generations": [plain(generation) for generation in written],
        "warnings": list(dict.fromkeys(warnings)),
    }


def translations(made: Sequence[MachineTranslation]) -> dict[str, Any]:
    """What a machine translated, language by language."""
    return {"translations": [plain(each) for each in made]}


def brief(made: Briefed) -> dict[str, Any]:
    """A brief that was understood: the script, and every slot with whether it was guessed."""
    return {
        "script": made.text,
        "slots": [
            {"slot": slot.name, "value": slot.value, "guessed": slot.guessed, "why": slot.why}
            for slot in made.brief.slots.values()
        ],
        "warnings": list(made.notes),
    }


def preset(shown: Preset) -> dict[str, Any]:
    """One preset with its content."""
    return {**_preset(shown), "content": plain(shown.content)}


def presets(kinds: Mapping[str, Sequence[Preset]]) -> dict[str, Any]:
    """Presets by kind."""
    return {"presets": [_preset(each) for listed in kinds.values() for each in listed]}


def _checked(result: Checked, picture: Path | None) -> dict[str, Any]:
    return {
        "file": str(result.file.absolute()),
        "track": result.track,
        "locale": result.locale.tag if result.locale else None,
        "verdict": plain(result.verdict),
        "marks": plain(result.marks),
        "picture": str(picture.absolute()) if picture else None,
        "error": error_data(result.error) if result.error else None,
    }


def _film_result(result: FilmResult) -> dict[str, Any]:
    film, record = result.plan, result.record
    return {
        "script": film.script.name,
        "locale": film.locale.tag,
        "rendered": result.rendered,
        "dropped": result.dropped,
        "film": str(film.film.absolute()),
        "srt": str(film.file(".srt").absolute()),
        "vtt": str(film.file(".vtt").absolute()),
        "manifest": str(film.file(".json").absolute()),
        "files": {name: {"bytes": size, "sha256": sha} for name, (size, sha) in _files(result)},
        "seconds": record.seconds,
        "outcome": record.outcome.value,
        "sync": result.sync,
        "verdict": record.verdict,
        "shots": [
            {"id": name, "key": shot.key, "attempt": shot.attempt}
            for name, shot in record.shots.items()
        ],
    }


def _files(result: FilmResult) -> list[tuple[str, tuple[int, str]]]:
    return sorted(result.record.files.items())


def _planned_film(film: PlannedFilm) -> dict[str, Any]:
    return {
        "script": film.script.name,
        "locale": film.locale.tag,
        "film": str(film.film.absolute()),
        "state": film.state.value,
        "reason": film.reason,
        "expected_work_s": round(film.expected_s, 1),
        "shots": [
            {
                "id": shot.prompt.shot,
                "key": shot.key,
                "attempt": shot.attempt,
                "seed": retake(shot.prompt, shot.attempt).seed,
                "state": shot.state.value,
                "reason": shot.reason,
                "length_s": shot.prompt.duration.natural_s,
                "expected_work_s": round(shot.expected_s, 1),
            }
            for shot in film.shots
        ],
    }


def _fitted_line(line: FittedLine) -> dict[str, Any]:
    own, fit, length = line.fit.lines[line.number - 1], line.fit, line.shot.length
    return {
        "script": line.script,
        "locale": line.locale,
        "shot": line.shot.id,
        "line": line.number,
        "speaker": line.said.speaker,
        "wording": line.said.wording,
        "text": line.said.caption,
        "file": str(line.where.file),
        "file_line": line.where.line,
        "syllables": own.syllables,
        "natural_s": own.natural_s,
        "fitted_s": own.speech_s,
        "rate": fit.rate,
        "pause_scale": fit.pause_scale,
        "shot_natural_s": fit.natural_s,
        "shot_length_s": fit.length_s,
        "shot_minimum_s": length.minimum_s,
        "shot_maximum_s": length.maximum_s,
        "overflow_s": line.overflow_s,
        "overflow_syllables": line.overflow_syllables,
        "captions_too_fast": plain(line.too_fast),
    }


def _preset(shown: Preset) -> dict[str, Any]:
    return {
        "kind": shown.kind,
        "name": shown.name,
        "description": str(shown.content.get("description", "")),
        "file": str(shown.location.file),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    answer: Availability = finding.availability
    return {
        "kind": finding.kind,
        "name": finding.name,
        "needed": finding.needed,
        "ok": answer.ok,
        "reason": answer.reason,
        "how_to_get_it": answer.how_to_get_it,
    }


def failure(error: BaseException, code: int, command: str) -> dict[str, Any]:
    """A ``command`` that ended with ``error`` before there was a result."""
    films: dict[str, Any] = {"films": []} if command in ("render", "plan") else {}
    return {"exit_code": int(code), **films, "errors": [_any_error(error, code)]}


def _any_error(error: BaseException, code: int) -> dict[str, Any]:
    from locvid.model.errors import LocvidError

    if not isinstance(error, LocvidError):
        message = "interrupted" if isinstance(error, KeyboardInterrupt) else str(error)
        kind = type(error).__name__
        return {**error_data(LocvidError(message)), "kind": kind, "exit_code": int(code)}
    return error_data(error)


def error_data(error: LocvidError) -> dict[str, Any]:
    """An error as data."""
    return {
        "kind": type(error).__name__,
        "exit_code": int(error.exit_code),
        "message": error.message,
        "file": str(error.where.file) if error.where else None,
        "line": error.where.line if error.where else None,
        "locale": error.locale,
        "hint": error.hint,
    }
