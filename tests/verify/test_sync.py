"""The estimator on curves whose offset is known, and the decision made of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter1d

from locvid.model.verdict import Drift, Gate, Outcome, SyncMeasurement
from locvid.verify.curves import RATE
from locvid.verify.gate import for_one_shot, judge
from locvid.verify.sync import NOTHING, estimate, gather

SECONDS = 12
GATE = Gate("EBU R37", -40, 60, 0.45, 0.25, 90, 0.2)
GOOD = SyncMeasurement(5, -5, 15, 0.7, 0.5, 0.0, 12, 13, closures_ms=5)


def measured_at(ms: float, **changes: object) -> SyncMeasurement:
    """Good evidence for an offset of ``ms``, within 10 ms."""
    moved = replace(GOOD, offset_ms=ms, low_ms=ms - 10, high_ms=ms + 10, closures_ms=ms)
    return replace(moved, **changes)


def lips_and_sound(sound_late_ms: float, noise: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(11)
    at = np.arange(SECONDS * RATE) / RATE
    lips = gaussian_filter1d(rng.normal(size=len(at)), 6)
    lips /= lips.std()
    sound = np.interp(at - sound_late_ms / 1000, at, lips)
    return lips + noise * rng.normal(size=len(at)), sound


@pytest.mark.parametrize("late_ms", [-300, -120, -33, 0, 47, 120, 300])
def test_a_known_offset_is_found(late_ms: int) -> None:
    lips, sound = lips_and_sound(late_ms)
    everywhere = np.ones(len(lips), bool)
    found = estimate(gather(sound, lips, everywhere, everywhere, [(50, len(lips) - 50)]))
    assert found.offset_ms == pytest.approx(late_ms, abs=6)
    assert found.low_ms <= found.offset_ms <= found.high_ms
    assert found.high_ms - found.low_ms < 40
    assert found.lags_ms[found.by_lag.argmax()] == pytest.approx(found.offset_ms, abs=6)


def test_what_is_not_seen_or_not_said_does_not_count() -> None:
    lips, sound = lips_and_sound(80)
    half = len(lips) // 2
    seen, said = np.ones(len(lips), bool), np.ones(len(lips), bool)
    spoilt = lips.copy()
    spoilt[half : half + 200] = 50.0
    said[half - 50 : half + 250] = False
    found = estimate(gather(sound, spoilt, seen, said, [(0, len(lips))]))
    assert found.offset_ms == pytest.approx(80, abs=10)


def test_lines_together_are_surer_than_one() -> None:
    lips, sound = lips_and_sound(20, noise=3)
    everywhere = np.ones(len(lips), bool)
    spans = [(start, start + 150) for start in range(50, 1050, 160)]
    parts = [gather(sound, lips, everywhere, everywhere, [span]) for span in spans]
    pooled = estimate(sum(parts, NOTHING))
    errors = [abs(estimate(part).offset_ms - 20) for part in parts]
    assert abs(pooled.offset_ms - 20) < np.mean(errors)
    assert pooled.offset_ms == pytest.approx(20, abs=15)


def test_unrelated_curves_are_never_believed() -> None:
    rng = np.random.default_rng(3)
    for _ in range(30):
        lips, sound = (gaussian_filter1d(rng.normal(size=900), 5) for _ in range(2))
        everywhere = np.ones(900, bool)
        found = estimate(gather(sound, lips, everywhere, everywhere, [(0, 900)]))
        measured = SyncMeasurement(
            found.offset_ms, found.low_ms, found.high_ms, found.correlation, found.peak_margin,
            0.0, 0, 0,
        )  # fmt: skip
        assert judge(measured, GATE)[0] is not Outcome.PASS


def test_no_evidence_is_no_offset() -> None:
    assert estimate(NOTHING).correlation == 0


@pytest.mark.parametrize(
    ("measured", "outcome", "word"),
    [
        (GOOD, Outcome.PASS, "5 ms late"),
        (measured_at(120), Outcome.FAIL, "120 ms late"),
        (measured_at(-90), Outcome.FAIL, "90 ms early"),
        (measured_at(65), Outcome.CANNOT_TELL, "too near the limit"),
        (measured_at(5), Outcome.PASS, "lips closed in 12 of 13 p b m"),
        (replace(GOOD, correlation=0.2), Outcome.CANNOT_TELL, "correlation"),
        (replace(GOOD, peak_margin=0.1), Outcome.CANNOT_TELL, "other offsets"),
        (replace(GOOD, low_ms=-60, high_ms=60), Outcome.CANNOT_TELL, "uncertain"),
        (replace(GOOD, missing_faces=0.5), Outcome.CANNOT_TELL, "no face"),
    ],
)
def test_the_gate_has_three_answers(measured: SyncMeasurement, outcome: Outcome, word: str) -> None:
    answer, reason = judge(measured, GATE)
    assert answer is outcome
    assert word in reason


@pytest.mark.parametrize(
    "weak",
    [
        {"closures_seen": 3, "closures_expected": 3},
        {"closures_seen": 10, "closures_expected": 20},
        {"closures_ms": 10.0},
        {"closures_ms": None},
    ],
)
def test_without_many_closures_peoples_lips_may_lead(weak: dict[str, object]) -> None:
    answer, reason = judge(measured_at(110, **weak), GATE)
    assert answer is Outcome.CANNOT_TELL
    assert "natural" in reason
    assert judge(measured_at(170, **weak), GATE)[0] is Outcome.FAIL
    assert judge(measured_at(-100, **weak), GATE)[0] is Outcome.FAIL


def drifting(start_ms: float, end_ms: float, gain: float = 0.1) -> Drift:
    slope = end_ms - start_ms
    bounds = sorted((0.8 * slope, 1.2 * slope))
    return Drift(
        start_ms, start_ms - 15, start_ms + 15, end_ms, end_ms - 15, end_ms + 15, slope,
        *bounds, 0.7, gain,
    )  # fmt: skip


def test_sound_that_starts_right_and_ends_wrong_fails() -> None:
    answer, reason = judge(measured_at(60, drift=drifting(0, 130)), GATE)
    assert answer is Outcome.FAIL
    assert "drifts" in reason
    assert "+130 ms at the last" in reason


@pytest.mark.parametrize("drift", [drifting(0, 50), drifting(0, 130, gain=0.01)])
def test_a_small_or_doubtful_drift_fails_nothing(drift: Drift) -> None:
    assert judge(measured_at(20, drift=drift), GATE)[0] is Outcome.PASS


def test_one_shot_needs_stronger_evidence_to_fail() -> None:
    late = measured_at(85)
    assert judge(late, GATE)[0] is Outcome.FAIL
    assert judge(late, for_one_shot(GATE))[0] is not Outcome.FAIL
