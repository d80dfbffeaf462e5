"""Chooses the words of every line for one locale: what is said, and what the captions show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

import langcodes

from locvid.localize.verbalize import has_figures, reads, verbalized
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedLine, LocalizedScreen, LocalizedScript
from locvid.model.screen import ScreenText
from locvid.model.script import Line, Script, Shot
from locvid.phonetics import tags
from locvid.presets.library import PresetLibrary


def localize(
    script: Script, locale: Locale, library: PresetLibrary | None = None
) -> LocalizedScript:
    """All lines of ``script`` in ``locale``, read aloud as the presets of ``library`` say.

    A line's text is looked up by the exact locale, then by its language, then by the nearest
    other region of the language (with a warning), and so is a text in the picture. Raises one
    InvalidInput that lists everything without text for the locale.
    """
    library = library or PresetLibrary()
    shots: list[tuple[LocalizedLine, ...]] = []
    screens: list[tuple[LocalizedScreen, ...]] = []
    chosen = _Choice(locale)
    for shot in script.shots:
        lines, texts = [], []
        for number, line in enumerate(shot.lines, start=1):
            tag = chosen.tag(line, shot, f"line {number}", f"({line.speaker}; has")
            if tag is not None:
                written = line.text[tag]
                said = verbalized(spoken(written), locale, library)
                lines.append(LocalizedLine(line, said, caption(written), tag))
        for screen in shot.screen:
            tag = chosen.tag(screen, shot, f"the {screen.kind}", "(has")
            if tag is not None:
                texts.append(LocalizedScreen(screen, shown(screen.text[tag]), tag))
        shots.append(tuple(lines))
        screens.append(tuple(texts))
    chosen.raise_missing()
    warnings = chosen.warnings
    if not reads(locale, library) and _with_figures(shots):
        warnings.append(
            f"{locale.name} has no preset in presets/readings: figures are left to the voice"
        )
    return LocalizedScript(script, locale, tuple(shots), tuple(warnings), tuple(screens))


class _Choice:
    """Chooses the text of one locale, and remembers what was assumed and what is missing."""

    def __init__(self, locale: Locale) -> None:
        self.warnings: list[str] = []
        self._locale = locale
        self._missing: list[tuple[Location, str]] = []

    def tag(self, asker: Line | ScreenText, shot: Shot, what: str, has: str) -> str | None:
        """The key of ``asker.text`` to take, None where none is in the language."""
        tag = text_tag(asker.text, self._locale)
        if tag is None:
            place = f"{asker.location}: shot '{shot.id}', {what} {has} {', '.join(asker.text)})"
            self._missing.append((asker.location, place))
        elif not _meant_for(tag, self._locale):
            self.warnings.append(
                f"{asker.text_locations.get(tag, asker.location)}: no text for {self._locale}: "
                f"shot '{shot.id}' {what} takes that of '{tag}'"
            )
        return tag

    def raise_missing(self) -> None:
        """Raise one InvalidInput that lists everything that has no text."""
        if self._missing:
            raise _missing_text(self._missing, self._locale)


def text_tag(text: Mapping[str, str], locale: Locale) -> str | None:
    """The key of ``text`` that serves ``locale`` best, or None if none is in its language."""
    of_language = [tag for tag in text if _language(tag) == locale.language]
    if not of_language:
        return None
    # min() keeps the first of equals: the order in the script decides then.
    return min(of_language, key=lambda tag: _rank(tag, locale))


def caption(written: str) -> str:
    """The text as captions show it: as written, in NFC, with line breaks and runs of space as one.

    NFC is what fonts and caption players expect (Unicode Standard Annex 15).
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", written)).strip()


def shown(written: str) -> str:
    """A text in the picture: in NFC, its lines kept, other runs of space as one."""
    lines = (caption(line) for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def spoken(written: str) -> str:
    """The text for the voice: the caption without emoji, controls and direction marks."""
    return re.sub(r"\s+", " ", _UNSPEAKABLE.sub(" ", caption(written))).strip()


# Emoji and dingbats, their joiners' selector and keycap, C0/C1 controls, soft hyphen, zero-width
# space, direction marks and byte-order mark. ZWNJ and ZWJ stay: Persian and Hindi spell with them.
_UNSPEAKABLE = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
    "\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)


def _with_figures(shots: Iterable[tuple[LocalizedLine, ...]]) -> bool:
    return any(has_figures(line.spoken) for lines in shots for line in lines)


def _language(tag: str) -> str:
    return str(langcodes.Language.get(tags.canonical(tag) or tag).language)


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
    return _rank(tag, locale)[0] < 2


def _missing_text(missing: Iterable[tuple[Location, str]], locale: Locale) -> InvalidInput:
    found = list(missing)
    lines = "a line has" if len(found) == 1 else f"{len(found)} lines have"
    listed = "".join(f"\n  {place}" for _, place in found)
    return InvalidInput(
        f"{lines} no text in {locale.name}:{listed}",
        where=found[0][0],
        locale=locale.tag,
        hint=f"add '{locale.language}:' or '{locale.tag}:' to the text of each",
    )
