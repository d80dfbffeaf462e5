"""What speaks against a run before GPU time is spent on it. A pure function of what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from locvid.direct.concerns import concerns
from locvid.generate.base import Capabilities
from locvid.model.concern import Concern
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.family import ModelFamily, ModelLimits
from locvid.model.performance import PerformancePrompt
from locvid.run import licences
from locvid.run.machine import Machine
from locvid.run.weights import Weights

_LARGE_BYTES = 1_000_000_000
"""Weights below this run anywhere: checkpoints made for tests."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run stands on: the model, its weights and the machine, as far as they are local.

    ``family`` is None where nothing is known of the model. ``weights`` and ``machine`` are None
    where it runs elsewhere. ``accepted`` are the licences that the user has accepted.
    """

    family: ModelFamily | None = None
    weights: Weights | None = None
    machine: Machine | None = None
    accepted: frozenset[str] = frozenset()


def preflight(
    prompts: Sequence[PerformancePrompt], able: Capabilities, ground: Ground
) -> tuple[Concern, ...]:
    """Concerns about ``prompts`` and about what they would run on; fatal ones must stop the run.

    A line has to fit the longest clip at the market's pace; more than one speaker a shot is fatal
    where the generator cannot perform a dialogue, else advice where the model is known for it.
    """
    family = ground.family
    title = family.title if family else "the generator"
    found = [
        replace(concern, fatal=True)
        if concern.kind == "speakers" and not able.dialogue
        else concern
        for concern in concerns(prompts, title, limits_of(able, family))
    ]
    if family is not None:
        found += _licence(family, ground.accepted)
        found += _memory(family, ground)
        found += _files(family, ground.weights)
    return tuple(found)


def settle(found: Sequence[Concern]) -> tuple[str, ...]:
    """What is only advice, as sentences.

    Raises for the first fatal concern: MissingDependency for memory and weights, InvalidInput for
    what the user has to change or to accept.
    """
    for concern in found:
        if concern.fatal:
            kind = MissingDependency if concern.kind in ("memory", "files") else InvalidInput
            raise kind(concern.message, locale=concern.locale or None, hint=concern.hint or None)
    return tuple(dict.fromkeys(str(concern) for concern in found))


def limits_of(able: Capabilities, family: ModelFamily | None) -> ModelLimits:
    """What a generator can do, with the model's own limits where the generator is silent.

    A generator may make longer shots than its model, in several passes, but speaks no more
    languages natively.
    """
    own = family.limits if family else ModelLimits()
    native = own.languages
    if able.languages is not None:
        native = able.languages if native is None else native & able.languages
    return replace(
        own,
        languages=native,
        shortest_s=0.0,
        longest_s=able.longest_shot_s,
        lengths_s=(),
        speakers=own.speakers if able.dialogue else 1,
        in_words=able.dialect != "",
        shots=1,
    )


def _licence(family: ModelFamily, accepted: frozenset[str]) -> list[Concern]:
    if licences.is_accepted(family, accepted):
        return []
    licence = family.licence
    assert licence is not None
    return [
        Concern(
            "licence",
            f"the {licence.name} has to be accepted first: {licence.terms}",
            f"read {licence.url}; if you may use it, set {licences.VARIABLE}={family.name}",
            fatal=True,
        )
    ]


def _memory(family: ModelFamily, ground: Ground) -> list[Concern]:
    if ground.machine is None:
        return []
    if ground.weights and ground.weights.complete and ground.weights.bytes < _LARGE_BYTES:
        return []
    found = []
    vram_gb, ram_gb = ground.machine.vram_gb, ground.machine.ram_gb
    if family.vram_gb is not None and (vram_gb is None or vram_gb < 0.95 * family.vram_gb):
        there = "no NVIDIA card is found" if vram_gb is None else f"the card has {vram_gb:.0f} GB"
        found.append(
            Concern(
                "memory",
                f"{there}, and {family.title} needs {family.vram_gb:g} GB of graphics memory",
                "use a larger card, or a server with --generator server",
                # A card of another maker may be there: only a card that is too small is certain.
                fatal=vram_gb is not None,
            )
        )
    if family.ram_gb is not None and ram_gb is not None and ram_gb < 0.9 * family.ram_gb:
        found.append(
            Concern(
                "memory",
                f"the machine has {ram_gb:.0f} GB of memory, and {family.title} wants "
                f"{family.ram_gb:g} GB where weights are moved off the card",
                "end other programs, or use a card that holds all weights",
            )
        )
    return found


def _files(family: ModelFamily, weights: Weights | None) -> list[Concern]:
    if weights is None or weights.complete:
        return []
    name = weights.checkpoint.name
    if weights.folder is None:
        message = (
            f"the weights of {family.title} are not on this machine "
            f"(about {weights.checkpoint.about_gb:g} GB)"
        )
    else:
        lacking = ", ".join((*weights.missing, *weights.broken))
        message = f"the weights of {family.title} in {weights.folder} are incomplete: {lacking}"
    return [Concern("files", message, f"locvid models {name} --download", fatal=True)]
