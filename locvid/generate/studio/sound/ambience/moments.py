"""Places what happens now and then: how many in a stretch, when, and how loud."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from locvid.generate.studio.sound.levels import gain, peak_loudness_lufs
from locvid.generate.studio.sound.section import Section
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_CLEAR = SAMPLE_RATE
_LEAST_CHOICE = 0.25
"""Share of the places at which a sound may begin that is left where there is little room."""


def scattered(
    length: int,
    lufs: float,
    random: np.random.Generator,
    parameters: Section,
    make: Callable[[np.random.Generator], Samples],
) -> Samples:
    """Stereo [length, 2] with ``per_minute`` sounds (Poisson) that ``make`` [m, 2] makes.

    The loudest moment of each is at ``lufs`` or up to 6 dB below. None is cut at the end: what
    does not fit into the stretch does not happen. Where it can it keeps a second off both ends,
    as a cut is made where nothing happens.
    """
    placed = np.zeros((length, 2), dtype=np.float32)
    expected = parameters.number("per_minute", lowest=0) * length / SAMPLE_RATE / 60
    for _ in range(random.poisson(expected)):
        sound = make(random)
        softer_db = random.uniform(0.0, 6.0)
        last = length - len(sound)
        if last <= 0:
            continue
        clear = min(_CLEAR, int(last * (1 - _LEAST_CHOICE) / 2))
        at = int(random.integers(clear, last - clear))
        level = gain(lufs - softer_db - peak_loudness_lufs(sound))
        placed[at : at + len(sound)] += np.float32(level) * sound
    return placed
