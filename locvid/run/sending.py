"""Sends a script to translators: one file per language, in the format of their tools."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import langcodes

from locvid.documents.source import MAX_BYTES
from locvid.localize.exchange.base import Batch, Budget, Exchange, State, Unit, protected_in
from locvid.localize.exchange.files import exchange
from locvid.localize.glossary.base import Glossary
from locvid.localize.glossary.files import glossary_beside
from locvid.localize.locales import resolve
from locvid.localize.review import ReviewBook, source_text
from locvid.localize.text import caption
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale, Market
from locvid.model.performance import SpokenLine
from locvid.model.profile import Profile
from locvid.model.script import FREE, Script
from locvid.phonetics import syllables, tags
from locvid.run.direction import Project, performed_lines, prompts_for
from locvid.run.translation import lines_of, own_key, target_tag
from locvid.typeset.reading import line_columns


def export(
    project: Project,
    wanted: Sequence[str],
    format_name: str,
    out: Path,
    with_pictures: bool = True,
) -> tuple[Path, ...]:
    """Write one file per language into ``out``; returns the files.

    ``with_pictures`` draws a picture of each shot, which lies beside them in a folder of its own.
    Pairs of source and translation that the script holds are noted in its book, so that a later
    change of the source is noticed. Raises InvalidInput.
    """
    from locvid.media.atomic import replacing

    format_ = exchange(format_name)
    path = project.script.location.file
    book, glossary = ReviewBook.beside(path), glossary_beside(path, project.script.source)
    languages = tuple(dict.fromkeys(target_tag(each, project.script) for each in wanted))
    book.add(_held(project.script, languages))
    pictures = _pictures(project) if with_pictures else {}
    files = {}
    for tag in languages:
        batch = _batch(project, path, tag, book, glossary, pictures)
        file = out / f"{project.script.name}.{tag}{format_.suffix}"
        files[file] = _written(format_, batch, file)
    for file, data in {**{out / name: data for name, data in pictures.items()}, **files}.items():
        with replacing(file) as temporary:
            temporary.write_bytes(data)
    if book.pairs:
        book.save(path)
    return tuple(files)


def _written(format_: Exchange, batch: Batch, file: Path) -> bytes:
    """The file; raises InvalidInput where it would be too large to be taken back."""
    data = format_.write(batch)
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            f"'{file.name}' would be larger than {MAX_BYTES // 1024 // 1024} MB",
            Location(file),
            hint="leave the pictures out: --no-pictures" if batch.pictures else "divide the script",
        )
    return data


def _pictures(project: Project) -> dict[str, bytes]:
    """JPEG by the path from the folder of the files that name it."""
    from locvid.generate.studio.still import still

    script = project.script
    # A picture can be had of a shot whose words are still too long for it.
    free = replace(script, shots=tuple(replace(shot, length=FREE) for shot in script.shots))
    prompts, _ = prompts_for(replace(project, script=free), resolve(script.source)[0], 0)
    return {
        _picture_path(script, prompt.shot): still(prompt, project.library) for prompt in prompts
    }


def _picture_path(script: Script, shot: str) -> str:
    return f"{script.name}.pictures/{shot}.jpg"


def _held(script: Script, languages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(tag, source, translation) of every translation that the script has."""
    source = resolve(script.source)[0]
    for _, _, line in lines_of(script):
        for tag in languages:
            own = own_key(line, tag)
            if own is not None:
                yield own, source_text(line, source), line.text[own]


def _batch(
    project: Project,
    path: Path,
    tag: str,
    book: ReviewBook,
    glossary: Glossary,
    pictures: Mapping[str, bytes],
) -> Batch:
    script = project.script
    source, target = resolve(script.source)[0], resolve(tag)[0]
    spoken = (line for _, line in performed_lines(project, source))
    units = []
    for id_, (shot, index), line in lines_of(script):
        words = caption(source_text(line, source))
        own = own_key(line, tag)
        text = caption(line.text[own]) if own else ""
        seen = script.shots[shot]
        what = line.delivery.emotion if index >= 0 else f"{seen.screen[-index - 1].kind} on screen"
        picture = _picture_path(script, seen.id)
        units.append(
            Unit(
                id=id_,
                source=words,
                target=text,
                state=book.state(own, words, text) if own else State.NEW,
                speaker=line.speaker,
                context=f"{seen.setting}, {seen.camera.framing}, {what}",
                budget=_budget(next(spoken), source, target, project) if index >= 0 else None,
                protected=protected_in(words, glossary.kept()),
                picture=picture if picture in pictures else "",
            )
        )
    written_in = tags.canonical(script.source) or script.source
    return Batch(path.name, written_in, tag, tuple(units), pictures)


def _budget(line: SpokenLine, source: Locale, target: Locale, project: Project) -> Budget:
    """What the source takes at its natural pace, in syllables of the target's market."""
    from locvid.direct.duration import estimate
    from locvid.presets.markets import market_for
    from locvid.presets.timing import timing_for

    market: Market = market_for(source, project.library)[0]
    theirs: Market = market_for(target, project.library)[0]
    timing = timing_for(source, project.library)
    seconds = estimate((line,), source, market, timing).natural_s
    speech_s = syllables.count_said(line.said, source) / (market.syllables_per_second * line.rate)
    natural = speech_s * theirs.syllables_per_second * line.rate
    return Budget(
        seconds=seconds,
        syllables=round(natural),
        most_syllables=math.floor(natural * theirs.pace_band[1]),
        characters=_caption_room(seconds, project.profile, target),
    )


def _caption_room(seconds: float, profile: Profile, locale: Locale) -> int:
    """Characters that the captions of the profile hold in the time."""
    captions = math.ceil(seconds / profile.caption_seconds)
    line = line_columns(locale.language, profile.caption_chars)
    columns = captions * profile.caption_lines * line
    # East Asian characters take two columns (UAX #11).
    wide = langcodes.Language.get(locale.tag).maximize().script in _WIDE
    return columns // 2 if wide else columns


_WIDE = frozenset({"Hans", "Hant", "Jpan", "Kore", "Hira", "Kana", "Hani", "Hang"})
"""ISO 15924 scripts whose characters are wide."""
