"""A text as an aligner by letters wants it: words in lower case, numbers spelled out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from locvid.model.errors import MissingDependency
from locvid.model.locale import Locale
from locvid.phonetics.pieces import pieces, plain
from locvid.phonetics.reading import reading

UNSPACED = frozenset({"ja", "zh"})
"""Languages whose words are not set apart; each sign counts as a word."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?:\D|$))")
_JOINERS = "'-"


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word as it stands in the text, and the ``letters`` that an aligner looks for.

    ``tag`` is its language where that is not the text's, ``ipa`` its sound where a lexicon says.
    """

    text: str
    letters: str
    tag: str = ""
    ipa: str = ""


def written_words(text: str, locale: Locale, known: Collection[str]) -> tuple[WrittenWord, ...]:
    """The words of ``text`` in letters of the alphabet ``known``, as far as that goes.

    Accents that the alphabet does not have fall off; signs with no letter and no digit are left
    out. Japanese and Chinese are read (kana, pinyin) where the alphabet has no signs for them.
    Of words in another language the letters are looked for as they are.
    """
    if locale.language in UNSPACED:
        return tuple(_signs(plain(text), locale, known))
    words = []
    for piece in pieces(text):
        tokens = piece.text.split()
        sounds = [piece.ipa] if len(tokens) == 1 else piece.ipa.split()
        each = sounds if len(sounds) == len(tokens) else [""] * len(tokens)
        for token, ipa in zip(tokens, each, strict=True):
            letters = _fitted(spelled_out(token, locale), known)
            if letters:
                words.append(WrittenWord(token, letters, piece.tag, ipa))
    return tuple(words)


def spelled_out(token: str, locale: Locale) -> str:
    """``token`` with its numbers in words of the language, by the rules of Unicode's CLDR.

    A language without such rules keeps its digits.
    """
    if not any(sign.isdigit() for sign in token):
        return token
    try:
        from unicode_rbnf import RbnfEngine
    except ImportError as error:
        raise MissingDependency(
            "numbers cannot be spelled out: unicode-rbnf is not installed",
            hint="pip install 'locvid[gpu]'",
        ) from error
    try:
        engine = RbnfEngine.for_language(locale.language)
    except ValueError:
        return token

    def words(found: re.Match[str]) -> str:
        plain = _THOUSANDS.sub("", found.group()).replace(",", ".")
        try:
            return str(engine.format_number(plain).text)
        except (ValueError, ArithmeticError):
            return found.group()

    return _NUMBER.sub(words, token)


def _signs(text: str, locale: Locale, known: Collection[str]) -> list[WrittenWord]:
    signs = [sign for sign in spelled_out(text, locale) if sign.isalnum()]
    if sum(sign in known for sign in signs) * 2 >= len(signs):
        return [WrittenWord(sign, sign) for sign in signs]
    return [
        WrittenWord(part, letters)
        for part in reading(text, locale.language).split()
        if (letters := _fitted(part, known))
    ]


def _fitted(token: str, known: Collection[str]) -> str:
    """Letters of ``token``: what the alphabet lacks loses its accents; marks are dropped."""
    fitted = ""
    for sign in unicodedata.normalize("NFC", token.lower()).replace("’", "'"):
        if sign in known and (sign.isalnum() or sign in _JOINERS or unicodedata.combining(sign)):
            fitted += sign
        elif sign.isalnum():
            plain = "".join(
                part
                for part in unicodedata.normalize("NFKD", sign)
                if not unicodedata.combining(part)
            )
            fitted += plain if all(part in known for part in plain) else sign
    return fitted if any(sign.isalnum() for sign in fitted) else ""
