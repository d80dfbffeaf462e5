"""How every line of a plan fits into its shot, whether it does or not: for people to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locvid.direct.overflow import ShotFit
from locvid.model.errors import Location
from locvid.model.performance import Fit, SpokenLine
from locvid.model.script import Line, Script, Shot
from locvid.run.plan import PlannedFilm
from locvid.run.reading import TooFast


@dataclass(frozen=True, slots=True)
class FittedLine:
    """One line in one locale. ``number`` counts from 1 in the shot; ``text`` is what is said.

    ``fit`` is the shot's; ``overflow_s`` and ``overflow_syllables`` are what the shot has too
    much, 0 where it fits. ``too_fast`` is None where its captions can be read.
    """

    script: str
    locale: str
    shot: Shot
    number: int
    said: SpokenLine
    fit: Fit
    where: Location
    overflow_s: float = 0.0
    overflow_syllables: int = 0
    too_fast: TooFast | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A script in a locale of which some shots do not fit, with the fits of all of them."""

    script: Script
    locale: str
    fits: tuple[ShotFit, ...]


def fitted_lines(films: Sequence[PlannedFilm], unfit: Sequence[Unfit]) -> Iterator[FittedLine]:
    """The lines of ``films``, then those of scripts in locales in which they do not fit."""
    for film in films:
        shots = {shot.id: shot for shot in film.script.shots}
        for planned in film.shots:
            prompt = planned.prompt
            if prompt.fit is None:
                continue
            shot, tag = shots[prompt.shot], film.locale.tag
            fast = {each.line: each for each in film.too_fast.get(prompt.shot, ())}
            for number, (line, said) in enumerate(zip(shot.lines, prompt.lines, strict=True), 1):
                yield FittedLine(
                    film.script.name,
                    tag,
                    shot,
                    number,
                    said,
                    prompt.fit,
                    _place(line, tag),
                    too_fast=fast.get(number - 1),
                )
    for each in unfit:
        for own in each.fits:
            for number, (line, option) in enumerate(
                zip(own.shot.lines, own.fitted.options, strict=True), 1
            ):
                yield FittedLine(
                    each.script.name,
                    each.locale,
                    own.shot,
                    number,
                    option.line,
                    own.fitted.fit,
                    _place(line, each.locale),
                    own.fitted.overflow_s,
                    own.fitted.overflow_syllables,
                )


def _place(line: Line, locale: str) -> Location:
    """Where the text stands that is said; its key may be the locale or its language."""
    if locale in line.text_locations:
        return line.text_locations[locale]
    language = locale.partition("-")[0]
    keys = (language, *(tag for tag in line.text if tag.partition("-")[0] == language))
    found = (line.text_locations[key] for key in keys if key in line.text_locations)
    return next(found, line.location)
