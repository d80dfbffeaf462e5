"""Laughter in a translation: after the sentence that it followed."""

from __future__ import annotations

import pytest

from locvid.phonetics.laughter_places import with_laughter
from locvid.phonetics.pieces import Piece, marked, written_pieces


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("One. [laugh] Two.", "Eins. Zwei.", "Eins. [laugh] Zwei."),
        ("One. Two. [laugh]", "Eins. Zwei.", "Eins. Zwei. [laugh]"),
        ("[chuckle] One. Two.", "Eins. Zwei.", "[chuckle] Eins. Zwei."),
        ("One. [laugh] Two. [chuckle]", "一。二。", "一。 [laugh] 二。 [chuckle]"),
        ("One. Two. [laugh] Three.", "Eins, zwei.", "Eins, zwei. [laugh]"),
        ("One two [laugh] three four.", "Eins zwei drei vier.", "Eins zwei [laugh] drei vier."),
        ("No laughter. None.", "Nichts. Gar nichts.", "Nichts. Gar nichts."),
    ],
)
def test_it_follows_the_same_sentence(source: str, words: str, expected: str) -> None:
    placed = with_laughter(written_pieces(source), (Piece(words),))
    assert marked(placed) == expected


def test_marks_stay_whole() -> None:
    parts = (Piece("Eins "), Piece("cloud native.", "en"), Piece(" Zwei."))
    placed = with_laughter(written_pieces("One [en: cloud native.] [laugh] Two."), parts)
    assert marked(placed) == "Eins [en: cloud native.] [laugh] Zwei."
