"""Lines end where phrases end, in every language, and no mark is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locvid.typeset.breaks import INSIDE, joined, unbroken, units
from locvid.typeset.columns import normalised, width
from locvid.typeset.lines import lines

CLOSING = set(".,;:!?…)]}»”’%。、，．！？：；）」』ーっッ؟،؛।")


def broken(text: str, language: str, columns: int, most: int = 3) -> tuple[str, ...]:
    found = lines(units(text, columns, language=language), columns, most)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "columns", "expected"),
    [
        (
            "en",
            "Perfect, then we still have time for a walk along the river.",
            42,
            ("Perfect, then we still have time", "for a walk along the river."),
        ),
        (
            "fr",
            "Parfait, il nous reste alors du temps pour une promenade au bord",
            42,
            ("Parfait, il nous reste alors", "du temps pour une promenade au bord"),
        ),
        (
            "de",
            "Ich habe den neuen Wagen gesehen und gleich gekauft",
            34,
            ("Ich habe den neuen Wagen gesehen", "und gleich gekauft"),
        ),
        (
            "es",
            "Hoy lanzamos una versión nueva para equipos de todo el mundo",
            38,
            ("Hoy lanzamos una versión nueva", "para equipos de todo el mundo"),
        ),
        # A postposition stays with what is before it, an auxiliary too.
        (
            "hi",
            "दुनिया भर की टीमों के लिए हम काम कर रहे हैं",
            24,
            ("दुनिया भर की टीमों के लिए", "हम काम कर रहे हैं"),
        ),
        ("ar", "أخبرنا برأيك في صفحة الملاحظات", 24, ("أخبرنا برأيك", "في صفحة الملاحظات")),
        ("he", "ספרו לנו מה אתם חושבים על השינויים", 26, ("ספרו לנו מה אתם חושבים", "על השינויים")),
        (
            "ja",
            "新しいプラットフォームを発表します。",
            26,
            ("新しいプラットフォームを", "発表します。"),
        ),
        ("zh", "我们非常高兴地宣布推出全新的平台", 20, ("我们非常高兴地", "宣布推出全新的平台")),
        (
            "ko",
            "더 이상 설명서를 읽을 필요가 없습니다",
            24,
            ("더 이상 설명서를", "읽을 필요가 없습니다"),
        ),
        ("th", "วันนี้เราเปิดตัว พร้อมสำหรับทีมงาน", 20, ("วันนี้เราเปิดตัว", "พร้อมสำหรับทีมงาน")),
    ],
)
def test_lines_end_with_phrases(
    language: str, text: str, columns: int, expected: tuple[str, ...]
) -> None:
    assert broken(text, language, columns) == expected


def test_first_and_last_name_and_amounts_stay_together() -> None:
    assert (
        broken("We were glad to meet Maya Lopez there", "en", 26)[0] != "We were glad to meet Maya"
    )
    assert "40" not in [
        line.split()[-1] for line in broken("It costs around 40 euros a month", "en", 18)
    ]


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(st.sampled_from("ab é.,!?»)「」。、ーッか漢 กา"), min_size=1, max_size=60),
    language=st.sampled_from(["en", "ja", "th", "zh"]),
    columns=st.integers(6, 30),
)
def test_nothing_is_lost_and_no_line_begins_with_a_closing_mark(
    text: str, language: str, columns: int
) -> None:
    text = normalised(text)
    pieces = units(text, columns, language=language)
    assert joined(pieces) == text
    assert all(width(piece.text) <= columns for piece in pieces)
    for before, piece in pairwise(pieces):
        if before.cost < INSIDE and not piece.spaced:
            assert piece.text[0] not in CLOSING


def test_what_is_unbroken_has_breaks_between_phrases_only() -> None:
    pieces = unbroken(units("もっと速く、もっとシンプルに。", 100, language="ja"))
    assert [piece.text for piece in pieces] == ["もっと", "速く、", "もっと", "シンプルに。"]
