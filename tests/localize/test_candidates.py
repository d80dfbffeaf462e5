"""A shorter translation may stand in only where it still says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.candidates import kept, shorter
from locvid.localize.glossary.base import Entry, Glossary
from locvid.localize.locales import resolve
from locvid.model.errors import Location

TEXT = "Nous lançons aujourd'hui une version plus rapide de notre produit."
FRENCH = resolve("fr")[0]
NONE = Glossary()


@pytest.mark.parametrize(
    ("text", "candidate", "share"),
    [
        ("one two three four", "four, one: three!", 0.75),
        ("one one two", "one two", 2 / 3),
        ("一二三四", "一三四", 0.75),
        ("カメラは高い", "カメラ高い", 5 / 6),
        ("one two", "something else", 0.0),
    ],
)
def test_kept_counts_words_or_characters(text: str, candidate: str, share: float) -> None:
    assert kept(text, candidate) == pytest.approx(share)


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        (["Nous lançons aujourd'hui une version plus rapide du produit."], 0),
        (["Nous lançons une version rapide."], None),
        ([TEXT], None),
        (["Aujourd'hui nous lançons une version plus rapide de notre très beau produit."], None),
        (
            [
                "Nous lançons aujourd'hui une version plus rapide du produit.",
                "Nous lançons une version plus rapide de notre produit.",
            ],
            1,
        ),
        ([], None),
    ],
)
def test_the_shortest_that_keeps_most_words(candidates: list[str], chosen: int | None) -> None:
    found = shorter(TEXT, candidates, "We launch", FRENCH, "fr", NONE)
    assert found == (None if chosen is None else candidates[chosen])


def test_one_that_breaks_the_glossary_is_left_out() -> None:
    term = Entry(("product",), False, {"fr": ("notre produit",)}, Location(Path("glossary.csv"), 2))
    candidates = [
        "Nous lançons une version plus rapide du produit.",
        "Nous lançons une version plus rapide de notre produit.",
    ]
    found = shorter(TEXT, candidates, "We launch our product", FRENCH, "fr", Glossary((term,)))
    assert found == candidates[1]
