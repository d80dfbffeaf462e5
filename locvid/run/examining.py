"""Examines one generator: what it runs on, its licence, memory and weights, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from locvid.generate.base import Settings
from locvid.generate.opening import open_generator
from locvid.model.availability import Availability
from locvid.model.errors import LocvidError
from locvid.model.family import Licence, ModelFamily
from locvid.presets.library import PresetLibrary
from locvid.presets.models import KIND, family
from locvid.run import licences
from locvid.run.doctor import Finding
from locvid.run.machine import Machine, machine
from locvid.run.weights import MODEL_VARIABLE, Weights, find


def examine_generator(
    name: str, library: PresetLibrary, variables: Mapping[str, str], model: Path | None = None
) -> tuple[Finding, ...]:
    """One finding for each thing that ``name`` needs; ``model`` is a folder with weights.

    Raises InvalidInput where there is no such generator.
    """
    if model is None and variables.get(MODEL_VARIABLE):
        model = Path(variables[MODEL_VARIABLE])
    accepted = licences.accepted(variables)
    settings = Settings(model=model, accepted_licences=accepted)
    generator = open_generator(name, library, settings)
    found = [Finding("generator", name, True, _asked(generator))]
    # A generator that writes for another family's model, such as a server, has no weights here.
    local = _family(name, library)
    spoken = local or _family(_dialect(generator), library)
    if spoken is not None and spoken.licence is not None:
        agreed = licences.is_accepted(spoken, accepted)
        found.append(_licence(spoken, spoken.licence, agreed))
    if local is not None:
        found += _memory(local, machine())
        found += _weights(local, variables, model)
    return tuple(found)


def _asked(generator: object) -> Availability:
    try:
        answer = generator.available()  # type: ignore[attr-defined]
    except LocvidError as error:
        return Availability(False, str(error), error.hint or "")
    assert isinstance(answer, Availability)
    return answer


def _dialect(generator: object) -> str:
    try:
        return str(generator.capabilities().dialect)  # type: ignore[attr-defined]
    except LocvidError:
        return ""


def _family(name: str, library: PresetLibrary) -> ModelFamily | None:
    return family(name, library) if library.has(KIND, name) else None


def _licence(of: ModelFamily, licence: Licence, agreed: bool) -> Finding:
    return Finding(
        "licence",
        licence.name,
        True,
        Availability(
            agreed,
            licence.terms,
            licence.url
            if agreed
            else f"read {licence.url}; if you may use it, set {licences.VARIABLE}={of.name}",
        ),
    )


def _memory(of: ModelFamily, here: Machine) -> Iterator[Finding]:
    for name, least_gb, there_gb in (
        ("graphics memory", of.vram_gb, here.vram_gb),
        ("memory", of.ram_gb, here.ram_gb),
    ):
        if least_gb is None:
            continue
        there = "none is found" if there_gb is None else f"{there_gb:.0f} GB"
        # Cards and machines have a little less than what is printed on them.
        enough = there_gb is not None and there_gb >= 0.9 * least_gb
        yield Finding(
            "memory",
            name,
            False,
            Availability(
                enough,
                f"{there}; {of.title} wants {least_gb:g} GB",
                "" if enough else "use a larger machine, or a server with --generator server",
            ),
        )


def _weights(of: ModelFamily, variables: Mapping[str, str], model: Path | None) -> list[Finding]:
    """Of the named folder where there is one, else of every checkpoint in the hub's cache."""
    checkpoints = tuple(of.checkpoints.values())
    if model is not None:
        # Which checkpoint a folder holds is the generator's business: all need the same files.
        return [_finding(str(model), find(checkpoints[0], variables, model))]
    return [_finding(each.name, find(each, variables)) for each in checkpoints]


def _finding(name: str, there: Weights) -> Finding:
    checkpoint = there.checkpoint
    fetch = f"locvid models {checkpoint.name} --download"
    if there.folder is None:
        told = Availability(False, f"not here; about {checkpoint.about_gb:g} GB", fetch)
    elif there.complete:
        told = Availability(True, f"{there.bytes / 1e9:.1f} GB in {there.folder}")
    else:
        lacking = ", ".join((*there.missing, *there.broken))
        told = Availability(False, f"incomplete: {lacking} missing in {there.folder}", fetch)
    return Finding("weights", name, False, told)
