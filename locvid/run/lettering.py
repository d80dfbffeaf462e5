"""What must hold for text that is drawn before it is drawn: glyphs, room, and time to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from locvid.documents.problems import Problems
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.screen import ShownText
from locvid.model.script import Line
from locvid.phonetics.pieces import unmarked
from locvid.run.direction import Project, glossary_of, localized
from locvid.run.reading import TooFast
from locvid.run.texts import kept, why
from locvid.run.translation import as_line
from locvid.typeset.columns import normalised, width
from locvid.typeset.reading import columns_per_second

if TYPE_CHECKING:
    from locvid.typeset.fonts import Fonts


def check_lettering(
    project: Project,
    locale: Locale,
    prompts: Sequence[PerformancePrompt],
    allow_stale: bool = False,
    remembers: bool = False,
) -> tuple[str, ...]:
    """Warnings about text in the picture that nobody can read in the time, or that is stale.

    ``remembers`` as in ``check_texts``.
    Raises one InvalidInput that names every text in the picture, burned-in captions among them,
    that no font can show or that does not fit; and one for those whose words break the glossary,
    or whose source has changed since, where ``allow_stale`` does not let that pass.
    """
    told: list[str] = []
    has_screens = any(prompt.screen for prompt in prompts)
    if has_screens:
        told += _check_words(project, locale, allow_stale, remembers)
    if has_screens or project.profile.burn_captions:
        _check(project, locale, prompts)
    if has_screens:
        told += _too_short(project, locale, prompts)
    return tuple(told)


def told_too_fast(
    project: Project, locale: Locale, found: Mapping[str, Sequence[TooFast]]
) -> Iterator[str]:
    """Warnings about captions that are gone before they are read, with the length that would do.

    ``found`` are those of each shot.
    """
    words = localized(project, locale)
    for shot, lines in zip(words.script.shots, words.shots, strict=True):
        for each in found[shot.id]:
            line, tag = lines[each.line].line, lines[each.line].text_tag
            yield (
                f"{line.text_locations.get(tag, line.location)}: [{locale}] the captions of "
                f"'{shot.id}' line {each.line + 1} go by {each.missing_s:.1f} s too fast: "
                f"{each.readable} of their {each.characters} characters can be read "
                f"({_remedy(line, tag)})"
            )


def _check_words(
    project: Project, locale: Locale, allow_stale: bool, remembers: bool
) -> Iterator[str]:
    """The rules of spoken words for those in the picture: the glossary, and the review."""
    from locvid.localize.exchange.base import State
    from locvid.localize.locales import resolve
    from locvid.localize.review import ReviewBook, source_text

    file, source = project.script.location.file, resolve(project.script.source)[0]
    glossary, book = glossary_of(project), ReviewBook.beside(file)
    problems = Problems(file)
    stale: list[tuple[Location, str]] = []
    held: list[tuple[str, str, str]] = []
    for each in (each for texts in localized(project, locale).screens for each in texts):
        line, tag = as_line(each.screen), each.text_tag
        origin = source_text(line, source)
        where = line.text_locations.get(tag, line.location)
        for broken in glossary.broken(unmarked(origin), unmarked(line.text[tag]), tag):
            problems.add(f"[{locale}] {broken.message}", where.line or 1, broken.hint)
        if origin in ("", line.text[tag]):
            continue
        if book.state(tag, origin, line.text[tag]) is State.NEEDS_REVIEW:
            stale.append((where, why(book.machine(tag, origin, line.text[tag]))))
        else:
            held.append((tag, origin, line.text[tag]))
    if stale and not allow_stale:
        for where, reason in stale:
            problems.add(
                f"[{locale}] a text in the picture needs review: {reason}",
                where.line or 1,
                "export it and import it reviewed, change its words, or add --allow-stale",
            )
    problems.raise_any()
    for where, reason in stale:
        yield f"{where}: [{locale}] {reason}"
    before = book.content()
    book.add(held)
    if remembers and book.content() != before:
        yield from kept(book, file)


def _check(project: Project, locale: Locale, prompts: Sequence[PerformancePrompt]) -> None:
    from locvid.typeset.fonts import Fonts, check_glyphs

    own = project.library.fonts()
    problems = Problems(project.script.location.file)

    def shaped(text: str, what: str, where: Location) -> Fonts | None:
        fonts = Fonts(own, locale.language, text)
        try:
            check_glyphs(text, fonts, locale, what)
        except InvalidInput as error:
            problems.add(f"[{locale}] {error.message}", where.line or 1, error.hint)
            return None
        return fonts

    for shot, prompt in zip(project.script.shots, prompts, strict=True):
        for screen, text in zip(shot.screen, prompt.screen, strict=True):
            fonts = shaped(text.text, f"the {text.kind} of '{shot.id}'", screen.location)
            if fonts is not None:
                try:
                    _check_room(text, fonts, project, locale)
                except InvalidInput as error:
                    at = screen.location.line or 1
                    problems.add(f"[{locale}] {error.message}", at, error.hint)
        if project.profile.burn_captions:
            for line, spoken in zip(shot.lines, prompt.lines, strict=True):
                shaped(spoken.caption, f"the burned-in caption of '{shot.id}'", line.location)
    problems.raise_any()


def _check_room(text: ShownText, fonts: Fonts, project: Project, locale: Locale) -> None:
    """Raise InvalidInput where a text does not fit into the picture even with nobody in it."""
    from locvid.presets.screens import safe_area, screen_style
    from locvid.typeset.placing import Page, place
    from locvid.typeset.shaping import Typesetter

    video = project.profile.video
    page = Page(video, safe_area(video, project.library), locale)
    place(text.text, screen_style(text.kind, project.library), page, Typesetter(fonts, locale))


def _too_short(
    project: Project, locale: Locale, prompts: Sequence[PerformancePrompt]
) -> Iterator[str]:
    """Texts in the picture that are gone before they are read."""
    for shot, prompt in zip(project.script.shots, prompts, strict=True):
        shot_s = prompt.duration.natural_s
        for screen, text in zip(shot.screen, prompt.screen, strict=True):
            shown_s = text.closes.within(shot_s) - text.opens.within(shot_s)
            needed_s = width(normalised(text.text)) / columns_per_second(locale.language)
            if shown_s < needed_s:
                yield (
                    f"{screen.location}: [{locale}] the {text.kind} of '{shot.id}' is seen for "
                    f"{max(shown_s, 0.0):.1f} s of the shot's {shot_s:.1f} s, and reading it takes "
                    f"{needed_s:.1f} s"
                )


def _remedy(line: Line, tag: str) -> str:
    if tag in line.captions:
        return f"shorten its 'caption' in '{tag}', or give it a calmer pace or longer pauses"
    return f"condense them, '{tag}: {{text: …, caption: …}}', or give it a calmer pace"
