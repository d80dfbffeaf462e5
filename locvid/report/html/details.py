"""What the page tells of a film once it is opened: time, shots, words, prompts, checks."""

from __future__ import annotations

from typing import Any

from locvid.media.captions import read_captions
from locvid.model.errors import InvalidInput
from locvid.report.films import FinishedFilm
from locvid.report.html.history import Before
from locvid.report.html.names import FilmPaths
from locvid.report.html.waveform import RATE, waveform


def details(film: FinishedFilm, paths: FilmPaths, before: Before | None) -> dict[str, Any]:
    """Everything as plain JSON; the sound is decoded unless ``before`` has it already."""
    content = film.content
    placed = {shot["id"]: shot for shot in content["delivery"]["shots"]}
    same = before is not None and before.is_same(film) and isinstance(before.told.get("peaks"), str)
    return {
        "sha256": film.sha256,
        "peaks": before.told["peaks"] if before is not None and same else waveform(film.file),
        "peaks_hz": RATE,
        "curves": (film.record.verdict.get("details") or {}).get("curves"),
        "captions": _captions(film),
        "shots": [
            _shot(shot, placed.get(shot["id"], {}), film, paths.picture(number))
            for number, shot in enumerate(content["shots"])
        ],
        "checks": [dict(check) for check in film.checks],
        "not_made": _not_made(film),
        "aligner": film.record.verdict.get("aligner", ""),
        "generator": content.get("generator", ""),
        "versions": content.get("versions") or {},
        "profile": content["profile"].get("name", ""),
        "loudness": content["delivery"].get("loudness") or {},
        "parts": {name: dict(shot.parts) for name, shot in film.shots.items()},
    }


def _shot(
    shot: dict[str, Any], placed: dict[str, Any], film: FinishedFilm, picture: str
) -> dict[str, Any]:
    start, seconds = float(placed.get("start_s", 0)), float(placed.get("seconds", 0))
    lines = shot["prompt"]["lines"]
    return {
        "id": shot["id"],
        "picture": picture,
        "start_s": start,
        "seconds": seconds,
        "middle_s": start + seconds / 2,
        "range": shot["prompt"]["duration"],
        "words": [
            [word["text"], word["start_s"], word["end_s"]] for word in placed.get("words") or ()
        ],
        "attempt": shot.get("attempt") or 0,
        "seed": str(shot.get("seed", "")),
        "lines": [{"speaker": line["speaker"], "text": line["caption"]} for line in lines],
        "voices": [
            {"voice": str(line.get("voice", "")), "borrowed": bool(line.get("borrowed"))}
            for line in (shot.get("provenance") or {}).get("lines") or ()
            if isinstance(line, dict)
        ],
        "sound": str(((shot.get("provenance") or {}).get("own_sound") or {}).get("account", "")),
        "prompt": shot["prompt"],
    }


def _not_made(film: FinishedFilm) -> list[dict[str, str]]:
    """Checks that could not be made, with the reason and how to get what is missing."""
    listed = (film.record.verdict.get("details") or {}).get("not_made")
    return [
        {key: str(each.get(key, "")) for key in ("check", "reason", "how_to_get_it")}
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict)
    ]


def _captions(film: FinishedFilm) -> list[dict[str, Any]]:
    """Captions of the .vtt beside the film; none where it is gone or cannot be read."""
    name = next((name for name in film.record.files if name.endswith(".vtt")), None)
    try:
        cues = read_captions(film.manifest.parent / name) if name else ()
    except InvalidInput:
        return []
    return [{"start_s": cue.start_s, "end_s": cue.end_s, "text": cue.text} for cue in cues]
