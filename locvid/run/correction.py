"""Decides whether a film that is out of sync can be mended by moving its sound as a whole."""

from __future__ import annotations

from locvid.model.verdict import Outcome, Verdict
from locvid.verify.gate import surely_drifts

_SLACK_MS = 20.0
"""How far beyond its interval a shot may be from the film's offset: one short shot is uncertain."""


def constant_offset_ms(verdict: Verdict, limit_ms: float) -> float | None:
    """The offset (positive: sound late) to take out of the film, or None where that is no remedy.

    It is one where nothing but lip-sync fails, the whole film's offset is beyond doubt (it is
    measured, fails and is at most ``limit_ms``), the sound does not drift, and no shot whose own
    evidence suffices has another offset.
    """
    failed = [check for check in verdict.checks if check.outcome is Outcome.FAIL]
    if not failed or any(check.sync is None for check in failed):
        return None
    whole = next((check.sync for check in failed if not check.shot), None)
    if whole is None or abs(whole.offset_ms) > limit_ms:
        return None
    if whole.drift is not None and surely_drifts(whole.drift):
        return None
    for check in verdict.checks:
        if not check.shot or check.sync is None or check.outcome is Outcome.CANNOT_TELL:
            continue
        low, high = check.sync.low_ms - _SLACK_MS, check.sync.high_ms + _SLACK_MS
        if not low <= whole.offset_ms <= high:
            return None
    return whole.offset_ms
