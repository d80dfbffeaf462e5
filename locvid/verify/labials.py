"""Where the lips themselves make the sound: events that are heard and seen at the same moment.

Lips meet at the start of p b m and part at their end, the lower lip leaves the teeth at the end of
f v. The sound tells both moments without a model: with the lips shut nothing above the first
formant gets out, so its level falls steeply and rises steeply (Stevens 1998, ch. 7 and 9). These
are the comodulatory gestures of Schwartz & Savariaux 2014, whose asynchrony is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.curves import RATE
from locvid.verify.lips import Curve

SHUT, NEAR = frozenset("pbm"), frozenset("fv")
"""Phones with the lips shut, and those with the lower lip at the teeth."""

_SEARCH = 6
_PREFER_NEAR = 0.15
_SHORTEST = 3
_NEAR_OPENNESS = 0.35
_BLUR_S = 0.03


@dataclass(frozen=True, slots=True)
class Labial:
    """A sound of the lips; they meet at ``first`` and part at ``last`` (values at RATE)."""

    ipa: str
    first: int
    last: int


def labials(phones: Sequence[AlignedPhone], level: Curve) -> list[Labial]:
    """The p b m f v of ``phones``, their ends moved to where the sound closes and opens.

    ``level`` is ``mouth_level``. An end is looked for within 60 ms of where the aligner has it;
    where nothing like a closure is heard, the aligner is believed.
    """
    slope = np.gradient(gaussian_filter1d(level, 1.0)) * RATE if len(level) > 1 else level
    found = []
    for phone in phones:
        if phone.ipa not in SHUT and phone.ipa not in NEAR:
            continue
        start, end = (round(at * RATE / ALIGN_RATE) for at in (phone.start, phone.end))
        first, last = _steepest(-slope, start), _steepest(slope, end)
        if last - first < _SHORTEST:
            first, last = start, max(end, start + 1)
        found.append(Labial(phone.ipa, first, min(last, len(level) - 1)))
    return [labial for labial in found if labial.first < labial.last]


def shut_lips(events: Sequence[Labial], length: int) -> Curve:
    """0 while p b m are heard, little while f v are, else 1; [length] at RATE, softened."""
    curve = np.ones(length)
    for labial in events:
        openness = 0.0 if labial.ipa in SHUT else _NEAR_OPENNESS
        inside = slice(labial.first, labial.last + 1)
        curve[inside] = np.minimum(curve[inside], openness)
    return np.asarray(gaussian_filter1d(curve, _BLUR_S * RATE))


def _steepest(rise: Curve, near: int) -> int:
    """Where ``rise`` is largest around ``near``; distance counts against a place."""
    places = np.arange(max(near - _SEARCH, 0), min(near + _SEARCH + 1, len(rise)))
    if len(places) == 0:
        return near
    return int(places[(rise[places] - _PREFER_NEAR * np.abs(places - near)).argmax()])
