"""Does it speak as quickly as people in that market do?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from locvid.model.locale import Locale
from locvid.model.verdict import Check
from locvid.phonetics import syllables
from locvid.phonetics.pieces import marked, pieces
from locvid.phonetics.reading import reading
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone
from locvid.verify.checks.base import Observed, graded
from locvid.verify.hearing import LEAST_SCORE

PACE = "pace"
_PAUSE_S = 0.15
"""Longer gaps are pauses, not articulation; the markets' figures leave them out as well."""


_UNCERTAIN = 0.1
"""Counts from spelling are good to 7 % (``presets/markets/README.md``), edges of phones add some:
only a pace that is further off than that is worth a warning."""


def check_pace(film: Observed) -> Sequence[Check]:
    """Warns of syllables a second outside the band of the market, pauses left out.

    In Japanese morae are counted. There is no check where the sound does not say the text.
    """
    found = [
        (_counted(text, film.locale), _articulated_s(line.alignments[0].phones))
        for text, line in zip(film.texts, film.heard, strict=False)
        if line.score >= LEAST_SCORE
    ]
    counted, spoken_s = (sum(column) for column in zip(*found, strict=True)) if found else (0, 0)
    if counted == 0 or spoken_s <= 0:
        return ()
    market = film.demands.market
    pace = counted / spoken_s
    low, high = (market.syllables_per_second * multiple for multiple in market.pace_band)
    what = "morae" if film.locale.language == "ja" else "syllables"
    reason = (
        f"{pace:.1f} {what} a second; natural for {market.name} are {low:.1f} to {high:.1f}, "
        f"give or take {_UNCERTAIN:.0%}"
    )
    odd = not low * (1 - _UNCERTAIN) <= pace <= high * (1 + _UNCERTAIN)
    side = ("slow: " if pace < low else "fast: ") if odd else ""
    return (graded(PACE, side + reason, bad=False, odd=odd),)


def _counted(text: str, locale: Locale) -> int:
    if locale.language != "ja":
        return syllables.count_said(text, locale)
    # Kana tell the morae that kanji only suggest.
    return sum(
        syllables.count(reading(piece.read, "ja"), locale)
        if not (piece.ipa or piece.tag)
        else syllables.count_said(marked((piece,)), locale)
        for piece in pieces(text)
    )


def _articulated_s(phones: Sequence[AlignedPhone]) -> float:
    spoken = sum(phone.end - phone.start for phone in phones)
    gaps = (after.start - before.end for before, after in pairwise(phones))
    short = sum(gap for gap in gaps if 0 < gap <= _PAUSE_S * ALIGN_RATE)
    return (spoken + short) / ALIGN_RATE
