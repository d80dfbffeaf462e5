"""How many morae a kanji has: alone or before its kana (native reading), and in compounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

USUAL_MORAE = 1.9
"""Mean over running Japanese text, Sino-Japanese and native readings together."""


def morae(run: str) -> float:
    """Morae of a run of kanji; their mean over the words in which each stands.

    ``data/kanji_morae.txt`` was made by ``bench/make_kanji_morae.py`` from OpenJTalk's readings of
    frequent words.
    """
    table = _table()["compound" if len(run) > 1 else "alone"]
    return sum(table.get(char, USUAL_MORAE) for char in run)


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    text = (resources.files(__package__) / "data" / "kanji_morae.txt").read_text("utf-8")
    table: dict[str, dict[str, float]] = {"alone": {}, "compound": {}}
    for row in text.splitlines():
        where, count, chars = row.split(" ")
        table[where].update(dict.fromkeys(chars, float(count)))
    return table
