"""The sound under test as the aligners see it: features, and how likely each frame is a pause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.take import Samples
from locvid.verify.align.features import Features, cepstra, log_mel, loudness_db

_QUIETEST, _LOUDEST = 0.2, 1.1
_SOFTNESS_DB = 3.0


@dataclass(frozen=True, slots=True)
class Target:
    """Features [frames, 20] at a hop, what a pause costs there (1 is a bad match), and speech."""

    features: Features
    pause_cost: NDArray[np.float32]
    speech: NDArray[np.bool_]


def listen(samples: Samples, hop: int) -> Target:
    """Look at ``samples``. Where it is loud a pause costs more than a match, where quiet less."""
    mel = log_mel(samples, hop)
    loudness = loudness_db(mel)
    threshold = speech_threshold_db(loudness)
    loud = 1 / (1 + np.exp(-(loudness - threshold) / _SOFTNESS_DB))
    cost = _QUIETEST + (_LOUDEST - _QUIETEST) * loud
    speech = loudness > threshold
    return Target(cepstra(mel, speech), cost.astype(np.float32), speech)


def speech_threshold_db(loudness: NDArray[np.float64]) -> float:
    """Between the room and the voice: a little over the room, at most 38 dB under the loudest."""
    low, high = np.percentile(loudness, [5, 95])
    return float(max(high - 38.0, low + 0.2 * (high - low)))
