"""Which fonts there are for a language, and whether they have every character of a text.

Only fonts that come with locvid or with the project are used, never those of the machine: the
same script gives the same picture everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale

_SHIPPED = ("sans", "arabic", "hebrew", "devanagari", "bengali", "tamil", "thai", "cjk")
_ORDER = {
    # Chinese and Japanese punctuation is as wide as a character; Korean has the Latin one.
    "ja": ("cjk",),
    "zh": ("cjk",),
    "yue": ("cjk",),
    "ko": ("sans", "cjk"),
}


class Fonts:
    """The project's own font files first, then those of locvid that suit the language best."""

    def __init__(self, own: Sequence[Path], language: str, text: str) -> None:
        """``text`` tells which scripts are needed; ``language`` is its ISO 639 code.

        Raises InvalidInput where a font file cannot be read.
        """
        shipped = {name: _shipped(name) for name in _SHIPPED}
        first = _ORDER.get(language) or _by_coverage(text, shipped)
        names = dict.fromkeys((*first, *_SHIPPED))
        self.typefaces: tuple[Any, ...] = (
            *(_opened(path) for path in own),
            *(shipped[name] for name in names),
        )

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of ``text`` that no font can show, each once, in order.

        A letter and the marks on it have to come from one font.
        """
        lacking: dict[str, None] = {}
        for cluster in _clusters(text):
            if not any(_has(typeface, cluster) for typeface in self.typefaces):
                alone = [each for each in cluster if not any(_has(t, each) for t in self.typefaces)]
                lacking |= dict.fromkeys(alone or [cluster])
        return tuple(lacking)


def check_glyphs(text: str, fonts: Fonts, locale: Locale, what: str) -> None:
    """Raise InvalidInput naming the characters of ``text``, which ``what`` shows, no font has."""
    missing = fonts.missing(text)
    if not missing:
        return
    listed = ", ".join(f"'{each}' ({_named(each)})" for each in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    raise InvalidInput(
        f"no font has {listed}{more}, which {what} needs",
        locale=locale.tag,
        hint=f"put a font that has it ({_families(locale)}) into presets/fonts/ beside the script "
        "as .ttf or .otf, or write it otherwise",
    )


def _named(characters: str) -> str:
    codes = " ".join(f"U+{ord(each):04X}" for each in characters)
    name = unicodedata.name(characters[0], "")
    return f"{codes} {name}".strip() if len(characters) == 1 else codes


def _families(locale: Locale) -> str:
    """A family to look for, as an example."""
    named = {"ja": "Noto Sans JP", "zh": "Noto Sans SC", "ko": "Noto Sans KR"}
    return f"for example {named.get(locale.language, 'one of https://fonts.google.com/noto')}"


@cache
def _shipped(name: str) -> Any:
    folder = Path(__file__).parent / "fonts"
    return _opened(folder / f"{name}{'.otf' if name == 'cjk' else '.ttf'}")


def _opened(path: Path) -> Any:
    from locvid.drawing import skia

    typeface = skia.FontMgr.New_Custom_Empty().makeFromFile(str(path))
    if typeface is None:
        raise InvalidInput(
            f"'{path.name}' is not a font that can be read",
            Location(path),
            hint="fonts are .ttf, .otf or .ttc files; web fonts (.woff2) have to be converted",
        )
    return typeface


def _by_coverage(text: str, shipped: dict[str, Any]) -> tuple[str, ...]:
    """Names of fonts, the one that has most letters of ``text`` first."""
    letters = [each for each in text if unicodedata.category(each)[0] in "LM"]
    counts = {
        name: sum(_has(typeface, letter) for letter in letters)
        for name, typeface in shipped.items()
    }
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def _clusters(text: str) -> Iterator[str]:
    """A base character with the marks and joiners that follow it; what is not drawn is left out."""
    cluster = ""
    for character in text:
        if _is_mark(character) and cluster:
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = "" if _is_unseen(character) else character
    if cluster:
        yield cluster


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me") and not _is_unseen(character)


def _is_unseen(character: str) -> bool:
    """White space, controls, joiners, direction marks, and the selectors of a variant."""
    if character.isspace() or "\ufe00" <= character <= "\ufe0f":
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")


def _has(typeface: Any, cluster: str) -> bool:
    """Whether all of ``cluster`` is there, composed or in parts."""
    composed = unicodedata.normalize("NFC", cluster)
    return _all(typeface, composed) or _all(typeface, unicodedata.normalize("NFD", composed))


def _all(typeface: Any, characters: Iterable[str]) -> bool:
    glyphs = typeface.unicharsToGlyphs([ord(each) for each in characters])
    return all(glyphs)
