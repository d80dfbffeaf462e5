"""Turns a measured offset into pass, fail or cannot tell. Weak evidence is neither of the first.

What counts as weak was measured on sound that does not belong to the picture: 168 pairings of the
sound and words of one film with the picture of another, studio films in eight languages (25 to 32
s) and clips of three people (8 to 20 s), and those clips against their own sound moved by 1.5 s and
more. 95 % had a correlation below 0.30 and a peak margin below 0.17, the largest were 0.38 and
0.34; three wrong faces to choose from gave no more. With their own sound the films have at least
0.71 and 0.73, their single lines 0.62 and, but for one in twenty, 0.49; two of the three people
0.61 and 0.62, 0.66 and 0.41. So profiles ask for 0.45 and 0.25; ``bench/sync.py`` and
``bench/real_faces.py`` measure it again.
"""

from __future__ import annotations

from dataclasses import replace

from locvid.model.verdict import Drift, Gate, Outcome, SyncMeasurement

_SHOT_SLACK_MS = 40.0
_SHOT_EXTRA = 0.1

NATURAL_LEAD_MS, NATURAL_LAG_MS = 20.0, 70.0
"""In running speech what is heard comes up to 20 ms before and 70 ms after what is seen of it
(Schwartz & Savariaux 2014, doi:10.1371/journal.pcbi.1003743), and that is no fault of the film."""

ENOUGH_CLOSURES = 10
"""Lips that meet and part are simultaneous with the sound: so many of them leave no room for
natural asynchrony. One alone is seen to within a picture, 40 ms."""
_CLOSURES_SEEN = 0.7
_CLOSURES_AGREE_MS = 40.0

_DRIFT_GAIN = 0.03
_DRIFT_LEAST_MS = 40.0


def judge(sync: SyncMeasurement, gate: Gate) -> tuple[Outcome, str]:
    """The outcome of ``sync`` under ``gate`` and the reason in one sentence.

    Fails only where the whole interval lies outside the limits, natural asynchrony allowed for,
    and the evidence suffices; passes only where the estimate lies inside them and the evidence
    suffices.
    """
    drifting = _drifts_out(sync, gate)
    if drifting:
        return Outcome.FAIL, drifting
    doubt = _doubt(sync, gate)
    if doubt:
        return Outcome.CANNOT_TELL, doubt
    measured = f"{described(sync)}; {evidence(sync)}"
    lead, lag = _natural(sync)
    if sync.high_ms + lead < gate.earliest_ms:
        return Outcome.FAIL, f"{measured}; at most {-gate.earliest_ms:.0f} ms early is allowed"
    if sync.low_ms - lag > gate.latest_ms:
        return Outcome.FAIL, f"{measured}; at most {gate.latest_ms:.0f} ms late is allowed"
    if gate.earliest_ms <= sync.offset_ms <= gate.latest_ms:
        return Outcome.PASS, measured
    if gate.earliest_ms <= sync.high_ms and sync.low_ms <= gate.latest_ms:
        return Outcome.CANNOT_TELL, f"{measured}; too near the limit to say"
    return Outcome.CANNOT_TELL, (
        f"{measured}; beyond the limit, but {NATURAL_LEAD_MS:.0f} ms early to "
        f"{NATURAL_LAG_MS:.0f} ms late is natural for people, and only {ENOUGH_CLOSURES} closures "
        "of the lips would rule that out"
    )


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
    """The measurement in words: ``sound 12 ms late (interval +5 to +19 ms)``."""
    return f"{_sided(sync.offset_ms)} (interval {sync.low_ms:+.0f} to {sync.high_ms:+.0f} ms)"


def evidence(sync: SyncMeasurement) -> str:
    """What the measurement rests on: ``correlation 0.79, lips closed in 11 of 12 p b m …``."""
    single = (
        ("phones", sync.phones_ms), ("closures", sync.closures_ms), ("loudness", sync.voice_ms)
    )  # fmt: skip
    alone = ", ".join(f"{name} {ms:+.0f}" for name, ms in single if ms is not None)
    return (
        f"correlation {sync.correlation:.2f}, lips closed in {sync.closures_seen} of "
        f"{sync.closures_expected} p b m" + (f", alone {alone} ms" if alone else "")
    )


def _natural(sync: SyncMeasurement) -> tuple[float, float]:
    """How far before and after the picture sound may be by nature, in ms, as the evidence goes."""
    enough = (
        sync.closures_seen >= ENOUGH_CLOSURES
        and sync.closures_seen >= _CLOSURES_SEEN * sync.closures_expected
        and sync.closures_ms is not None
        and abs(sync.closures_ms - sync.offset_ms) <= _CLOSURES_AGREE_MS
    )
    return (0.0, 0.0) if enough else (NATURAL_LEAD_MS, NATURAL_LAG_MS)


def _drifts_out(sync: SyncMeasurement, gate: Gate) -> str:
    """In words, that the sound surely drifts and surely leaves the limits; empty otherwise."""
    drift = sync.drift
    if drift is None or not surely_drifts(drift) or drift.correlation < gate.min_correlation:
        return ""
    if sync.missing_faces > gate.max_missing_faces:
        return ""
    ends = (
        (drift.start_low_ms, drift.start_high_ms),
        (drift.end_low_ms, drift.end_high_ms),
    )
    lead, lag = _natural(sync)
    if not any(high + lead < gate.earliest_ms or low - lag > gate.latest_ms for low, high in ends):
        return ""
    return (
        f"the sound drifts: {_sided(drift.start_ms)} at the first word, {drift.end_ms:+.0f} ms at "
        f"the last ({drift.ms_per_minute:+.0f} ms a minute, interval "
        f"{drift.low_ms_per_minute:+.0f} to {drift.high_ms_per_minute:+.0f})"
    )


def surely_drifts(drift: Drift) -> bool:
    """Whether a line fits clearly better than a constant and is surely not level."""
    level = drift.low_ms_per_minute <= 0 <= drift.high_ms_per_minute
    large = abs(drift.end_ms - drift.start_ms) >= _DRIFT_LEAST_MS
    return drift.gain >= _DRIFT_GAIN and large and not level


def _sided(offset_ms: float) -> str:
    return f"sound {abs(offset_ms):.0f} ms {'late' if offset_ms >= 0 else 'early'}"


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
