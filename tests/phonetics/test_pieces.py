"""Marks in a text: what they hold, what is wrong with them, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.phonetics.pieces import (
    BadMark,
    Piece,
    bad_mark,
    carried_over,
    marked,
    pieces,
    plain,
    unmarked,
    written_pieces,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
OWN = st.builds(Piece, TEXTS)
OTHER = st.builds(
    Piece,
    TEXTS,
    st.sampled_from(["", "en-US", "ja-JP"]),
    st.sampled_from(["", "ɡɪt ˈhʌb"]),
    st.sampled_from(["", "coubernétisse"]),
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Une [en: cloud native] !", [("Une ", ""), ("cloud native", "en"), (" !", "")]),
        ("[EN_us:hi ]", [("hi", "en-US")]),
        ("[sic] a]b", [("[sic] a]b", "")]),
        (r"\[en: no\] \\", [("[en: no] \\", "")]),
        (r"[fr: dit [sic\]]", [("dit [sic]", "fr")]),
        ("[ja: おはよう]と[en: hi]", [("おはよう", "ja"), ("と", ""), ("hi", "en")]),
    ],
)
def test_marks_are_read(written: str, found: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.tag) for piece in written_pieces(written)] == found
    assert unmarked(written) == "".join(text for text, _ in found)


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("a [en: b", "'[en: …' is not closed", "]"),
        ("a [en: b [fr: c] d]", "stands inside the mark '[en: …]'", "close"),
        ("[german: ja]", "no language 'german'", "'de'"),
        ("[qqq: ja]", "no language 'qqq'", r"\["),
        ("[en: ]", "has no words", "write them"),
    ],
)
def test_a_bad_mark_is_one_sentence(written: str, message: str, hint: str) -> None:
    with pytest.raises(BadMark) as caught:
        written_pieces(written)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert bad_mark(written) is not None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.one_of(OWN, OTHER), max_size=5))
def test_the_notation_loses_nothing(parts: list[Piece]) -> None:
    joined: list[Piece] = []
    for piece in parts:  # neighbours in the line's own language are one text
        if joined and piece.is_plain and joined[-1].is_plain:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    assert pieces(marked(joined)) == tuple(joined)
    assert plain(marked(joined)) == "".join(piece.text for piece in parts)


def test_marks_are_found_again_in_another_text() -> None:
    parts = written_pieces("We are [fr: à la carte] and [de: wunderbar].")
    again = carried_over(parts, "Somos à la carte siempre.")
    assert marked(again) == "Somos [fr: à la carte] siempre."


def test_laughter_is_no_word_and_is_carried_as_it_is_written() -> None:
    parts = written_pieces("So. [laugh] Yes [ chuckle ]")
    assert [(piece.text, piece.laughter) for piece in parts] == [
        ("So. ", ""), ("", "laugh"), (" Yes ", ""), ("", "chuckle"),
    ]  # fmt: skip
    assert not parts[1].is_plain
    assert pieces(marked(parts)) == parts
    assert unmarked("So. [laugh] Yes [chuckle]") == "So. Yes"
    assert plain(marked(parts)) == "So.  Yes "
    assert written_pieces(r"a \[laugh]") == (Piece("a [laugh]"),)
    assert pieces(marked((Piece("a [laugh]"),))) == (Piece("a [laugh]"),)
    assert bad_mark("[en: so [laugh]]") is not None


def test_laughter_comes_after_the_same_words_where_a_text_is_divided() -> None:
    parts = written_pieces("One two. [laugh] Three four.")
    assert carried_over(parts, "One two. Three")[1].laughter == "laugh"
    assert carried_over(parts, "One two. Three")[0].text == "One two."
    assert not any(piece.laughter for piece in carried_over(parts, "Three four."))
    assert carried_over(written_pieces("[laugh] One."), "One.")[0].laughter == "laugh"
