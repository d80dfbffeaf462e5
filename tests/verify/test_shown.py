from __future__ import annotations

import numpy as np

from locvid.verify.curves import RATE
from locvid.verify.measure import Curves
from locvid.verify.shown import SHOWN_RATE, shown


def test_curves_become_percent_and_a_missing_face_a_dash() -> None:
    seconds = 2
    expected = np.linspace(0, 1, seconds * RATE)
    seen = 0.3 * expected
    valid = np.ones(seconds * RATE, np.bool_)
    valid[: RATE // 2] = False
    told = shown(Curves(expected=expected, voice=expected, seen=seen, valid=valid))
    assert told["rate_hz"] == SHOWN_RATE
    words, lips = str(told["expected"]).split(), str(told["seen"]).split()
    assert len(words) == len(lips) == seconds * SHOWN_RATE
    assert words[0] == "0"
    assert int(words[25]) == 50
    assert lips[12] == "-" != lips[13]
    assert 95 <= int(lips[-1]) <= 100, "the widest opening is a hundred, whatever the face's size"


def test_a_film_without_a_face_has_no_curve_of_lips() -> None:
    nothing = np.zeros(RATE)
    told = shown(Curves(nothing, nothing, nothing, np.zeros(RATE, np.bool_)))
    assert set(str(told["seen"]).split()) == {"-"}
