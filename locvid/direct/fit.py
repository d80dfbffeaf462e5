"""The fitter: makes a shot's lines take the time that the script gives them. Pure functions.

In this order, each only as far as it must: the rate within the market's pace band, the pauses
within its pause band, the shot's own length within what the script allows, shorter texts where a
translator gave some. What fits in no way is told in seconds and syllables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from locvid.direct.duration import EDGES_S, Spoken, gap_s, overlap_s
from locvid.model.locale import Market
from locvid.model.performance import DurationRange, Fit, LineFit, SpokenLine
from locvid.model.script import Length

_CLOSE_ENOUGH_S = 0.005


@dataclass(frozen=True, slots=True)
class Option:
    """One wording of a line, and how long it takes at its own rate of 1."""

    line: SpokenLine
    length: Spoken


@dataclass(frozen=True, slots=True)
class Fitted:
    """A shot as it is to be performed: ``options`` are the chosen wordings at their final rate.

    ``overflow_s`` is what the shot is too long by, 0 where it fits, and ``overflow_syllables``
    what would have to be left out; ``fit`` and ``duration`` are then those of the nearest try.
    """

    options: tuple[Option, ...]
    fit: Fit
    duration: DurationRange
    overflow_s: float = 0.0
    overflow_syllables: int = 0


def fit_shot(wordings: Sequence[Sequence[Option]], wanted: Length, market: Market) -> Fitted:
    """Fit a shot whose lines have these ``wordings``, each the usual one first.

    Shorter wordings are taken one line at a time, the one that saves most first, until it fits.
    """
    chosen = [0] * len(wordings)
    while True:
        options = [own[index] for own, index in zip(wordings, chosen, strict=True)]
        fitted = _fit(options, wanted, market)
        shorter = _next_shorter(wordings, chosen) if fitted.overflow_s > 0 else None
        if shorter is None:
            return fitted
        chosen[shorter[0]] = shorter[1]


def fit_silent(natural_s: float, wanted: Length) -> Fitted:
    """A shot in which nobody speaks: as long as it likes, within what is ``wanted``."""
    length_s = max(natural_s, wanted.minimum_s or 0.0)
    if wanted.maximum_s is not None:
        length_s = min(length_s, wanted.maximum_s)
    length_s = round(length_s, 2)
    fit = Fit(natural_s=round(natural_s, 2), speech_s=0.0, length_s=length_s)
    return Fitted((), fit, DurationRange(length_s, length_s, length_s))


def _next_shorter(
    wordings: Sequence[Sequence[Option]], chosen: Sequence[int]
) -> tuple[int, int] | None:
    """(line, wording) that saves most over what is chosen; None where nothing is shorter."""
    savings = [
        (own[chosen[number]].length.speech_s - option.length.speech_s, -number, index)
        for number, own in enumerate(wordings)
        for index, option in enumerate(own)
    ]
    most, number, index = max(savings, default=(0.0, 0, 0))
    return (-number, index) if most > 0 else None


def _fit(options: Sequence[Option], wanted: Length, market: Market) -> Fitted:
    shot = _Shot(options, market)
    natural_s = shot.length_s()
    rate, pauses = 1.0, 1.0
    if wanted.maximum_s is not None and natural_s > wanted.maximum_s:
        rate = _up(min(_rates(options, market)[1], shot.rate_for(wanted.maximum_s)))
        if shot.length_s(rate) > wanted.maximum_s:
            pauses = shot.pauses_for(wanted.maximum_s, rate, market.pause_band)
    elif wanted.minimum_s is not None and natural_s < wanted.minimum_s:
        rate = _down(max(_rates(options, market)[0], shot.rate_for(wanted.minimum_s)))
        if shot.length_s(rate) < wanted.minimum_s:
            pauses = shot.pauses_for(wanted.minimum_s, rate, market.pause_band)
    as_said = rate == pauses == 1.0
    speech_s = natural_s if as_said else shot.length_s(rate, pauses)
    over_s = speech_s - wanted.maximum_s if wanted.maximum_s is not None else 0.0
    over_s = over_s if over_s > _CLOSE_ENOUGH_S else 0.0
    length_s = max(min(speech_s, wanted.maximum_s or speech_s), wanted.minimum_s or 0.0)
    return Fitted(
        options=tuple(options if as_said else [_at(option, rate, pauses) for option in options]),
        fit=Fit(
            natural_s=round(natural_s, 2),
            speech_s=round(speech_s, 2),
            length_s=round(length_s, 2),
            rate=rate,
            pause_scale=pauses,
            lines=tuple([_line_fit(option, rate, pauses) for option in options]),
        ),
        duration=_duration(shot, length_s, wanted, market),
        overflow_s=round(over_s, 2),
        overflow_syllables=shot.syllables_in(over_s, rate) if over_s else 0,
    )


class _Shot:
    """The lines of a shot after each other, with breath around them and gaps between."""

    def __init__(self, options: Sequence[Option], market: Market) -> None:
        self._options = options
        self._pairs = tuple(pairwise(options))
        self._market = market
        self._speech_s = sum([each.length.speech_s / each.line.rate for each in options])
        self._laughter_s = sum([each.length.laughter_s for each in options])
        self._inside_s = sum([each.length.pauses_s * each.line.pause_scale for each in options])

    def length_s(self, rate: float = 1.0, pauses: float = 1.0) -> float:
        """Seconds with all lines spoken ``rate`` times as fast."""
        silence_s = self._silence_s(pauses, rate)
        return EDGES_S + self._speech_s / rate + silence_s + self._laughter_s

    def rate_for(self, length_s: float) -> float:
        """The rate at which the shot lasts ``length_s``; infinite where its pauses alone do."""
        left_s = length_s - EDGES_S - self._laughter_s - self._silence_s(1.0)
        if left_s <= 0:
            return math.inf
        rate = self._speech_s / left_s
        # What overlaps shrinks with the speech, so that a second look is needed there.
        overlaps = any(each.line.overlap is not None for each in self._options)
        for _ in range(_LOOKS if overlaps else 0):
            left_s = length_s - EDGES_S - self._laughter_s - self._silence_s(1.0, rate)
            rate = self._speech_s / left_s if left_s > 0 else rate
        return rate

    def pauses_for(self, length_s: float, rate: float, band: tuple[float, float]) -> float:
        """The multiple of the pauses within ``band`` that comes nearest to ``length_s``."""
        low, high = band
        # Gaps have a shortest and a longest, so the length is no straight line of the multiple.
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self.length_s(rate, middle) > length_s:
                high = middle
            else:
                low = middle
        return round(low, 3)

    def syllables_in(self, seconds: float, rate: float) -> int:
        """Syllables that are spoken in ``seconds`` of these lines."""
        count = sum(each.length.syllables for each in self._options)
        return math.ceil(seconds * rate * count / self._speech_s) if self._speech_s else 0

    def _silence_s(self, pauses: float, rate: float = 1.0) -> float:
        """Seconds of pauses, less what two speak at once."""
        between_s = sum([self._between_s(*pair, pauses, rate) for pair in self._pairs])
        return self._inside_s * pauses + between_s

    def _between_s(self, one: Option, other: Option, pauses: float, rate: float) -> float:
        if other.line.overlap is None:
            return gap_s(one.line, other.line, self._market, pauses)
        length_s = one.length.at(one.line.rate * rate, one.line.pause_scale * pauses)
        return -overlap_s(one.line, other.line, length_s)


_HALVINGS = 14
_LOOKS = 6


def _rates(options: Sequence[Option], market: Market) -> tuple[float, float]:
    """Lowest and highest multiple of the lines' own rates that stays in the market's band.

    A delivery that leaves the band by itself is the author's wish; it is not taken further.
    """
    slow, fast = market.pace_band
    own = [each.line.rate for each in options] or [1.0]
    return min(1.0, slow / min(own)), max(1.0, fast / max(own))


def _up(rate: float) -> float:
    """Rounded up, so that what was made to fit still does."""
    return math.ceil(rate * 1000 - 1e-6) / 1000


def _down(rate: float) -> float:
    """Rounded down, so that what was to fill the shot still does."""
    return math.floor(rate * 1000 + 1e-6) / 1000


def _line_fit(option: Option, rate: float, pauses: float) -> LineFit:
    line, length = option.line, option.length
    return LineFit(
        syllables=length.syllables,
        natural_s=round(length.at(line.rate, line.pause_scale), 2),
        speech_s=round(length.at(line.rate * rate, line.pause_scale * pauses), 2),
    )


def _at(option: Option, rate: float, pauses: float) -> Option:
    line = replace(
        option.line,
        rate=round(option.line.rate * rate, 4),
        pause_scale=round(option.line.pause_scale * pauses, 4),
    )
    return replace(option, line=line)


def _duration(shot: _Shot, length_s: float, wanted: Length, market: Market) -> DurationRange:
    """The decided length, and what the pace band and the script allow around it."""
    slow, fast = market.pace_band
    shortest_s = max(min(shot.length_s(fast), length_s), wanted.minimum_s or 0.0)
    longest_s = max(shot.length_s(slow), length_s)
    if wanted.maximum_s is not None:
        longest_s = min(longest_s, wanted.maximum_s)
    return DurationRange(round(shortest_s, 2), round(length_s, 2), round(longest_s, 2))
