"""Turns a measured offset into pass, fail or cannot tell. Weak evidence is neither of the first."""

from __future__ import annotations

from dataclasses import replace

from locvid.model.verdict import Gate, Outcome, SyncMeasurement

_SHOT_SLACK_MS = 40.0
_SHOT_EXTRA = 0.1


def judge(sync: SyncMeasurement, gate: Gate) -> tuple[Outcome, str]:
    """The outcome of ``sync`` under ``gate`` and the reason in one sentence.

    Fails only where the whole interval lies outside the limits and the evidence suffices; passes
    only where the estimate lies inside them and the evidence suffices.
    """
    doubt = _doubt(sync, gate)
    if doubt:
        return Outcome.CANNOT_TELL, doubt
    measured = described(sync)
    if sync.high_ms < gate.earliest_ms:
        return Outcome.FAIL, f"{measured}; at most {-gate.earliest_ms:.0f} ms early is allowed"
    if sync.low_ms > gate.latest_ms:
        return Outcome.FAIL, f"{measured}; at most {gate.latest_ms:.0f} ms late is allowed"
    if gate.earliest_ms <= sync.offset_ms <= gate.latest_ms:
        return Outcome.PASS, measured
    return Outcome.CANNOT_TELL, f"{measured}; too near the limit to say"


def for_one_shot(gate: Gate) -> Gate:
    """``gate`` for the evidence of a single shot, which is short and may be wrong by chance.

    One shot fails a film only where it is beyond doubt, so more of everything is asked for and
    the limits are a frame wider.
    """
    return replace(
        gate,
        earliest_ms=gate.earliest_ms - _SHOT_SLACK_MS,
        latest_ms=gate.latest_ms + _SHOT_SLACK_MS,
        min_correlation=gate.min_correlation + _SHOT_EXTRA,
        min_peak_margin=gate.min_peak_margin + _SHOT_EXTRA,
    )


def described(sync: SyncMeasurement) -> str:
    """The measurement in words: ``sound 12 ms late (interval 5 to 19 ms)``."""
    side = "late" if sync.offset_ms >= 0 else "early"
    return (
        f"sound {abs(sync.offset_ms):.0f} ms {side} "
        f"(interval {sync.low_ms:+.0f} to {sync.high_ms:+.0f} ms)"
    )


def _doubt(sync: SyncMeasurement, gate: Gate) -> str:
    """Why the evidence does not suffice; empty where it does."""
    if sync.missing_faces > gate.max_missing_faces:
        return f"no face in {sync.missing_faces:.0%} of the pictures with speech"
    if sync.correlation < gate.min_correlation:
        return f"the lips do not move with the words (correlation {sync.correlation:.2f})"
    if sync.peak_margin < gate.min_peak_margin:
        return f"other offsets fit nearly as well (margin {sync.peak_margin:.2f})"
    if sync.high_ms - sync.low_ms > gate.max_interval_ms:
        return f"the offset is uncertain ({sync.low_ms:+.0f} to {sync.high_ms:+.0f} ms)"
    return ""
