"""Sound that runs away from the picture is told from sound that is late throughout."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter1d

from locvid.verify.curves import RATE
from locvid.verify.drift import drift_of
from locvid.verify.sync import Evidence, gather


def evidence(start_ms: float, end_ms: float, seconds: float, noise: float = 0.7) -> Evidence:
    """Lips, and sound that is ``start_ms`` late at first and ``end_ms`` at last."""
    rng = np.random.default_rng(4)
    at = np.arange(round(seconds * RATE)) / RATE
    lips = gaussian_filter1d(rng.normal(size=len(at)), 6)
    lips /= lips.std()
    late_s = np.linspace(start_ms, end_ms, len(at)) / 1000
    sound = np.interp(at - late_s, at, lips)
    everywhere = np.ones(len(at), bool)
    seen = lips + noise * rng.normal(size=len(at))
    return gather(sound, seen, everywhere, everywhere, [(0, len(at))])


@pytest.mark.parametrize(("start", "end"), [(0, 150), (-60, 60), (200, -80)])
def test_a_drift_is_measured(start: int, end: int) -> None:
    found = drift_of(evidence(start, end, 30))
    assert found is not None
    assert found.start_ms == pytest.approx(start, abs=25)
    assert found.end_ms == pytest.approx(end, abs=25)
    assert found.ms_per_minute == pytest.approx(2 * (end - start), abs=80)
    assert found.start_low_ms <= found.start_ms <= found.start_high_ms
    assert not found.low_ms_per_minute <= 0 <= found.high_ms_per_minute
    assert found.gain > 0.03


@pytest.mark.parametrize("late", [0, 120])
def test_sound_that_is_late_throughout_does_not_drift(late: int) -> None:
    found = drift_of(evidence(late, late, 30))
    assert found is not None
    assert found.low_ms_per_minute <= 0 <= found.high_ms_per_minute
    assert found.gain < 0.03


def test_a_long_film_is_as_good_as_a_short_one() -> None:
    found = drift_of(evidence(0, 100, 300))
    assert found is not None
    assert found.end_ms - found.start_ms == pytest.approx(100, abs=25)


def test_a_few_words_tell_nothing_of_drift() -> None:
    assert drift_of(evidence(0, 100, 10)) is None
