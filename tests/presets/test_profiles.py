"""Profiles deliver what they promise, and a wrong one says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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


def test_the_american_broadcast_profile() -> None:
    made = profile("broadcast-us", LIBRARY)
    assert made.video.fps == Fraction(30000, 1001)
    # ATSC A/85 and ATSC IS-191.
    assert (made.loudness_lufs, made.true_peak_dbtp) == (-24, -2)
    assert (made.gate.earliest_ms, made.gate.latest_ms) == (-15, 45)
    assert "loudness" in made.limits.strict
    assert made.limits.loudness_tolerance_lu == 2


def test_what_older_profiles_leave_out_is_as_in_web(project: Callable[..., PresetLibrary]) -> None:
    made = profile("mine", project("profiles", "mine", BASE + "ladder: {crf: 30}\n"))
    assert (made.container, made.video_codec, made.audio_codec) == ("mp4", "h264", "aac")
    assert made.ladder.crf == 30
    assert made.ladder.short_sides == profile("web", LIBRARY).ladder.short_sides


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("video_codec: h265", 2, "'video_codec' .* is 'h265', which is none of av1"),
        ("crf: 60", 2, "'crf' .* must be from 0 to 51"),
        ("outputs: [hsl]", 2, "'outputs' .* is 'hsl'"),
        ("ladder:\n  short_sides: [720.5]", 3, "'ladder.short_sides' .* whole numbers"),
        ("stills:\n  poster: 3", 3, "unknown key 'stills.poster'"),
    ],
)
def test_new_keys_are_checked_with_file_and_line(
    project: Callable[..., PresetLibrary], text: str, line: int, message: str
) -> None:
    library = project("profiles", "mine", f"extends: web\n{text}\n")
    with pytest.raises(InvalidInput, match=message) as caught:
        profile("mine", library)
    assert caught.value.where is not None
    assert (caught.value.where.file.name, caught.value.where.line) == ("mine.yaml", line)


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


@pytest.mark.parametrize(
    ("name", "limits"),
    [("ebu-r37", (-40, 60)), ("itu-r-bt1359", (-45, 125)), ("atsc-is191", (-15, 45))],
)
def test_packaged_gates_differ_in_their_limits_alone(name: str, limits: tuple[int, int]) -> None:
    web, other = profile("web", LIBRARY), profile(name, LIBRARY)
    assert (other.gate.earliest_ms, other.gate.latest_ms) == limits
    same = replace(other.gate, name="", earliest_ms=0, latest_ms=0)
    assert same == replace(web.gate, name="", earliest_ms=0, latest_ms=0)
    assert replace(other, name="web", gate=web.gate) == web


def test_a_profile_says_only_what_is_different(
    project: Callable[[str, str, str], PresetLibrary],
) -> None:
    project("profiles", "house", "extends: social\nloudness_lufs: -16\nchecks: {black_s: 0.5}\n")
    library = project(
        "profiles", "strict", "extends: house\ngate: atsc-is191\nchecks: {strict: [pace]}\n"
    )
    made, social = profile("strict", library), profile("social", library)
    assert made.video == social.video
    assert made.loudness_lufs == -16
    assert (made.gate.name, made.gate.latest_ms) == ("ATSC IS-191", 45)
    assert made.limits == replace(social.limits, black_s=0.5, strict=("pace",))


def test_a_gate_may_change_one_number(project: Callable[[str, str, str], PresetLibrary]) -> None:
    library = project("profiles", "mine", "extends: web\ngate: {name: mine, latest_ms: 80}\n")
    assert profile("mine", library).gate == replace(
        profile("web", library).gate, name="mine", latest_ms=80
    )


def test_checks_that_are_left_out_are_as_usual(
    project: Callable[[str, str, str], PresetLibrary],
) -> None:
    library = project("profiles", "mine", BASE)
    assert profile("mine", library).limits == profile("web", library).limits


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: wbe\n", "no profile preset 'wbe'"),
        ("extends: mine\n", "extends itself"),
        ("extends: 7\n", "'extends'"),
        ("extends: web\ngate: wbe\n", "no profile preset 'wbe'"),
        ("extends: web\nchecks: {strict: [blakc]}\n", "'checks.strict'"),
        ("extends: web\nchecks: {blakc_s: 1}\n", "unknown key 'checks.blakc_s'"),
        ("extends: web\nchecks: 5\n", "'checks'"),
    ],
)
def test_a_wrong_extension_says_what_is_wrong(
    project: Callable[[str, str, str], PresetLibrary], text: str, message: str
) -> None:
    library = project("profiles", "mine", text)
    with pytest.raises(InvalidInput, match=message) as caught:
        profile("mine", library)
    assert caught.value.where.file.name == "mine.yaml"


def test_profiles_that_extend_one_another_are_refused(
    project: Callable[[str, str, str], PresetLibrary],
) -> None:
    project("profiles", "one", "extends: two\n")
    library = project("profiles", "two", "extends: one\n")
    with pytest.raises(InvalidInput, match="extend one another"):
        profile("one", library)
