"""Lines are found in a longer sound."""

from __future__ import annotations

import numpy as np
import pytest
from align.speech import FRENCH, spoken

from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.spans import find_spans


def test_lines_are_found_where_they_are_spoken() -> None:
    first, second = (spoken(text, "fr") for text in (FRENCH.text, FRENCH.other))
    spans = find_spans(np.concatenate([first, second]), [FRENCH.text, FRENCH.other], FRENCH.locale)
    assert spans[0][1] / ALIGN_RATE == pytest.approx(len(first) / ALIGN_RATE - 0.3, abs=0.25)
    assert spans[1][0] / ALIGN_RATE == pytest.approx(len(first) / ALIGN_RATE + 0.3, abs=0.25)
