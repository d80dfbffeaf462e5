"""Captions in the picture: where and when they are said to be, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest
from deliver.test_film import GERMAN, film_of

from locvid.deliver.shot import write_shot
from locvid.media.probe import probe
from locvid.presets.library import PresetLibrary
from locvid.presets.screens import lettering


def pictures(path):
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]


@pytest.fixture
def both(shots, profile, tmp_path):
    """The same two shots with and without captions in the picture; the second says nothing."""
    made = shots(profile(), 40, 25)
    made[1] = replace(made[1], captions=(), words=())
    look = lettering(profile().video, PresetLibrary())
    plain = film_of(made, profile(), tmp_path / "plain" / "test.de-DE")
    burning = replace(profile(), burn_captions=True)
    burned = film_of(made, burning, tmp_path / "burned" / "test.de-DE", lettering=look)
    return plain, burned


def test_the_caption_is_at_the_lower_edge_while_it_lasts(both):
    before, after = (pictures(film.film) for film in both)
    assert len(before) == len(after) == 65
    differs = np.array(
        [np.abs(a.astype(int) - b).max(axis=1) > 60 for a, b in zip(before, after, strict=True)]
    )
    rows = np.flatnonzero(differs.any(axis=0))
    assert rows.min() > 96 * 0.6
    assert rows.max() < 96 * 0.96
    frames = np.flatnonzero(differs.any(axis=1))
    # The words are heard from a tenth to four fifths of the 40 frames.
    assert frames.min() == 4
    assert 31 <= frames.max() < 38
    assert len(frames) == frames.max() - frames.min() + 1


def test_a_shot_without_captions_is_not_coded_again(both):
    before, after = (pictures(film.film) for film in both)
    assert all(np.array_equal(a, b) for a, b in zip(before[40:], after[40:], strict=True))


def test_there_is_no_second_set_of_captions_in_the_film(both):
    plain, burned = both
    assert "subtitle" in [stream.kind for stream in probe(plain.film).streams]
    assert "subtitle" not in [stream.kind for stream in probe(burned.film).streams]
    assert burned.srt.read_text("utf-8") == plain.srt.read_text("utf-8") != ""


@pytest.mark.parametrize(
    ("container", "picture", "sound"),
    [("webm", "av1", "opus"), ("mkv", "ffv1", "pcm"), ("mov", "prores", "pcm")],
)
def test_they_are_drawn_in_every_codec(container, picture, sound, shots, profile, tmp_path):
    coding = {
        "container": container,
        "video_codec": picture,
        "audio_codec": sound,
        "burn_captions": True,
        "outputs": ("hls",),
    }
    chosen = profile(av1_speed=12, **coding)
    made = shots(chosen, 40, 25)
    made[1] = replace(made[1], captions=(), words=())
    look = lettering(chosen.video, PresetLibrary())
    film = film_of(made, chosen, tmp_path / "film" / "test.de-DE", lettering=look).film
    shown = pictures(film)
    assert len(shown) == 65
    assert shown[10].max() > 180, "white letters on a dark picture"
    assert shown[50].max() < 60
    assert not list(film.parent.glob("*.hls/captions*")), "nor a second time in the stream"


def test_the_same_film_twice_is_the_same_bytes(shots, profile, tmp_path):
    made = shots(profile(), 40)
    burning = replace(profile(), burn_captions=True)
    look = lettering(profile().video, PresetLibrary())
    first, second = (
        film_of(made, burning, tmp_path / name / "test.de-DE", lettering=look) for name in "ab"
    )
    assert first.film.read_bytes() == second.film.read_bytes()


def test_a_caption_makes_way_for_a_text_in_the_picture(take, prompt, profile, tmp_path):
    burning = replace(profile(), burn_captions=True)
    look = lettering(profile().video, PresetLibrary())
    box = {"left": 0.1, "top": 0.7, "right": 0.9, "bottom": 0.95}
    told = {"kind": "call-to-action", "first_frame": 20, "end_frame": 30, **box}
    taken = replace(take(burning.video), provenance={"screen": [told]})
    shot = write_shot(taken, prompt("one"), burning, tmp_path / "shot")
    film = film_of([shot], burning, tmp_path / "out" / "test.de-DE", lettering=look, locale=GERMAN)
    dark = pictures(film.film)[10]
    lit = np.flatnonzero(dark.max(axis=1) > 150)
    assert lit.max() < 96 * 0.4
