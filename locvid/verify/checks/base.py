"""What a check of a finished film is, and what it is told of the film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from locvid.model.locale import Locale
from locvid.model.profile import Demands
from locvid.model.take import Samples
from locvid.model.verdict import Check, Gate, Outcome
from locvid.verify.decode import Streams
from locvid.verify.hearing import HeardLine
from locvid.verify.lips import LipTrack


@dataclass(frozen=True, slots=True)
class Observed:
    """A film as it was decoded: ``samples`` are mono at ALIGN_RATE.

    ``texts`` are the lines in the order in which they are spoken, ``heard`` where they were found;
    ``heard`` is empty where there was no sound to look in. ``off_screen`` are the numbers of the
    lines whose speakers are not in the picture.
    """

    file: Path
    streams: Streams
    samples: Samples
    track: LipTrack
    texts: Sequence[str]
    heard: Sequence[HeardLine]
    locale: Locale
    gate: Gate
    demands: Demands
    off_screen: Sequence[int] = ()


class FilmCheck(Protocol):
    """Measures one thing. Where it cannot be measured on this film there is no check at all."""

    def __call__(self, film: Observed) -> Sequence[Check]:
        """None, one or (where one measurement answers several questions) more checks.

        Raises LocvidError where something that it needs is missing.
        """
        ...


def graded(name: str, reason: str, bad: bool, odd: bool) -> Check:
    """Fails where it is ``bad``, warns where it is ``odd``, else passes."""
    outcome = Outcome.FAIL if bad else Outcome.WARN if odd else Outcome.PASS
    return Check(name, outcome, reason)


def longest(
    holds: NDArray[np.bool_], begins_s: NDArray[np.float64], ends_s: NDArray[np.float64]
) -> tuple[float, float]:
    """Start and end in seconds of the longest stretch of moments for which ``holds`` is true.

    Moments follow one another: each lasts from its entry in ``begins_s`` to that in ``ends_s``.
    """
    edges = np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    if len(firsts) == 0:
        return 0.0, 0.0
    best = int(np.argmax(ends_s[lasts] - begins_s[firsts]))
    return float(begins_s[firsts[best]]), float(ends_s[lasts[best]])


def from_to(stretch: tuple[float, float]) -> str:
    """``2.0 s, from 3.1 to 5.1 s``."""
    start_s, end_s = stretch
    return f"{end_s - start_s:.1f} s, from {start_s:.1f} to {end_s:.1f} s"


def adjusted(check: Check, strict: Sequence[str]) -> Check:
    """``check``, its warning a failure where the profile is ``strict`` about it."""
    if check.outcome is Outcome.WARN and check.name in strict:
        return replace(check, outcome=Outcome.FAIL)
    return check
