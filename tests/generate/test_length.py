"""A model rounds a shot up to its grid; the script's length holds all the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from locvid.generate.length import allowed_frames
from locvid.model.media import VideoFormat
from locvid.model.script import FREE, Length

FILM = VideoFormat(64, 64, Fraction(25))


@pytest.mark.parametrize(
    ("length", "frames"),
    [
        (FREE, 129),
        (Length(5.0, 5.0), 125),
        (Length(5.01, 5.01), 125),
        (Length(None, 5.03), 125),
        (Length(None, 9.0), 129),
        (Length(6.0, None), 129),
    ],
)
def test_no_more_is_shown_than_is_allowed(length: Length, frames: int) -> None:
    assert allowed_frames(129, length, FILM) == frames
