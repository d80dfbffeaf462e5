"""Timeline -> what the mouth does in every frame of a shot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.picture.coarticulation import blend, grip
from locvid.generate.studio.picture.viseme_table import IN_BREATH, REST, Viseme, viseme_of
from locvid.generate.studio.timeline.model import Phone, Timeline
from locvid.model.media import SAMPLE_RATE, VideoFormat

FloatArray = NDArray[np.float64]

MOUTH_CHANNELS = ("jaw", "wide", "round", "press", "bite", "tongue")
JAW, WIDE, ROUND, PRESS, BITE, TONGUE = range(6)

_PAUSE_S = 0.09
"""A gap between phones longer than this lets the mouth come to rest."""

_IN_BREATH_PAUSE_S = 0.3
_IN_BREATH_S = (0.28, 0.09)
"""Lips part from this long to this long before speech, after a pause that allows a breath."""

_STEADY = 0.3
"""Share of a sound, about its middle, in which it holds its target."""

_ROUNDING_LEAD_S = 0.15
_JAW_RATE, _LIP_RATE = 32.0, 15.0
"""θ per second: the jaw follows a syllable, lip shapes spread over about a syllable."""

_RELEASE_S = 0.045
"""Lips need about this long between closed and their vowel (Löfqvist & Gracco 1997)."""

_STRESS_OPENING = {0: 0.86, 1: 1.06, 2: 0.97}
_EMPHASIS_OPENING = 1.1


@dataclass(frozen=True, slots=True)
class MouthTrack:
    """``values`` float64 [frames, 6] in 0…1, columns named by ``MOUTH_CHANNELS``.

    In a shout the jaw goes beyond what is full in speech, as far as the effort's ``opening``.

    Row k is the mouth at k/fps, the moment at which frame k appears. A player shows the frame from
    then on, and whoever measures lip-sync reads a frame at its presentation time: sampling there
    makes the measured offset zero, where the middle of the frame would lead by half a frame.
    """

    values: FloatArray


def mouth_track(
    timeline: Timeline,
    speaker: str,
    video: VideoFormat,
    articulation: Mapping[str, float] | None = None,
) -> MouthTrack:
    """The mouth of ``speaker`` over the whole shot.

    ``articulation`` maps an emotion of the timeline's turns to how far the mouth opens for it,
    0…1 of full; an emotion that is not there articulates fully.
    """
    frames, fps = timeline.frame_count, video.fps
    phones = [phone for phone in timeline.phones if phone.speaker == speaker]
    start = np.array([phone.start for phone in phones], dtype=float) / SAMPLE_RATE
    end = np.array([phone.end for phone in phones], dtype=float) / SAMPLE_RATE
    visemes = [viseme_of(phone.ipa) for phone in phones]
    openings = _openings(phones, timeline, articulation or {})

    rest_start, rest_end = _pauses(start, end, timeline.end / SAMPLE_RATE)
    breath_end = rest_end[(rest_end - rest_start > _IN_BREATH_PAUSE_S) & np.isin(rest_end, start)]
    all_visemes = [*visemes, *[REST] * len(rest_start), *[IN_BREATH] * len(breath_end)]
    middle, half = (start + end) / 2, (end - start) / 2 * _STEADY
    steady_start = np.concatenate([middle - half, rest_start, breath_end - _IN_BREATH_S[0]])
    steady_end = np.concatenate([middle + half, rest_end, breath_end - _IN_BREATH_S[1]])
    settle = np.minimum(0.05, (rest_end - rest_start) / 4)
    rests = slice(len(phones), len(phones) + len(rest_start))
    steady_start[rests] += settle
    steady_end[rests] -= settle

    values = np.zeros((frames, len(MOUTH_CHANNELS)))
    if all_visemes and frames:
        targets = np.array([viseme[:6] for viseme in all_visemes], dtype=float)
        targets[: len(phones), JAW] *= openings
        jaw_weight = np.array([viseme.jaw_weight for viseme in all_visemes])
        lip_weight = np.array([viseme.lip_weight for viseme in all_visemes])
        same = np.ones(len(all_visemes))
        values[:, [JAW, TONGUE]] = blend(
            frames, fps, steady_start, steady_end, targets[:, [JAW, TONGUE]],
            jaw_weight, _JAW_RATE * same, _JAW_RATE * same,
        )  # fmt: skip
        values[:, [WIDE]] = blend(
            frames, fps, steady_start, steady_end, targets[:, [WIDE]],
            lip_weight, _LIP_RATE * same, _LIP_RATE * same,
        )  # fmt: skip
        lead = np.where(targets[:, ROUND] > 0.4, _ROUNDING_LEAD_S, 0.0)
        values[:, [ROUND]] = blend(
            frames, fps, steady_start - lead / 2, steady_end, targets[:, [ROUND]],
            lip_weight, np.where(lead > 0, 8.0, _LIP_RATE), _LIP_RATE * same,
        )  # fmt: skip
    _close_lips(values, phones, visemes, start, end, video)
    most = np.ones(len(MOUTH_CHANNELS))
    most[JAW] = max([1.0, *(turn.effort.opening for turn in timeline.turns)])
    return MouthTrack(np.clip(values, 0.0, most))


def _openings(
    phones: list[Phone], timeline: Timeline, articulation: Mapping[str, float]
) -> FloatArray:
    """Factor of every phone's jaw target: stress, emphasis, its turn's emotion and effort."""
    turn_ends = np.array([turn.end for turn in timeline.turns])
    strengths = [
        articulation.get(turn.emotion, 1.0) * turn.effort.opening for turn in timeline.turns
    ] or [1.0]
    at = np.searchsorted(turn_ends, [phone.start for phone in phones], side="right")
    turn_strength = np.array(strengths)[np.minimum(at, len(strengths) - 1)]
    stress = np.array([_STRESS_OPENING[phone.stress] for phone in phones])
    emphasis = np.array(
        [_EMPHASIS_OPENING if phone.word in timeline.emphasised else 1.0 for phone in phones]
    )
    factors: FloatArray = turn_strength * stress * emphasis
    return factors


def _pauses(start: FloatArray, end: FloatArray, length_s: float) -> tuple[FloatArray, FloatArray]:
    """Starts and ends, in seconds, of the stretches in which nothing is said."""
    begins = np.concatenate([[0.0], end])
    finishes = np.concatenate([start, [length_s]])
    long_enough = finishes - begins > _PAUSE_S
    return begins[long_enough], finishes[long_enough]


def _close_lips(
    values: FloatArray,
    phones: list[Phone],
    visemes: list[Viseme],
    start: FloatArray,
    end: FloatArray,
    video: VideoFormat,
) -> None:
    """Hard rules, in place: p b m shut the lips, f v bring the teeth to the lip, hisses close in.

    The last rule wins, so closures come last; each leaves at least one whole frame to be seen.
    """
    frames = len(values)

    def held(channel: int, level: float) -> FloatArray:
        chosen = np.array([viseme[channel] >= level for viseme in visemes], dtype=bool)
        return grip(frames, video.fps, start[chosen], end[chosen], _RELEASE_S)

    hiss = np.array([0 < v.jaw <= 0.14 and not v.press and not v.bite for v in visemes], dtype=bool)
    teeth_together = grip(frames, video.fps, start[hiss], end[hiss], _RELEASE_S)
    values[:, JAW] = np.minimum(values[:, JAW], 1.0 - 0.84 * teeth_together)

    shut, biting = held(PRESS, 1.0), held(BITE, 1.0)
    # Where one is at its full, the other's release waits; shut lips go before teeth on them.
    shut = np.where((biting > 0.999) & (shut < 0.999), 0.0, shut)
    biting = np.minimum(biting, 1.0 - shut)
    values[:, BITE] = biting
    values[:, JAW] = values[:, JAW] * (1.0 - biting) + 0.08 * biting
    values[:, ROUND] *= 1.0 - 0.8 * biting
    values[:, PRESS] = np.maximum(shut, values[:, PRESS])
    values[:, JAW] *= 1.0 - shut
    values[:, TONGUE] *= (1.0 - shut) * (1.0 - biting)
