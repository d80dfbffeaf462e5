"""Measures the things of a whole film: what passes, what is set down, and how both are heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from locvid.model.errors import InvalidInput, Location
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.verify.decode import stereo, streams
from locvid.verify.things.movers import Mover, mover
from locvid.verify.things.onset import onset_s, rises
from locvid.verify.things.pictures import shots
from locvid.verify.things.position import Listener
from locvid.verify.things.stops import Stop, stops
from locvid.verify.things.timbre import centroid_hz, level_db, wetness_db

_WIDTH_S = 0.40
_AUDIBLE = 0.05
"""Share of the loudest moment's power below which a place in the sound says nothing."""
_SMALLER, _EVEN, _BLOWS = 0.8, 5, 4
_BLOW_S, _TAIL_S, _STEP_S = 0.12, 0.35, 0.4
_FEWEST, _LEAST_SPAN = 8, 0.6


@dataclass(frozen=True, slots=True)
class Passing:
    """Something passes: correlation of its x with what the ears hear, by level, time and both."""

    start_s: float
    end_s: float
    span: float
    r_level: float
    r_time: float
    r: float


@dataclass(frozen=True, slots=True)
class Touching:
    """Something stops at ``second``, and is heard ``late_ms`` after that; None where it is not."""

    second: float
    x: float
    late_ms: float | None
    frame_ms: float


@dataclass(frozen=True, slots=True)
class Receding:
    """Something goes away: how its blows change from the first to the last.

    ``smaller`` is its size in the picture at the end against that at the start; the room's share
    is that of the energy from 30 ms on.
    """

    start_s: float
    end_s: float
    smaller: float
    level_db: float
    centroid: float
    wetness_db: float


@dataclass(frozen=True, slots=True)
class Things:
    """All of a film."""

    passing: tuple[Passing, ...]
    receding: tuple[Receding, ...]
    touching: tuple[Touching, ...]


Span = tuple[float, float]
"""From second to second."""


def things(file: Path, speech: Sequence[Span] = ()) -> Things:
    """Measure ``file``; what is said in ``speech`` is left out where places are listened for.

    Raises InvalidInput where it cannot be read, or lacks picture or sound."""
    found = streams(file)
    if not (found.picture and found.sound):
        missing = "picture" if not found.picture else "sound"
        raise InvalidInput(f"the film has no {missing}", where=Location(file))
    sound = stereo(file)
    listener = Listener(sound)
    passing: list[Passing] = []
    receding: list[Receding] = []
    touching: list[Touching] = []
    for shot in shots(file):
        moving = mover(shot)
        heard = follow(moving, listener, speech) if moving is not None else None
        if heard is not None:
            passing.append(heard)
        away = recede(moving, sound) if moving is not None and heard is None else None
        if away is not None:
            receding.append(away)
        touching += [
            touched(stop, sound, shot.frame_s)
            for stop in stops(shot)
            # Legs and wheels stop all the time.
            if not any(
                each.start_s - 0.5 < stop.second < each.end_s + 0.5
                for each in (heard, away)
                if each
            )
        ]
    return Things(tuple(passing), tuple(receding), tuple(touching))


def follow(moving: Mover, listener: Listener, speech: Sequence[Span] = ()) -> Passing | None:
    """How well the sound goes with what passes; None where too little of it is heard."""
    half = _WIDTH_S / 2
    quiet = np.array(
        [
            all(second + half < begin or second - half > end for begin, end in speech)
            for second in moving.seconds
        ]
    )
    if quiet.sum() < _FEWEST:
        return None
    seconds, x = moving.seconds[quiet], moving.x[quiet]
    all_places = [listener.at(second, _WIDTH_S) for second in seconds]
    powers = np.array([place.power for place in all_places])
    heard = powers > _AUDIBLE * powers.max()
    if heard.sum() < _FEWEST or np.ptp(x[heard]) < _LEAST_SPAN:
        return None
    places = [place for place, kept in zip(all_places, heard, strict=True) if kept]
    x = x[heard]

    def r(values: list[float]) -> float:
        together = np.corrcoef(x, values)[0, 1] if np.std(values) > 0 else 0.0
        return float(together)

    return Passing(
        start_s=float(moving.seconds[0]),
        end_s=float(moving.seconds[-1]),
        span=moving.span,
        r_level=r([place.level_db for place in places]),
        r_time=r([place.time_s for place in places]),
        r=r([place.place for place in places]),
    )


def recede(moving: Mover, sound: Samples) -> Receding | None:
    """What is heard of something that goes away; None where it does not, or is not heard to."""
    sizes = np.convolve(moving.size, np.ones(_EVEN) / _EVEN, mode="valid")
    largest = int(np.argmax(sizes))
    smaller = float(sizes[-1] / sizes[largest])
    if smaller > _SMALLER:
        return None
    start_s, end_s = float(moving.seconds[0]), float(moving.seconds[-1])
    part = sound[int(start_s * SAMPLE_RATE) : int((end_s + _TAIL_S) * SAMPLE_RATE)]
    short = int(_BLOW_S * SAMPLE_RATE)
    at, _ = rises(part)
    cut = [part[int(second * SAMPLE_RATE) :][: int(_TAIL_S * SAMPLE_RATE)] for second in at]
    loud = np.array([level_db(blow[:short]) for blow in cut])
    # Of a heel and the ball of the foot, the louder one counts.
    first = [
        number
        for number, second in enumerate(at)
        if loud[number] >= loud[np.abs(at - second) < _STEP_S].max()
    ]
    if len(first) < _BLOWS:
        return None
    blows = [cut[number] for number in first]
    levels, wet = loud[first], np.array([wetness_db(blow) for blow in blows])
    centroids = np.array([centroid_hz(blow[:short]) for blow in blows])

    when = at[first]

    def change(values: NDArray[np.float64]) -> float:
        """From the first blow to the last, along a straight line."""
        return float(np.polyfit(when, values, 1)[0] * np.ptp(when))

    return Receding(
        start_s,
        end_s,
        smaller,
        level_db=change(levels),
        centroid=float(np.exp(change(np.log(centroids)))),
        wetness_db=change(wet),
    )


def touched(stop: Stop, sound: Samples, frame_s: float) -> Touching:
    """What is heard of a thing that stops."""
    at = onset_s(sound, stop.second)
    late_ms = None if at is None else (at - stop.second) * 1000
    return Touching(stop.second, stop.x, late_ms, frame_s * 1000)


def told(measured: Things) -> Iterator[str]:
    """The measurements in words, one line each."""
    for one in measured.passing:
        yield (
            f"passes from {one.start_s:.1f} to {one.end_s:.1f} s: heard where it is seen, "
            f"r {one.r:.2f} (by level {one.r_level:.2f}, by time {one.r_time:.2f})"
        )
    for far in measured.receding:
        yield (
            f"goes away from {far.start_s:.1f} to {far.end_s:.1f} s, {far.smaller:.2f} times as "
            f"large: {far.level_db:+.1f} dB, {far.centroid:.2f} times as bright, "
            f"{far.wetness_db:+.1f} dB of room"
        )
    for each in measured.touching:
        how = "nothing is heard" if each.late_ms is None else f"heard {each.late_ms:+.0f} ms"
        yield f"stops at {each.second:.2f} s: {how} (a picture lasts {each.frame_ms:.0f} ms)"
