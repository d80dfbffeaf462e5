"""Letters join, marks stand on letters, and right-to-left lines read from the right."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.drawing import skia
from locvid.localize.locales import resolve
from locvid.typeset.fonts import Fonts
from locvid.typeset.shaping import Typesetter


def typesetter(tag: str, text: str) -> Typesetter:
    locale = resolve(tag)[0]
    return Typesetter(Fonts((), locale.language, text), locale)


def ink(tag: str, text: str) -> np.ndarray:
    """Columns that have ink, of the text at 60 pixels."""
    line = typesetter(tag, text).line(text, 60)
    surface = skia.Surface(int(line.width) + 20, 120)
    line.draw(surface.getCanvas(), 10, 80)
    return surface.makeImageSnapshot().toarray()[..., 3].max(axis=0) > 100


def gaps(columns: np.ndarray) -> int:
    """How many empty stretches there are between letters."""
    seen = np.flatnonzero(columns)
    inside = columns[seen[0] : seen[-1]]
    return int(np.sum(inside[:-1] & ~inside[1:]))


def test_arabic_letters_are_joined() -> None:
    assert gaps(ink("ar", "مجمع")) == 0
    assert gaps(ink("ar", "م ج م ع")) == 3


def test_devanagari_conjuncts_are_one_shape() -> None:
    setter = typesetter("hi", "क्ष")
    assert setter.width("क्ष", 60) < setter.width("क", 60) + setter.width("ष", 60)
    assert gaps(ink("hi", "नमस्ते")) == 0


def test_marks_take_no_room() -> None:
    setter = typesetter("th", "ที่")
    assert setter.width("ที่", 60) == pytest.approx(setter.width("ท", 60), abs=0.5)


@pytest.mark.parametrize(("tag", "text"), [("he", "שלום!"), ("ar", "مرحبا!")])
def test_the_mark_that_ends_a_right_to_left_line_is_on_its_left(tag: str, text: str) -> None:
    line, bare = ink(tag, text), ink(tag, text[:-1])
    extra = len(line) - len(bare)
    assert extra > 5
    # Without the mark, the same letters: they stand further to the right by its width.
    assert np.mean(line[extra + 10 : -10] == bare[10:-10]) > 0.95


def test_chinese_and_japanese_have_their_own_forms_of_one_character() -> None:
    def picture(tag: str) -> np.ndarray:
        line = typesetter(tag, "直").line("直", 60)
        surface = skia.Surface(80, 100)
        line.draw(surface.getCanvas(), 10, 70)
        return surface.makeImageSnapshot().toarray()

    assert not np.array_equal(picture("ja"), picture("zh"))


def test_the_empty_half_of_a_wide_mark_does_not_count_for_centring() -> None:
    line = typesetter("zh", "试用！").line("试用！", 60)
    assert line.width - line.seen == pytest.approx(30)
