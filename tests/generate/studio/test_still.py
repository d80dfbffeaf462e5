"""A picture of a shot for translators: quick, and the same every time."""

from __future__ import annotations

import cv2
import numpy as np
from prompts import LIBRARY, line, prompt

from locvid.generate.studio.still import SIZE, still


def test_it_shows_who_speaks_first_where_the_shot_plays() -> None:
    alone, talk = (
        prompt("en-US", line("Hi.")),
        prompt("en-US", line("Hi."), line("Ho.", speaker="jon")),
    )
    made = still(alone, LIBRARY)
    picture = cv2.imdecode(np.frombuffer(made, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    assert picture.std() > 30
    assert made == still(alone, LIBRARY)
    assert made != still(talk, LIBRARY)
    assert len(made) < 40_000
