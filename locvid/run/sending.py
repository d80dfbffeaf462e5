"""Sends a script to translators: one file per language, in the format of their tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from locvid.documents.source import MAX_BYTES
from locvid.localize.exchange.base import Batch, Budget, Exchange, State, Unit, protected_in
from locvid.localize.exchange.files import exchange
from locvid.localize.glossary.base import Glossary
from locvid.localize.locales import resolve
from locvid.localize.review import ReviewBook, source_text
from locvid.localize.text import caption
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Line, Script, Shot
from locvid.phonetics import tags
from locvid.run.budgets import budgets
from locvid.run.direction import Project, glossary_of, prompts_for
from locvid.run.reading import too_fast
from locvid.run.translation import (
    as_line,
    captions_of,
    free_length,
    lines_of,
    own_key,
    target_tag,
)


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
    book, glossary = ReviewBook.beside(path), glossary_of(project)
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
    prompts, _ = prompts_for(free_length(project), resolve(script.source)[0], 0)
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


def _condensed(project: Project, tag: str) -> dict[tuple[int, int], int | None]:
    """Lines of which a condensed caption is wanted in ``tag``: (shot, line), both from 0.

    They are those that have one, and those that would be too fast, with the characters that can
    be read of each where that is known.
    """
    script, locale = project.script, resolve(tag)[0]
    wanted: dict[tuple[int, int], int | None] = {
        place: None
        for _, place, line in lines_of(script)
        if place[1] >= 0
        and (script.source in line.captions or own_key(replace(line, text=line.captions), tag))
    }
    numbers = [
        number
        for number, shot in enumerate(script.shots)
        if shot.lines
        and all(own_key(line, tag) for line in shot.lines)
        and all(own_key(as_line(text), tag) for text in shot.screen)
    ]
    shots = tuple(script.shots[number] for number in numbers)
    if shots:
        there = free_length(replace(project, script=replace(script, shots=shots)))
        for number, prompt in zip(numbers, prompts_for(there, locale, 0)[0], strict=True):
            for each in too_fast(prompt, project.profile):
                wanted[number, each.line] = each.readable
    return wanted


def _batch(
    project: Project,
    path: Path,
    tag: str,
    book: ReviewBook,
    glossary: Glossary,
    pictures: Mapping[str, bytes],
) -> Batch:
    script = project.script
    source, room = resolve(script.source)[0], budgets(project, resolve(tag)[0])
    condensed = _condensed(project, tag)
    captions = {place: (id_, line) for id_, place, line in captions_of(script)}

    def unit(id_: str, shot: Shot, line: Line, what: str, budget: Budget | None) -> Unit:
        words = caption(source_text(line, source))
        own = own_key(line, tag)
        text = caption(line.text[own]) if own else ""
        picture = _picture_path(script, shot.id)
        return Unit(
            id=id_,
            source=words,
            target=text,
            state=book.state(own, words, text) if own else State.NEW,
            speaker=line.speaker,
            context=f"{shot.setting}, {shot.camera.framing}, {what}",
            budget=budget,
            protected=protected_in(words, glossary.kept()),
            picture=picture if picture in pictures else "",
        )

    units = []
    for id_, place, line in lines_of(script):
        shot, index = script.shots[place[0]], place[1]
        if index < 0:
            kind = shot.screen[-index - 1].kind
            units.append(unit(id_, shot, line, f"{kind} on screen", None))
            continue
        budget = room[place]
        what = line.delivery.emotion + _among_others(shot.lines, index)
        units.append(unit(id_, shot, line, what, budget))
        if place in condensed:
            most = condensed[place] or budget.characters
            condensed_to = replace(budget, characters=min(most, budget.characters))
            own_id, own_line = captions[place]
            units.append(
                unit(own_id, shot, own_line, "condensed caption of this line", condensed_to)
            )
    written_in = tags.canonical(script.source) or script.source
    return Batch(path.name, written_in, tag, tuple(units), pictures)


def _among_others(lines: Sequence[Line], index: int) -> str:
    """What a translator must know of a line that breaks into another, or is broken into."""
    told = ", breaks into the line before" if lines[index].interrupts is not None else ""
    if index + 1 < len(lines) and lines[index + 1].interrupts is not None:
        told += ", is broken into: keep how it ends"
    return told
