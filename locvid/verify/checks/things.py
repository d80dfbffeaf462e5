"""Are things heard where and when they are seen? Measured where asked for: it takes a while."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.model.verdict import Check, Outcome
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks.base import Observed
from locvid.verify.things.film import Passing, Receding, Touching, things, told

THINGS = "things"
_TOGETHER = 0.8
"""Least correlation of what is seen and heard to pass without comment."""
_PICTURES = 2.0
"""A blow that is further than so many pictures from what is seen is worth knowing of."""


def check_things(film: Observed) -> Sequence[Check]:
    """One finding for everything that passes, goes away or is set down; warnings, no failures."""
    if not (film.streams.picture and film.streams.sound):
        return ()
    speech = [tuple(at / ALIGN_RATE for at in heard.span) for heard in film.heard]
    measured = things(film.file, [(start, end) for start, end in speech])
    found: tuple[Passing | Receding | Touching, ...] = (
        *measured.passing,
        *measured.receding,
        *measured.touching,
    )
    return [
        Check(THINGS, Outcome.WARN if _odd(each) else Outcome.PASS, words)
        for each, words in zip(found, told(measured), strict=True)
    ]


def _odd(found: Passing | Receding | Touching) -> bool:
    match found:
        case Passing():
            return found.r < _TOGETHER
        case Receding():
            return found.level_db > 0
        case Touching():
            return found.late_ms is None or abs(found.late_ms) > _PICTURES * found.frame_ms
