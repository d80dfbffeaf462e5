"""Profiles deliver what they promise, and a wrong one says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from locvid.model.errors import InvalidInput, Location
from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile

LIBRARY = PresetLibrary()


@pytest.mark.parametrize(
    ("name", "size", "lufs"),
    [
        ("web", (1280, 720), -14),
        ("broadcast", (1920, 1080), -23),
        ("social", (1080, 1920), -14),
        ("square", (1080, 1080), -14),
    ],
)
def test_packaged_profiles(name: str, size: tuple[int, int], lufs: float) -> None:
    made = profile(name, LIBRARY)
    assert (made.video.width, made.video.height) == size
    assert made.video.fps == 25
    assert (made.loudness_lufs, made.true_peak_dbtp) == (lufs, -1)
    # EBU R37: final programme, sound at most 40 ms early and 60 ms late.
    assert (made.gate.earliest_ms, made.gate.latest_ms) == (-40, 60)
    assert made.gate.name == "EBU R37"


BASE = """\
width: 1280
height: 720
fps: 25
crf: 20
x264_preset: veryfast
audio_bitrate: 160000
loudness_lufs: -14
true_peak_dbtp: -1
caption_chars: 42
caption_lines: 2
caption_seconds: 7
gate:
  name: mine
  earliest_ms: -40
  latest_ms: 60
  min_correlation: 0.3
  min_peak_margin: 0.1
  max_interval_ms: 60
  max_missing_faces: 0.2
"""


def test_a_frame_rate_may_be_a_fraction(
    project: Callable[[str, str, str], PresetLibrary],
) -> None:
    library = project("profiles", "ntsc", BASE.replace("fps: 25", "fps: 30000/1001"))
    assert profile("ntsc", library).video.fps == Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fps: 25", "fps: fast", "'fps'"),
        ("fps: 25", "fps: 1/0", "'fps'"),
        ("fps: 25", "fps: 900", "'fps'"),
        ("width: 1280", "width: 1281", "must be even"),
        ("width: 1280", "width: 1280.5", "whole number"),
        ("crf: 20", "crf: 90", "from 0 to 51"),
        ("x264_preset: veryfast", "x264_preset: veryfats", "'x264_preset'"),
        ("  latest_ms: 60", "  latest_ms: soon", "'gate.latest_ms'"),
        ("  latest_ms: 60", "  lastest_ms: 60", "unknown key 'gate.lastest_ms'"),
        ("gate:\n", "gate: 5\nx:\n", "unknown key 'x'"),
    ],
)
def test_a_wrong_profile_names_the_key(
    project: Callable[[str, str, str], PresetLibrary], old: str, new: str, message: str
) -> None:
    assert old in BASE
    library = project("profiles", "mine", BASE.replace(old, new))
    with pytest.raises(InvalidInput, match="profiles preset 'mine'") as caught:
        profile("mine", library)
    assert message in caught.value.message


def test_an_unknown_profile_says_who_asked_for_it() -> None:
    here = Location(LIBRARY.get("profiles", "web").location.file, 4)
    with pytest.raises(InvalidInput, match="no profile preset 'wbe'") as caught:
        profile("wbe", LIBRARY, here)
    assert caught.value.where == here
    assert caught.value.hint == "did you mean 'web'?"
