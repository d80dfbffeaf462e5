"""What texts from content systems carry that nobody says: markup, entities, unfilled placeholders.

They are performed as they stand, for a film may be about them; but its maker should know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from locvid.model.localized import LocalizedScript

LAUGHTER = ("laugh", "chuckle")
"""The words in brackets that are performed, not spoken (``locvid.phonetics.pieces``)."""

_SUSPECT = re.compile(r"[<&{%\[]")
_MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)
_PLACEHOLDER = re.compile(
    r"\$\{[^{}]*\}|\{\{[^{}]*\}\}|\{[A-Za-z0-9_.]*\}|(?<!\d)(?<!\d\s)%(?:\d\$)?[sd@](?!\w)"
)
_MARK = re.compile(r"(?<!\\)\[\s*([^\W\d_]+)\s*\]")


def leftovers(localized: LocalizedScript) -> tuple[str, ...]:
    """One sentence for each kind of leftover in each text, with file, line and language."""
    locale = localized.locale
    return tuple(
        f"{line.line.text_locations.get(line.text_tag, line.line.location)}: [{locale}] {told}"
        for lines in localized.shots
        for line in lines
        for told in found_in(line.line.text[line.text_tag])
    )


def found_in(text: str) -> Iterator[str]:
    """A sentence for each kind of thing in ``text`` that is hardly meant to be said."""
    if not _SUSPECT.search(text):
        return
    if markup := _listed(_MARKUP, text):
        yield f"the text holds markup, {markup}: it is spoken and shown as it stands"
    if placeholders := _listed(_PLACEHOLDER, text):
        yield f"the text holds a placeholder, {placeholders}: it is spoken and shown as it stands"
    for word in dict.fromkeys(_MARK.findall(text)):
        if word not in LAUGHTER:
            yield f"'[{word}]' is no mark: it is spoken and shown as it stands{_meant(word)}"


def _listed(pattern: re.Pattern[str], text: str) -> str:
    return ", ".join(f"'{found}'" for found in dict.fromkeys(pattern.findall(text)))


def _meant(word: str) -> str:
    near = get_close_matches(word.casefold(), LAUGHTER, n=1)
    return f" (did you mean '[{near[0]}]'?)" if near else ""
