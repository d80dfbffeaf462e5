"""What must hold for the words of a script before they are said: the glossary, the reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locvid.documents.problems import Problems
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.phonetics.pieces import unmarked
from locvid.run.direction import Project, glossary_of, localized

if TYPE_CHECKING:
    from pathlib import Path

    from locvid.localize.review import ReviewBook, Stale


def check_texts(
    project: Project, locale: Locale, allow_stale: bool = False, remembers: bool = False
) -> tuple[str, ...]:
    """Warnings about what nobody says, and translations that ``allow_stale`` takes unreviewed.

    Where it ``remembers``, it notes beside the script which words each of the others stands for,
    so that a later change of them is noticed.
    Raises one InvalidInput that names every line whose words break the glossary, or whose source
    has changed since it was translated.
    """
    from locvid.localize.leftovers import leftovers
    from locvid.localize.locales import resolve
    from locvid.localize.review import ReviewBook, remember, source_text, stale_lines

    script = project.script
    file = script.location.file
    words, source = localized(project, locale), resolve(script.source)[0]
    glossary = glossary_of(project)
    problems = Problems(file)
    for each in (each for lines in (words.shots if glossary.entries else ()) for each in lines):
        line, tag = each.line, each.text_tag
        wordings = filter(None, (line.text[tag], line.short.get(tag), line.captions.get(tag)))
        said = (
            broken
            for wording in wordings
            for broken in glossary.broken(
                unmarked(source_text(line, source)), unmarked(wording), tag
            )
        )
        for broken in said:
            at = line.text_locations.get(tag, line.location).line or 1
            problems.add(f"[{locale}] {broken.message}", at, broken.hint)
    problems.raise_any()
    book = ReviewBook.beside(file)
    stale = list(stale_lines(words, source, book))
    if stale and not allow_stale:
        raise _stale(stale, locale)
    told = [f"{each.line.location}: [{locale}] {_why(each)}" for each in stale]
    told += leftovers(words)
    if remembers and remember(words, source, book):
        told += kept(book, file)
    return tuple(told)


def kept(book: ReviewBook, script: Path) -> list[str]:
    """Write what is known of translations beside ``script``; a warning where that cannot be."""
    try:
        book.save(script)
    except (InvalidInput, OSError) as error:
        return [f"{error}: a later change of the source text will not be noticed"]
    return []


def _stale(stale: list[Stale], locale: Locale) -> InvalidInput:
    lines = [each.line for each in stale]
    places = "".join(
        f"\n  {each.line.location}: {each.line.speaker}, {_why(each)}" for each in stale
    )
    what = "a translation needs" if len(lines) == 1 else f"{len(lines)} translations need"
    return InvalidInput(
        f"{what} review:{places}",
        where=lines[0].location,
        locale=locale.tag,
        hint="export them and import them reviewed, change their words, or add --allow-stale",
    )


def _why(stale: Stale) -> str:
    return why(stale.machine)


def why(machine: str) -> str:
    """Why a translation needs review; ``machine`` is the engine that made it, if one did."""
    if machine:
        return f"translated by a machine ({machine}) and reviewed by nobody"
    return "the source has changed since it was translated"
