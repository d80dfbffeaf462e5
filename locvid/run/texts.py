"""What must hold for the words of a script before they are said: the glossary, the reviews."""

from __future__ import annotations

from locvid.documents.problems import Problems
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.script import Line
from locvid.phonetics.pieces import unmarked
from locvid.run.direction import Project, localized


def check_texts(project: Project, locale: Locale, allow_stale: bool = False) -> tuple[str, ...]:
    """Warnings about translations that need review, where ``allow_stale`` lets them pass.

    Raises one InvalidInput that names every line whose words break the glossary, or whose source
    has changed since it was translated.
    """
    from locvid.localize.glossary.files import glossary_beside
    from locvid.localize.locales import resolve
    from locvid.localize.review import ReviewBook, source_text, stale_lines

    script = project.script
    file = script.location.file
    words, source = localized(project, locale), resolve(script.source)[0]
    glossary = glossary_beside(file, script.source)
    problems = Problems(file)
    for each in (each for lines in words.shots for each in lines):
        line, tag = each.line, each.text_tag
        for broken in glossary.broken(
            unmarked(source_text(line, source)), unmarked(line.text[tag]), tag
        ):
            at = line.text_locations.get(tag, line.location).line or 1
            problems.add(f"[{locale}] {broken.message}", at, broken.hint)
    problems.raise_any()
    stale = list(stale_lines(words, source, ReviewBook.beside(file)))
    if stale and not allow_stale:
        raise _stale(stale, locale)
    return tuple(
        f"{line.location}: [{locale}] the translation was made from other words" for line in stale
    )


def _stale(lines: list[Line], locale: Locale) -> InvalidInput:
    places = "".join(f"\n  {line.location}: {line.speaker}" for line in lines)
    what = "a translation needs" if len(lines) == 1 else f"{len(lines)} translations need"
    return InvalidInput(
        f"{what} review, for the source has changed:{places}",
        where=lines[0].location,
        locale=locale.tag,
        hint="export them and import them reviewed, change their words, or add --allow-stale",
    )
