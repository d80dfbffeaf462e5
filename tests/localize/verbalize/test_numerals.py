"""Numerals against num2words, which is made independently of CLDR."""

from __future__ import annotations

import pytest
from num2words import num2words

from locvid.localize.locales import resolve
from locvid.localize.verbalize import verbalized

NUMBERS = (0, 1, 2, 7, 10, 11, 13, 16, 17, 20, 21, 28, 31, 45, 71, 80, 81, 99, 100, 101, 110, 200,
           500, 999, 1000, 1001, 2000, 9999, 12_345, 100_000, 999_999, 1_000_000)  # fmt: skip


def letters(text: str) -> str:
    """Without spaces and hyphens, of which spelling reforms disagree."""
    plain = text.lower().replace("-", "").replace(" ", "").replace("\u00ad", "")
    return plain.replace(",", "")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-US", "en"), ("fr-FR", "fr"), ("de-DE", "de"), ("es-ES", "es"), ("it-IT", "it"),
     ("pt-BR", "pt_BR")],
)  # fmt: skip
def test_both_spell_the_same_words(tag, name):
    locale = resolve(tag)[0]
    for number in NUMBERS:
        ours, theirs = (
            letters(verbalized(str(number), locale)),
            letters(num2words(number, lang=name)),
        )
        if name == "en":
            # American English drops the "and" that num2words says.
            ours, theirs = ours.replace("and", ""), theirs.replace("and", "")
        if name == "fr" and number >= 1000:
            ours, theirs = ours.replace("s", ""), theirs.replace("s", "")
        assert ours == theirs, number
