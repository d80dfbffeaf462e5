"""Texts stay in the safe area, clear of faces, in every shape of picture."""

from __future__ import annotations

from fractions import Fraction

import pytest

from locvid.localize.locales import resolve
from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.presets.library import PresetLibrary
from locvid.presets.screens import safe_area, screen_style
from locvid.typeset.fonts import Fonts
from locvid.typeset.placing import Box, Page, Placed, place
from locvid.typeset.shaping import Typesetter

LIBRARY = PresetLibrary()
SHAPES = [(1280, 720), (1080, 1920), (1080, 1080)]
TEXTS = {
    "en": "Faster, simpler\nready for global teams",
    "de": "Schneller, einfacher\nbereit für Teams auf der ganzen Welt",
    "ar": "أسرع وأبسط\nجاهز لفرق العالم (2026)",
    "hi": "तेज़ और सरल\nदुनिया भर की टीमों के लिए",
    "ja": "もっと速く、もっとシンプルに。\n世界中のチームのために",
}
FACE = {(1280, 720): Box(440, 140, 815, 530), (1080, 1920): Box(243, 485, 837, 1110)}
FACE[1080, 1080] = Box(260, 195, 820, 782)


def placed(tag: str, kind: str, shape: tuple[int, int], text: str = "") -> tuple[Placed, Page]:
    locale = resolve(tag)[0]
    video = VideoFormat(*shape, Fraction(25))
    page = Page(video, safe_area(video, LIBRARY), locale)
    words = text or TEXTS[tag]
    setter = Typesetter(Fonts((), locale.language, words), locale)
    face = [FACE[shape]]
    return place(words, screen_style(kind, LIBRARY), page, setter, face, face), page


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["lower-third", "title-card", "call-to-action"])
@pytest.mark.parametrize("tag", TEXTS)
def test_inside_the_safe_area_and_clear_of_the_face(
    tag: str, kind: str, shape: tuple[int, int]
) -> None:
    found, page = placed(tag, kind, shape)
    box, area = found.box, page.area
    assert area.left - 1 <= box.left
    assert box.right <= area.right + 1
    assert area.top - 1 <= box.top
    assert box.bottom <= area.bottom + 1
    assert not box.meets(FACE[shape])


def test_a_lower_third_stands_where_reading_begins() -> None:
    english, page = placed("en", "lower-third", (1280, 720))
    arabic, _ = placed("ar", "lower-third", (1280, 720))
    assert english.left == round(page.area.left)
    assert arabic.box.right == pytest.approx(page.area.right, abs=1)


def test_a_text_that_has_no_room_is_told_before_anything_is_drawn() -> None:
    with pytest.raises(InvalidInput, match=r"the lower-third has no room for 'word word"):
        placed("en", "lower-third", (1280, 720), "word " * 80)


def test_a_phrase_is_made_smaller_before_it_is_torn() -> None:
    found, _ = placed("ja", "title-card", (1080, 1920))
    assert len(found.text.rows) == 3
