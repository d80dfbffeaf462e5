"""Is the sound as loud as the profile wants it, and no peak above what it allows?"""

from __future__ import annotations

from collections.abc import Sequence

from locvid.media.loudness import measure
from locvid.model.verdict import Check
from locvid.verify.checks.base import Observed, graded

LOUDNESS, TRUE_PEAK = "loudness", "true peak"


def check_loudness(film: Observed) -> Sequence[Check]:
    """Warns of integrated loudness (ITU-R BS.1770) off the target, and of true peaks above it."""
    if not film.streams.sound:
        return ()
    measured, demands = measure(film.file, film.file), film.demands
    limits = demands.limits
    checks = []
    if measured.integrated_lufs is not None:
        difference = measured.integrated_lufs - demands.loudness_lufs
        checks.append(
            graded(
                LOUDNESS,
                f"{measured.integrated_lufs:.1f} LUFS, wanted are {demands.loudness_lufs:g}",
                bad=False,
                odd=abs(difference) > limits.loudness_tolerance_lu,
            )
        )
    if measured.true_peak_dbtp is not None:
        checks.append(
            graded(
                TRUE_PEAK,
                f"{measured.true_peak_dbtp:.1f} dBTP, allowed are {demands.true_peak_dbtp:g}",
                bad=False,
                odd=measured.true_peak_dbtp - demands.true_peak_dbtp
                > limits.true_peak_tolerance_db,
            )
        )
    return checks
