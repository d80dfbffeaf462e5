"""Language tags (BCP-47): canonical spelling, validity, and what a wrong tag was meant to be."""

from __future__ import annotations

import re
from functools import lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError

LONGEST_TAG = 35
"""Characters; RFC 5646 section 4.4.1 recommends room for 35."""

# ISO 639-2: undetermined, multiple, uncoded, no linguistic content.
_NO_ONE_LANGUAGE = ("und", "mul", "mis", "zxx")
_SAME = {"cmn": "zh", "arb": "ar", "no": "nb"}
# ISO 3166-1: codes that stand for no country.
_USER_ASSIGNED = re.compile("AA|Q[M-Z]|X[A-JL-Z]|ZZ")


@lru_cache(maxsize=512)
def canonical(tag: str) -> str | None:
    """The canonical spelling of ``tag`` (``EN_us`` -> ``en-US``), or None if there is no such tag.

    ``cmn`` is ``zh``, ``arb`` is ``ar`` and ``no`` is ``nb``, the languages people mean by them.
    """
    if not 2 <= len(tag) <= LONGEST_TAG:
        return None
    try:
        spelled = langcodes.standardize_tag(tag)
        language = langcodes.Language.get(spelled)
    except (LanguageTagError, ValueError):
        return None
    # A private tag (x-…) has no language code, and so no voice and no market.
    code = language.language or ""
    if not language.is_valid() or not re.fullmatch("[a-z]{2,3}", code):
        return None
    if (
        code in _NO_ONE_LANGUAGE
        or _USER_ASSIGNED.fullmatch(language.territory or "")
        or "qaa" <= code <= "qtz"
    ):
        return None
    meant = _SAME.get(code)
    return str(language.update_dict({"language": meant}).to_tag()) if meant else str(spelled)


def english_name(tag: str) -> str:
    """The language of ``tag`` as English calls it: ``German`` for de-AT."""
    return str(langcodes.Language.get(tag).language_name("en"))


def suggested(wrong: str) -> str | None:
    """The tag that was probably meant: by a language's name (``german``) or a country (``jp``)."""
    word = wrong.strip().replace("_", "-").split("-")[0]
    if not word.isalpha() or len(word) > LONGEST_TAG:
        return None
    if (of_language := canonical(word)) is not None:
        return of_language
    try:
        return str(langcodes.find(word).to_tag())
    except LookupError:
        pass
    # A country code where a language was wanted: its most likely language.
    if len(word) == 2 and word.isascii() and not _USER_ASSIGNED.fullmatch(word.upper()):
        likely = langcodes.Language.get(f"und-{word.upper()}")
        if likely.is_valid():
            return canonical(str(likely.maximize().language))
    return None
