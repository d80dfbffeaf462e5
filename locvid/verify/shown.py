"""The curves of a film as text, small enough to be kept in every manifest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from locvid.verify.curves import RATE
from locvid.verify.lips import Curve
from locvid.verify.measure import Curves

SHOWN_RATE = 25
"""Hz; enough to see a closure, which lasts two of these steps or more."""

_WIDEST = 98
"""Percentile of the seen apertures that counts as wide open: single frames may be mistracked."""


def shown(curves: Curves) -> dict[str, object]:
    """What the lips should do and what they did, for people to look at.

    Whole percent at ``rate_hz``, separated by spaces: of an open vowel (``expected``), and of the
    widest opening that was seen (``seen``, ``-`` where there is no face). As text each takes one
    line of a manifest, and a planner reads thousands of those.
    """
    step = RATE // SHOWN_RATE
    known = curves.seen[curves.valid]
    widest = float(np.percentile(known, _WIDEST)) if len(known) else 1.0
    seen = np.clip(curves.seen / max(widest, 1e-6), 0, 1)
    return {
        "rate_hz": SHOWN_RATE,
        "expected": _percents(curves.expected[::step], np.ones_like(curves.valid[::step])),
        "seen": _percents(seen[::step], curves.valid[::step]),
    }


def _percents(values: Curve, known: NDArray[np.bool_]) -> str:
    return " ".join(
        f"{100 * value:.0f}" if told else "-" for value, told in zip(values, known, strict=True)
    )
