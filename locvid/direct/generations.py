"""Divides a film into what one model makes at a time, and writes each part in its dialect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid.direct.concerns import concerns, prompt_concerns
from locvid.direct.dialects.base import Dialect
from locvid.model.concern import Concern
from locvid.model.family import ModelFamily, ModelLimits
from locvid.model.performance import PerformancePrompt


@dataclass(frozen=True, slots=True)
class Generation:
    """One text to give to a model, for ``shots`` (their names) of one film in one locale.

    ``natural_s`` is how long the performance lasts, ``clip_s`` the length to ask the model for,
    in whole seconds where it makes any.
    """

    script: str
    locale: str
    shots: tuple[str, ...]
    natural_s: float
    clip_s: float
    text: str
    concerns: tuple[Concern, ...]


def divide(
    prompts: Sequence[PerformancePrompt], limits: ModelLimits
) -> tuple[tuple[PerformancePrompt, ...], ...]:
    """Shots in their order, as many together as the model takes in number and in length."""
    parts: list[tuple[PerformancePrompt, ...]] = []
    for prompt in prompts:
        longer = (*parts[-1], prompt) if parts else ()
        if longer and _fits(longer, limits):
            parts[-1] = longer
        else:
            parts.append((prompt,))
    return tuple(parts)


def write(
    prompts: Sequence[PerformancePrompt], dialect: Dialect, family: ModelFamily | None
) -> tuple[Generation, ...]:
    """The texts for a film in one locale; without ``family`` one a shot and no limits."""
    limits = family.limits if family else ModelLimits()
    title = family.title if family else dialect.name
    parts = divide(prompts, limits)
    return tuple(
        _generation(part, dialect, title, limits, _about_film(parts, family) if not index else ())
        for index, part in enumerate(parts)
    )


def _fits(shots: Sequence[PerformancePrompt], limits: ModelLimits) -> bool:
    together_s = sum(shot.duration.natural_s for shot in shots)
    return len(shots) <= limits.shots and together_s <= (limits.longest_s or together_s)


def _generation(
    shots: tuple[PerformancePrompt, ...],
    dialect: Dialect,
    title: str,
    limits: ModelLimits,
    about_film: tuple[Concern, ...],
) -> Generation:
    text = dialect.write(*shots)
    names = tuple(shot.shot for shot in shots)
    natural_s = sum(shot.duration.natural_s for shot in shots)
    locale = shots[0].locale.tag
    return Generation(
        script=shots[0].script,
        locale=locale,
        shots=names,
        natural_s=round(natural_s, 2),
        clip_s=limits.clip_s(natural_s),
        text=text,
        concerns=(
            *about_film,
            *concerns(shots, title, limits),
            *prompt_concerns(text, ", ".join(names), locale, title, limits),
        ),
    )


def _about_film(
    parts: Sequence[Sequence[PerformancePrompt]], family: ModelFamily | None
) -> tuple[Concern, ...]:
    if family is None:
        return ()
    found = []
    if family.retired:
        found.append(Concern("retired", family.retired, "choose another model"))
    # A model that makes one shot at a time surprises nobody with one text a shot.
    if family.limits.shots > 1 and len(parts) > 1:
        limits = family.limits
        length = f" and {limits.longest_s:g} s" if limits.longest_s else ""
        found.append(
            Concern(
                "shots",
                f"the film does not fit into one generation of {family.title}, which makes up to "
                f"{limits.shots} shots{length} at once: there are {len(parts)} texts",
                "bind each speaker to a picture and a voice, or they change between texts",
                locale=parts[0][0].locale.tag,
            )
        )
    return tuple(found)
