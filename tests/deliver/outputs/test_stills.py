"""Poster and previews: what a shop or a page shows of a film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from locvid.deliver.film import assemble
from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.outputs.images import embed
from locvid.deliver.shot import write_shot
from locvid.model.locale import Locale
from locvid.model.profile import Stills

FRENCH = Locale("fr-FR", "fr", "FR")
COLOUR_BGR = (40, 60, 200)


def frames(count: int) -> Iterator[np.ndarray]:
    """One colour, and a white bar that moves."""
    for number in range(count):
        frame = np.empty((96, 160, 4), np.uint8)
        frame[:] = (*COLOUR_BGR, 255)
        frame[:, 2 * number : 2 * number + 8] = 255
        yield frame


@pytest.fixture
def folder(profile, take, prompt, tmp_path) -> Path:
    chosen = profile(
        outputs=("poster", "gif", "webp"),
        stills=Stills(preview_seconds=2, preview_fps=5, preview_width=80),
    )
    drawn = replace(take(chosen.video, 75), frames=frames(75))
    shot = write_shot(drawn, prompt("bar"), chosen, tmp_path / "bar")
    assemble(
        [shot],
        title="Bar",
        locale=FRENCH,
        source_tag="en-US",
        profile=chosen,
        destination=tmp_path / "out" / "bar.fr-FR",
        manifest={},
        write_stems=False,
    )
    return tmp_path / "out"


def colour_of(picture: np.ndarray) -> np.ndarray:
    return np.median(picture[..., :3].reshape(-1, 3), axis=0)


def test_the_poster_is_a_frame_in_its_own_colours(folder):
    poster = cv2.imread(str(folder / "bar.fr-FR.poster.jpg"))
    assert poster.shape == (96, 160, 3), "never scaled up"
    assert np.abs(colour_of(poster) - COLOUR_BGR).max() <= 3


def test_every_picture_says_that_it_is_generated(folder):
    for name, place in (
        ("poster.jpg", b"http://ns.adobe.com/xap/1.0/\0<?xpacket"),
        ("preview.gif", b"\x21\xff\x0bXMP DataXMP<?xpacket"),
        ("preview.webp", b"XMP "),
    ):
        content = (folder / f"bar.fr-FR.{name}").read_bytes()
        assert place in content
        assert f"<Iptc4xmpExt:DigitalSourceType>{SourceType.TRAINED.uri}<".encode() in content
        assert b'xml:lang="x-default">Bar<' in content


def test_a_webp_of_one_picture_is_given_the_header_it_needs(tmp_path):
    picture = np.full((48, 80, 3), COLOUR_BGR, np.uint8)
    file = tmp_path / "one.webp"
    file.write_bytes(cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, 80])[1].tobytes())
    embed(file, b"<packet>")
    content = file.read_bytes()
    assert content[12:16] == b"VP8X"
    assert int.from_bytes(content[4:8], "little") == len(content) - 8
    assert np.abs(colour_of(cv2.imread(str(file))) - COLOUR_BGR).max() <= 3


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_previews_move_in_the_same_colours(folder, ending):
    read, animation = cv2.imreadanimation(str(folder / f"bar.fr-FR.preview.{ending}"))
    assert read
    assert len(animation.frames) == 10
    assert sum(animation.durations) == 2000, "milliseconds"
    assert animation.loop_count == 0, "over and over"
    for picture in animation.frames:
        assert picture.shape[:2] == (48, 80)
        assert np.abs(colour_of(picture) - COLOUR_BGR).max() <= 6
    bars = [int(picture[..., 0].mean(axis=0).argmax()) for picture in animation.frames]
    assert bars == sorted(bars), "the bar moves to the right"
    assert bars[-1] - bars[0] > 20
