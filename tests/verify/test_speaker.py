"""Whose lips are whose, on curves made for it: two voices, two faces, one picture."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, Alignment
from locvid.verify.align.spans import reaching_over
from locvid.verify.curves import RATE
from locvid.verify.hearing import HeardLine
from locvid.verify.lips import Curve, LipTrack
from locvid.verify.measure import LipSync
from locvid.verify.speaker import Seen, Voice, who_speaks

LENGTH = 12 * RATE


def rhythm(seed: int) -> Curve:
    random = np.random.default_rng(seed)
    slow = np.interp(np.arange(LENGTH), np.arange(0, LENGTH, 10), random.normal(size=LENGTH // 10))
    return np.asarray(slow / slow.std())


def face(moving: Curve) -> Seen:
    return Seen(np.exp(moving), moving, np.ones(LENGTH, np.bool_))


def voice(speaker: str, asked: Curve, first_s: float, last_s: float) -> Voice:
    said = np.zeros(LENGTH, np.bool_)
    span = (round(first_s * RATE), round(last_s * RATE))
    said[span[0] : span[1]] = True
    return Voice(speaker, (span,), asked, said)


MAYA, JON = rhythm(1), rhythm(2)
ONE_SCENE = np.zeros(LENGTH, np.intp)


@pytest.mark.parametrize("swapped", [False, True])
def test_each_voice_has_its_own_face_also_where_both_speak(swapped: bool) -> None:
    voices = [voice("maya", MAYA, 0, 7), voice("jon", JON, 5, 12)]
    faces = [face(JON), face(MAYA)] if swapped else [face(MAYA), face(JON)]
    maya, jon = who_speaks(faces, voices, ONE_SCENE)
    assert np.array_equal(maya.moving, MAYA)
    assert np.array_equal(jon.moving, JON)


def test_half_a_second_of_speech_goes_to_whoever_is_left() -> None:
    """Alone it would be given to the most prominent face."""
    voices = [voice("maya", MAYA, 0, 8), voice("jon", JON, 8, 8.5)]
    maya, jon = who_speaks([face(MAYA), face(JON)], voices, ONE_SCENE)
    assert np.array_equal(maya.moving, MAYA)
    assert np.array_equal(jon.moving, JON)


def test_who_is_heard_but_not_in_the_picture_is_judged_by_nobody_else_s_lips() -> None:
    """A reverse shot: the picture has cut to the one who breaks in, the other goes on."""
    cut = 6 * RATE
    scenes = (np.arange(LENGTH) >= cut).astype(np.intp)
    lips = np.where(scenes == 0, MAYA, JON)
    voices = [voice("maya", MAYA, 0, 6.8), voice("jon", JON, 6.2, 12)]
    maya, jon = who_speaks([face(lips)], voices, scenes)
    assert maya.valid[:cut].all()
    assert not maya.valid[cut:].any()
    assert jon.valid[cut:].all()
    assert np.array_equal(jon.moving[cut:], JON[cut:])


def test_only_lines_that_overlap_are_looked_for_beyond_their_border() -> None:
    spans = [(0, 5 * ALIGN_RATE), (4 * ALIGN_RATE, 9 * ALIGN_RATE), (9 * ALIGN_RATE, 160_000)]
    assert reaching_over(spans, []) == spans
    first, second, third = reaching_over(spans, [0, 0.5, 0])
    assert first[1] > spans[0][1]
    assert second[0] < spans[1][0]
    assert (first[0], second[1], third) == (0, spans[1][1], spans[2])
    assert reaching_over(spans, [0, 2.0, 0])[1][0] < second[0], "further where they overlap more"


def test_faces_are_missed_by_the_time_that_they_are_missing() -> None:
    """Nine short lines that are seen do not make up for one long one that is not."""
    fps, seconds = 25, 30
    times_s = np.arange(fps * seconds) / fps
    aperture = 0.2 + 0.1 * np.sin(9 * times_s)
    aperture[times_s >= 9] = np.nan
    still = np.zeros(len(times_s))
    track = LipTrack(times_s, aperture, (0,), still + 100, still)
    spans = [(second, second + 1) for second in range(9)] + [(9, 29)]
    heard = [
        HeardLine(
            (start * ALIGN_RATE, end * ALIGN_RATE),
            (
                Alignment(
                    (AlignedPhone("a", start * ALIGN_RATE, end * ALIGN_RATE),), (), 1, "x", "1"
                ),
            ),
        )
        for start, end in spans
    ]
    noise = np.random.default_rng(1).normal(0, 0.1, seconds * ALIGN_RATE).astype(np.float32)
    missing = LipSync(track, noise, heard).of(range(len(heard))).missing_faces
    assert missing == pytest.approx(20 / 29, abs=0.02)
