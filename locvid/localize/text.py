"""Chooses the words of every line for one locale: what is said, and what the captions show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import langcodes

from locvid.localize.lexicon import Lexicon
from locvid.localize.saying import caption, say, spoken, to_read
from locvid.localize.verbalize import has_figures, reads
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedLine, LocalizedScreen, LocalizedScript
from locvid.model.script import Line, Script, Shot
from locvid.phonetics import tags
from locvid.phonetics.pieces import BadMark, unmarked
from locvid.presets.library import PresetLibrary
from locvid.typeset.columns import width


def localize(
    script: Script,
    locale: Locale,
    library: PresetLibrary | None = None,
    lexicon: Lexicon | None = None,
) -> LocalizedScript:
    """All lines of ``script`` in ``locale``, read aloud as ``library`` and ``lexicon`` say.

    A line's text is looked up by the exact locale, then by its language, then by the nearest
    other region of the language (with a warning), and so are the texts in the picture. Raises one
    InvalidInput that lists every line and text in the picture without words for the locale.
    """
    library = library or PresetLibrary()
    shots: list[tuple[LocalizedLine, ...]] = []
    warnings: list[str] = []
    missing: list[tuple[Shot, int, Line]] = []
    for shot in script.shots:
        lines = []
        for number, line in enumerate(shot.lines, start=1):
            tag = text_tag(line.text, locale)
            if tag is None:
                missing.append((shot, number, line))
                continue
            if not _meant_for(tag, locale):
                warnings.append(
                    f"{line.text_locations.get(tag, line.location)}: no text for {locale}: "
                    f"shot '{shot.id}' line {number} takes that of '{tag}'"
                )
            short, condensed = line.short.get(tag), line.captions.get(tag)
            try:
                said = say(line.text[tag], locale, library, lexicon)
                other = say(short, locale, library, lexicon) if short else None
                read = to_read(condensed, locale, library) if condensed else said.caption
            except BadMark as error:
                where = line.text_locations.get(tag, line.location)
                raise InvalidInput(error.message, where, locale.tag, error.hint) from error
            # What is said in short may be read as it is, unless the captions are shorter still.
            shorter = (
                (other.spoken, min(other.caption, read, key=width), other.marked) if other else None
            )
            lines.append(LocalizedLine(line, said.spoken, read, tag, said.marked, shorter))
        shots.append(tuple(lines))
    screens, untold = _screens(script, locale, warnings)
    if missing or untold:
        raise _missing_text(missing, locale, untold)
    if not reads(locale, library) and _with_figures(shots):
        warnings.append(
            f"{locale.name} has no preset in presets/readings: figures are left to the voice"
        )
    return LocalizedScript(script, locale, tuple(shots), tuple(warnings), screens)


def text_tag(text: Mapping[str, str], locale: Locale) -> str | None:
    """The key of ``text`` that serves ``locale`` best, or None if none is in its language."""
    if locale.tag in text:
        return locale.tag
    of_language = [tag for tag in text if _language(tag) == locale.language]
    if not of_language:
        return None
    # min() keeps the first of equals: the order in the script decides then.
    return min(of_language, key=lambda tag: _rank(tag, locale))


def shown(written: str) -> str:
    """A text in the picture: in NFC, its lines kept, other runs of space as one."""
    lines = (caption(line) for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def _screens(
    script: Script, locale: Locale, warnings: list[str]
) -> tuple[tuple[tuple[LocalizedScreen, ...], ...], list[tuple[Location, str]]]:
    """The texts in the picture, by shot; and those that have no words, with their places."""
    found: list[tuple[LocalizedScreen, ...]] = []
    missing: list[tuple[Location, str]] = []
    for shot in script.shots:
        texts = []
        for screen in shot.screen:
            tag = text_tag(screen.text, locale)
            if tag is None:
                has = ", ".join(screen.text)
                place = f"{screen.location}: shot '{shot.id}', the {screen.kind} (has {has})"
                missing.append((screen.location, place))
                continue
            if not _meant_for(tag, locale):
                warnings.append(
                    f"{screen.text_locations.get(tag, screen.location)}: no text for {locale}: "
                    f"shot '{shot.id}' the {screen.kind} takes that of '{tag}'"
                )
            texts.append(LocalizedScreen(screen, shown(unmarked(screen.text[tag])), tag))
        found.append(tuple(texts))
    return tuple(found), missing


def _with_figures(shots: Iterable[tuple[LocalizedLine, ...]]) -> bool:
    return any(has_figures(line.spoken) for lines in shots for line in lines)


@lru_cache(maxsize=1024)
def _language(tag: str) -> str:
    return str(langcodes.Language.get(tags.canonical(tag) or tag).language)


@lru_cache(maxsize=1024)
def _rank(tag: str, locale: Locale) -> tuple[int, int]:
    """Lower is better: exact (0), the language alone (1), another region or script (2)."""
    own = langcodes.Language.get(tags.canonical(tag) or tag)
    wanted = langcodes.Language.get(locale.tag)
    if own.maximize() == wanted.maximize():
        return (0, 0 if own.territory else 1)
    if own.territory is None and own.maximize().script == wanted.maximize().script:
        return (1, 0)
    return (2, langcodes.tag_distance(locale.tag, tag))


def _meant_for(tag: str, locale: Locale) -> bool:
    return tag == locale.tag or _rank(tag, locale)[0] < 2


def _missing_text(
    missing: Iterable[tuple[Shot, int, Line]],
    locale: Locale,
    others: Iterable[tuple[Location, str]] = (),
) -> InvalidInput:
    found = [(line.location, _place(shot, number, line)) for shot, number, line in missing]
    found += others
    places = [place for _, place in found]
    lines = "a line has" if len(found) == 1 else f"{len(found)} lines have"
    listed = "".join(f"\n  {place}" for place in places)
    where = found[0][0]
    return InvalidInput(
        f"{lines} no text in {locale.name}:{listed}",
        where=where,
        locale=locale.tag,
        hint=f"add '{locale.language}:' or '{locale.tag}:' to the text of each, or send them out "
        "with locvid export",
    )


def _place(shot: Shot, number: int, line: Line) -> str:
    there = ", ".join(line.text)
    return f"{line.location}: shot '{shot.id}', line {number} ({line.speaker}; has {there})"


__all__ = ["caption", "localize", "shown", "spoken", "text_tag"]
