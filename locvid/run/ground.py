"""Gathers what a generator runs on here, for the check before a run."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.generate.base import Generator, Settings
from locvid.model.family import ModelFamily
from locvid.presets.library import PresetLibrary
from locvid.presets.models import KIND, family
from locvid.run.machine import machine
from locvid.run.preflight import Ground
from locvid.run.weights import Weights, find


def ground_for(
    generator: Generator,
    library: PresetLibrary,
    settings: Settings,
    variables: Mapping[str, str],
    here: bool = True,
) -> Ground:
    """The family of the generator's model; weights and machine where it runs on this one.

    Not ``here``: it runs on another machine, of which only the disk is known.
    A generator of a family's own name loads its weights here. One that only writes in a family's
    dialect has them elsewhere.
    """
    if library.has(KIND, generator.name):
        local = family(generator.name, library)
        weights = _weights(local, settings, variables)
        if weights is not None and not weights.complete and generator.available().ok:
            # It has found weights that no preset knows, such as another version's.
            weights = None
        return Ground(local, weights, machine() if here else None, settings.accepted_licences)
    dialect = generator.capabilities().dialect
    spoken = family(dialect, library) if library.has(KIND, dialect) else None
    return Ground(spoken, accepted=settings.accepted_licences)


def _weights(
    local: ModelFamily, settings: Settings, variables: Mapping[str, str]
) -> Weights | None:
    """Those in the folder that is named, else the first that is whole, else the first."""
    found = [find(each, variables, settings.model) for each in local.checkpoints.values()]
    whole = (weights for weights in found if weights.complete)
    return next(whole, found[0] if found else None)
