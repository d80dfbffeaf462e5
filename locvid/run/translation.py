"""What sending to translators and taking back have in common: which line, which language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import langcodes

from locvid.localize.locales import resolve
from locvid.localize.text import text_tag
from locvid.model.errors import InvalidInput
from locvid.model.screen import ScreenText
from locvid.model.script import FREE, Delivery, Line, Script
from locvid.phonetics import tags
from locvid.run.direction import Project
from locvid.script.edit import NEW_ROW


def lines_of(script: Script) -> Iterator[tuple[str, tuple[int, int], Line]]:
    """(id, (index of shot, index of line), line) of every line; ids are ``SHOT/NUMBER``.

    Texts in the picture follow the lines of their shot as lines that nobody speaks, with ids
    ``SHOT/screen-NUMBER`` and negative indices, -1 for the first.
    """
    for number, shot in enumerate(script.shots):
        for index, line in enumerate(shot.lines):
            yield f"{shot.id}/{index + 1}", (number, index), line
        for index, screen in enumerate(shot.screen, start=1):
            yield f"{shot.id}/screen-{index}", (number, -index), as_line(screen)


def captions_of(script: Script) -> Iterator[tuple[str, tuple[int, int], Line]]:
    """(id, (index of shot, index of line), line) of the condensed caption of every line.

    Ids are ``SHOT/NUMBER/caption``; the line holds the captions there are, and in the source
    language what they condense.
    """
    source = resolve(script.source)[0]
    for number, shot in enumerate(script.shots):
        for index, line in enumerate(shot.lines):
            tag = text_tag(line.text, source)
            words = {tag: line.text[tag]} if tag else {}
            own = replace(line, text={**words, **line.captions})
            yield f"{shot.id}/{index + 1}/caption", (number, index), own


def as_line(screen: ScreenText) -> Line:
    """A text in the picture in one row, as translators get it: its lines parted by slashes."""
    rows = {tag: NEW_ROW.join(text.splitlines()) for tag, text in screen.text.items()}
    return Line("", rows, Delivery(), screen.location, screen.text_locations)


def free_length(project: Project) -> Project:
    """``project`` with every shot as long as its words: they can then always be directed."""
    shots = tuple(replace(shot, length=FREE) for shot in project.script.shots)
    return replace(project, script=replace(project.script, shots=shots))


def target_tag(written: str, script: Script) -> str:
    """The canonical tag; raises InvalidInput where there is none, or it is the source's own."""
    resolve(written)
    tag = tags.canonical(written.strip()) or written
    if _same(tag, script.source):
        raise InvalidInput(
            f"'{written}' is the language that the script is written in", script.location
        )
    return tag


def without_source(written: Sequence[str], script: Script) -> tuple[str, ...]:
    """Tags but for the script's own language, which a project's languages mostly hold too."""
    return tuple(each for each in written if not _same(each, script.source))


def own_key(line: Line, tag: str) -> str | None:
    """The key of the text in ``tag``, as the script spells it: fr serves fr-FR, but not fr-CA."""
    same = [own for own in line.text if _same(own, tag)]
    return min(same, key=lambda own: tags.canonical(own) != tag, default=None)


def _same(one: str, other: str) -> bool:
    """Whether two tags mean one market; a language alone means its likeliest (CLDR)."""
    return bool(_full(one) == _full(other))


@lru_cache(maxsize=512)
def _full(tag: str) -> langcodes.Language:
    return langcodes.Language.get(tags.canonical(tag) or tag).maximize()
