"""The sound under test as the aligners see it: features, and how likely each frame is a pause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, percentile_filter

from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.features import Features, cepstra, log_mel, loudness_db, with_activity

_QUIETEST, _LOUDEST = 0.15, 0.75
"""A loud pause is dear, but cheaper than a bad match: there may be music, a breath, a slammed door.
"""
_DOUBT = 0.05
"""Share of the way from quiet to loud; 0.05 is 9 dB under the threshold of speech."""
_SOFTNESS_DB = 3.0
_ROOM_WINDOW_S = 3.0
_CONTEXT_S = 3.0
_RANGE_DB = 38.0


@dataclass(frozen=True, slots=True)
class Target:
    """Features [frames, 21] at a hop, what a pause costs there (1 is a bad match), and speech.

    ``mel`` is the log energies in bands that the features were made of.
    """

    features: Features
    pause_cost: NDArray[np.float32]
    speech: NDArray[np.bool_]
    mel: Features


def listen(samples: Samples, hop: int, span: tuple[int, int] | None = None) -> Target:
    """Look at ``span`` of ``samples``. A pause costs much where it is loud, little where quiet.

    The room is judged from a few seconds around the span, as a span may hold nothing but speech.
    """
    start, end = span or (0, len(samples))
    context = round(_CONTEXT_S * ALIGN_RATE / hop) * hop
    before = min(start // hop * hop, context)
    mel = log_mel(samples[start - before : end + context], hop)
    loudness = loudness_db(mel)
    over = loudness - _threshold_db(loudness, hop)
    inside = slice(before // hop, before // hop + 1 + (end - start) // hop)
    mel, over = mel[inside], over[inside]
    loud = 1 / (1 + np.exp(-np.clip(over / _SOFTNESS_DB, -30, 30)))
    cost = _QUIETEST + (_LOUDEST - _QUIETEST) * loud
    speech = over > 0
    features = with_activity(cepstra(mel, speech), loud)
    return Target(features, cost.astype(np.float32), speech, mel)


def with_short_pauses(target: Target, longest: int) -> tuple[Target, NDArray[np.intp]]:
    """``target`` with no pause longer than ``longest`` frames, and the frames of it that stayed.

    People pause where the text has no comma and the reference no pause to stretch. Only what is
    quiet beyond doubt is cut: under music a voice may go unnoticed for seconds.
    """
    doubtful = target.pause_cost > _QUIETEST + _DOUBT * (_LOUDEST - _QUIETEST)
    kept = np.ones(len(target.speech), np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate([[1], doubtful.astype(int), [1]])))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        if after - first > longest:
            kept[first + longest // 2 : after - (longest + 1) // 2] = False
    frames = np.flatnonzero(kept)
    short = Target(
        target.features[frames],
        target.pause_cost[frames],
        target.speech[frames],
        target.mel[frames],
    )
    return short, frames


def _threshold_db(loudness: NDArray[np.float64], hop: int) -> NDArray[np.float64]:
    """Between the room and the voice: a fifth of the way up, at most 38 dB under the loudest.

    The room is what is quietest within three seconds: settings change from shot to shot.
    """
    window = max(3, round(_ROOM_WINDOW_S * ALIGN_RATE / hop))
    room = percentile_filter(loudness, 8, size=min(window, len(loudness)), mode="nearest")
    room = gaussian_filter1d(room, window / 6)
    high = float(np.percentile(loudness, 95))
    over_room = room + 0.2 * np.maximum(high - room, 0) + 2
    return np.asarray(np.maximum(high - _RANGE_DB, over_room))
