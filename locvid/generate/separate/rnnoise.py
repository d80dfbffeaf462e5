"""RNNoise: a small recurrent network that keeps speech, with its weights in the package.

J.-M. Valin, "A Hybrid DSP/Deep Learning Approach to Real-Time Full-Band Speech Enhancement", MMSP
2018. It was made to take noise out of calls: other voices and music behind the speaker may stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec

import numpy as np

from locvid.model.availability import READY, Availability
from locvid.model.take import Samples

_PACKAGE = "pyrnnoise"
_FRAME = 480
_LATE = 960
"""Samples by which the voice comes out later than it went in: two frames."""
_FULL_SCALE = 32767


class RNNoiseSeparator:
    """Each channel by itself, in frames of 10 ms."""

    name = "rnnoise"
    account = "noise is taken out, also under the words; other voices and music may have stayed"

    @property
    def version(self) -> str:
        """The package's, which holds the weights."""
        try:
            return installed_version(_PACKAGE)
        except PackageNotFoundError:
            return ""

    def available(self) -> Availability:
        """Whether the package is installed."""
        if find_spec(_PACKAGE) is None:
            return Availability(
                False, f"not installed: {_PACKAGE}", "pip install 'locvid[separate]'"
            )
        return READY

    def voice(self, sound: Samples, words: Sequence[tuple[int, int]]) -> Samples:
        """The words need not be known: the network tells speech from what is none."""
        left = _denoised(sound[:, 0])
        alike = np.array_equal(sound[:, 0], sound[:, 1])
        return np.stack([left, left if alike else _denoised(sound[:, 1])], axis=1)


def _denoised(channel: Samples) -> Samples:
    from pyrnnoise.rnnoise import create, destroy, process_mono_frame

    count = -(-(len(channel) + _LATE) // _FRAME)
    padded = np.zeros(count * _FRAME, np.float32)
    padded[: len(channel)] = np.clip(channel, -1.0, 1.0)
    frames = (padded * _FULL_SCALE).astype(np.int16).reshape(count, _FRAME)
    state = create()
    try:
        clean = np.concatenate([process_mono_frame(state, frame)[0] for frame in frames])
    finally:
        destroy(state)
    found = clean[_LATE : _LATE + len(channel)].astype(np.float32) / _FULL_SCALE
    return np.asarray(found, np.float32)
