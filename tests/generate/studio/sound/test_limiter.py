from __future__ import annotations

import numpy as np

from locvid.generate.studio.sound.limiter import limit
from locvid.model.media import SAMPLE_RATE


def stems(*levels: float) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    return {
        str(index): (level * random.standard_normal((9 * SAMPLE_RATE, 2))).astype(np.float32)
        for index, level in enumerate(levels)
    }


def test_the_sum_stays_under_the_ceiling_and_near_it() -> None:
    loud = stems(0.5, 0.3)
    limit(loud, -1.5)
    peak_dbfs = 20 * np.log10(np.abs(sum(loud.values())).max())

    assert -4 < peak_dbfs <= -1.49


def test_what_fits_is_left_alone() -> None:
    soft = stems(0.01, 0.02)
    before = {name: stem.copy() for name, stem in soft.items()}
    limit(soft, -1.5)

    assert all(np.array_equal(before[name], soft[name]) for name in soft)


def test_all_stems_are_turned_down_alike() -> None:
    loud = stems(0.6, 0.2)
    before = {name: stem.copy() for name, stem in loud.items()}
    limit(loud, -1.5)
    ratios = [loud[name] / before[name] for name in loud]

    assert np.allclose(*ratios, atol=1e-3)
