"""What is in front covers what lies behind it: a louder foreground pushes the rest back a little.

The ear does the same (masking); doing it in the mix keeps the sum from growing with every layer,
and leaves the room of a glass set down to the glass.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_STEP = SAMPLE_RATE // 100
_CHUNK = 800 * _STEP
_BEGINS_DB, _FULL_DB = -6.0, 6.0
"""How much louder the front is where the rest begins to give way, and where it has done so."""
_HOLD, _SMOOTH = 25, 13
"""Steps of 10 ms; the gain is down a little before the sound comes, as the mix knows of it."""
_EDGE = 20
_QUIET = 1e-10


def push_back(front: Sequence[Samples], behind: Samples, depth_db: float) -> None:
    """Turn ``behind`` [n, 2] down in place, by up to ``depth_db``, while ``front`` is louder.

    ``front`` are stems that count together. A cut is left alone: at both ends of the shot the gain
    is 1.
    """
    over = np.sum([_powers(stem) for stem in front], axis=0)
    if over.max(initial=0.0) <= _QUIET or depth_db <= 0:
        return
    excess_db = 10 * np.log10((over + _QUIET) / (_powers(behind) + _QUIET))
    share = np.clip((excess_db - _BEGINS_DB) / (_FULL_DB - _BEGINS_DB), 0.0, 1.0)
    share[over <= _QUIET] = 0.0
    held = uniform_filter1d(maximum_filter1d(share, _HOLD), _SMOOTH)
    ends = np.minimum(np.arange(len(held)), np.arange(len(held))[::-1])
    depth = held * np.clip(ends / _EDGE, 0.0, 1.0) * depth_db
    centres = np.arange(len(depth)) * _STEP + _STEP / 2
    for start in range(0, len(behind), _CHUNK):
        at = np.arange(start, min(start + _CHUNK, len(behind)))
        falls = np.interp(at, centres, depth)
        behind[at[0] : at[-1] + 1] *= (10 ** (-falls / 20)).astype(np.float32)[:, None]


def _powers(stem: Samples) -> NDArray[np.float64]:
    """Power of each 10 ms, both channels together."""
    whole = len(stem) // _STEP * _STEP
    steps = np.ascontiguousarray(stem[:whole]).reshape(-1, _STEP * stem.shape[1])
    powers = np.einsum("ij,ij->i", steps, steps)
    rest = np.square(stem[whole:]).sum()
    return np.append(powers, rest)[: -(-len(stem) // _STEP)].astype(np.float64) / _STEP
