"""Styles of texts in the picture: readable over any picture, and wrong ones are one sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.model.screen import Moment
from locvid.presets.library import PresetLibrary
from locvid.presets.screens import safe_area, screen_style


def own(tmp_path: Path, text: str) -> PresetLibrary:
    folder = tmp_path / "presets" / "screens"
    folder.mkdir(parents=True)
    (folder / "house.yaml").write_text(f"extends: lower-third\n{text}\n", "utf-8")
    return PresetLibrary(tmp_path)


def test_every_packaged_style_can_be_read() -> None:
    library = PresetLibrary()
    for name in library.names("screens"):
        assert screen_style(name, library).name == name


def test_a_house_style_says_only_what_differs(tmp_path: Path) -> None:
    style = screen_style("house", own(tmp_path, 'accent: "#E4002B"\nuntil: end'))
    assert style.accent == 0xFFE4002B
    assert style.closes == Moment(0.0, from_end=True)
    assert style.place == "bottom-start"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour: "#222222"', "its contrast is"),
        ('panel: "#FFFFFF40"', "its contrast is"),
        ("accent: red", "must be a colour"),
        ("from: soon", "must be start, end or seconds"),
        ("place: left", "none of bottom"),
        ("blink: 1", "unknown key 'blink'"),
    ],
)
def test_wrong_styles_name_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told) as caught:
        screen_style("house", own(tmp_path, text))
    assert caught.value.where is not None
    assert caught.value.where.file.name == "house.yaml"


def test_moments_before_the_end_count_from_there() -> None:
    assert Moment(-3.0, from_end=True).within(10.0) == 7.0
    assert Moment(-30.0, from_end=True).within(10.0) == 0.0
    assert Moment(12.0).within(10.0) == 10.0


@pytest.mark.parametrize(("size", "bottom"), [((1920, 1080), 0.05), ((1080, 1920), 0.22)])
def test_each_shape_has_its_safe_area(size: tuple[int, int], bottom: float) -> None:
    assert safe_area(VideoFormat(*size, Fraction(25)), PresetLibrary()).bottom == bottom
