"""Whether a take's own sound will do: a judgement on its background, with a name for each fault.

What is judged is what lies behind the words. Whether the things that the script asks for are in it
nobody can tell without knowing what they sound like; a fault is what is wrong with any place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from locvid.model.profile import OwnSound
from locvid.verify.sound.background import Background
from locvid.verify.sound.bands import distance_db, weighting


class Fault(StrEnum):
    """What can be wrong with the background of a take."""

    NO_AMBIENCE = "no ambience"
    DROPS_OUT = "drops out"
    HISS = "hiss"
    TOO_LOUD = "too loud"
    CLIPPED = "clipped"
    STEP = "step at the cut"
    NO_WORDS = "words not found"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its measurement, as the rest of a sentence: "the take's sound …"."""

    fault: Fault
    reason: str


def faults_of(heard: Background, limits: OwnSound, clipped_share: float) -> tuple[Finding, ...]:
    """What is wrong with one shot. ``clipped_share`` is the profile's limit of that name.

    Without words voice and background cannot be told apart: then only silence is certain.
    """
    below = heard.below_voice_db
    if heard.level_dbfs < limits.silence_dbfs:
        return (_found(Fault.NO_AMBIENCE, "has nothing at all behind the words"),)
    if below is None:
        return (_found(Fault.NO_WORDS, "does not seem to say the words"),)
    found = []
    if below > limits.most_below_voice_db:
        found.append(_found(Fault.NO_AMBIENCE, f"has hardly any ambience: {_under(below)}"))
    elif heard.flatness_db > limits.flatness_db and heard.unrest_db < limits.unrest_db:
        found.append(_found(Fault.HISS, f"hisses: an even noise {_under(below)}"))
    if below < limits.least_below_voice_db:
        found.append(_found(Fault.TOO_LOUD, f"covers the voice: it is {_under(below)}"))
    if heard.silent_s > limits.dropout_s:
        found.append(_found(Fault.DROPS_OUT, f"drops out for {heard.silent_s:.1f} s"))
    if heard.clipped > clipped_share:
        found.append(
            _found(Fault.CLIPPED, f"is cut off: {heard.clipped:.2%} of it are at full scale")
        )
    return tuple(found)


def steps_of(
    heard: Sequence[Background], places: Sequence[object], limits: OwnSound
) -> list[Finding | None]:
    """For each shot whether its background differs from that of the shot before in the same place.

    ``places`` says where each shot is; None stands where the place is another.
    """
    found: list[Finding | None] = [None] * len(heard)
    for number, (before, after) in enumerate(pairwise(heard), 1):
        if places[number - 1] != places[number]:
            continue
        step_lu = abs(_level(after) - _level(before))
        step_db = distance_db(before.bands, after.bands)
        if step_lu > limits.step_lu or step_db > limits.step_db:
            reason = f"steps at the cut before it: {step_lu:.1f} LU, {step_db:.1f} dB in colour"
            found[number] = _found(Fault.STEP, reason)
    return found


def _level(heard: Background) -> float:
    return float(10 * np.log10(heard.bands @ weighting() + 1e-20))


def _under(below: float) -> str:
    return f"{below:.0f} dB below the voice"


def _found(fault: Fault, reason: str) -> Finding:
    return Finding(fault, reason)
