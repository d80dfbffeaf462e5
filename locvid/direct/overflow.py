"""Tells of shots whose words do not fit into the length that the script gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid.direct.fit import Fitted
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedLine
from locvid.model.script import Shot


@dataclass(frozen=True, slots=True)
class ShotFit:
    """A shot with its lines and how they were fitted; ``fitted.options`` belong to ``lines``."""

    shot: Shot
    lines: tuple[LocalizedLine, ...]
    fitted: Fitted


class DoesNotFit(InvalidInput):
    """Some shots are longer than the script allows; ``fits`` are those of all shots."""

    fits: tuple[ShotFit, ...] = ()


def does_not_fit(fits: Sequence[ShotFit], locale: Locale) -> DoesNotFit:
    """The error that names the overflow of every shot, in seconds and in syllables."""
    over = [each for each in fits if each.fitted.overflow_s]
    if len(over) == 1:
        message = _told(over[0])
    else:
        rows = "".join(f"\n  {_place(each)}: {_told(each)}" for each in over)
        message = f"{len(over)} shots are too long:{rows}"
    error = DoesNotFit(message, _place(over[0]), locale.tag, _hint(over))
    error.fits = tuple(fits)
    return error


def _told(each: ShotFit) -> str:
    fitted = each.fitted
    shorter = " even with its short texts" if _is_shortened(fitted) else ""
    return (
        f"the shot '{each.shot.id}' may last {each.shot.length.maximum_s:g} s and takes "
        f"{fitted.fit.speech_s:.3g} s{shorter} at {fitted.fit.rate:.2f} times its pace: "
        f"{fitted.overflow_s:.2g} s or {_syllables(fitted.overflow_syllables)} too much"
    )


def _hint(over: Sequence[ShotFit]) -> str:
    remedy = "allow the shot more length"
    if all(_is_shortened(each.fitted) for each in over):
        return f"shorten its short texts, or {remedy}"
    tag = over[0].lines[0].text_tag
    return f"shorten the text, give a shorter one as '{tag}: {{text: …, short: …}}', or {remedy}"


def _is_shortened(fitted: Fitted) -> bool:
    return any(option.line.wording == "short" for option in fitted.options)


def _syllables(count: int) -> str:
    return f"{count} syllable{'' if count == 1 else 's'}"


def _place(each: ShotFit) -> Location:
    """Where the text of the shot's longest line stands."""
    lengths = [option.length.speech_s for option in each.fitted.options]
    longest = each.lines[lengths.index(max(lengths))]
    return longest.line.text_locations.get(longest.text_tag, longest.line.location)
