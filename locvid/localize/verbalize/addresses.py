"""E-mail and web addresses and telephone numbers."""

from __future__ import annotations

import re

from locvid.localize.verbalize.speech import Speech

_ENDINGS = (
    "com|org|net|io|ai|app|dev|info|co|eu|uk|us|ca|de|at|ch|fr|be|es|mx|ar|it|pt|br|jp|cn|in|nl|pl|ru"
    "|tv|me"
)
"""Endings of names that are taken for web addresses without http or www."""

_WEB = re.compile(
    rf"(?<![\w@.])(?:https?://)?(?P<name>(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_ENDINGS}))"
    r"(?P<path>(?:/[\w.-]*\w)*)/?(?![\w@])",
    re.IGNORECASE | re.ASCII,
)
_DOTTED = re.compile(r"\.[A-Za-z]")
"""What every address has, and hardly another text."""

_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+\d{1,3}|0(?!\.)|\(\d{2,4}\))[\d ()/.-]{6,18}\d|"
    # 555-123-4567 and 138-1234-5678: nothing else is written so.
    r"(?:1-)?\d{3}-\d{3,4}-\d{4})(?!\w|[.,]\d)"
)
_FEWEST_DIGITS = 8


def emails(text: str, speech: Speech) -> str:
    """``info@example.com`` part by part."""
    if not speech.reading.at or "@" not in text:
        return text
    return _EMAIL.sub(lambda match: _said(match[0], speech), text)


def web_addresses(text: str, speech: Speech) -> str:
    """Addresses part by part, without the scheme."""
    if not speech.reading.dot or not _DOTTED.search(text):
        return text
    return _WEB.sub(lambda match: _said(match["name"] + match["path"], speech), text)


def phone_numbers(text: str, speech: Speech) -> str:
    """Digit by digit, or pair by pair where the market says so, with a breath between groups."""

    def said(match: re.Match[str]) -> str:
        groups = re.findall(r"\d+", match[0])
        if sum(map(len, groups)) < _FEWEST_DIGITS:
            return match[0]
        plus = f"{speech.reading.plus} " if match[0].startswith("+") else ""
        return plus + ", ".join(_group(group, speech) for group in groups)

    return text if speech.keeps_figures else _PHONE.sub(said, text)


def _group(figures: str, speech: Speech) -> str:
    if speech.reading.phone == "pairs" and len(figures) == 2:
        zero = f"{speech.numeral(0, 'plain')} " if figures[0] == "0" else ""
        return zero + speech.numeral(int(figures), "plain")
    return speech.digits(figures)


def _said(address: str, speech: Speech) -> str:
    reading = speech.reading
    words = {
        ".": reading.dot, "@": reading.at, "/": reading.slash, "-": reading.hyphen,
        "_": reading.underscore, "+": reading.plus,
    }  # fmt: skip
    parts = re.findall(r"[^\W_]+|[.@/_+-]", address)
    last = max(index for index, part in enumerate(parts) if part not in words)
    said = []
    for index, part in enumerate(parts):
        spelled = part.lower() == "www" or (index == last and len(part) == 2 and part.isalpha())
        said.append(words.get(part) or (speech.gap.join(part.upper()) if spelled else part))
    return speech.gap.join(said)
