"""The models that locvid knows, what is on this machine of them, and how to get the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.family import Checkpoint, ModelFamily
from locvid.presets.library import PresetLibrary, suggestion
from locvid.presets.models import families
from locvid.run import hub, licences, weights
from locvid.run.weights import Weights


@dataclass(frozen=True, slots=True)
class Known:
    """A checkpoint with its family and what is there of it."""

    family: ModelFamily
    weights: Weights

    @property
    def checkpoint(self) -> Checkpoint:
        """What the preset says of it."""
        return self.weights.checkpoint


def known(library: PresetLibrary, variables: Mapping[str, str]) -> tuple[Known, ...]:
    """Every checkpoint of every family, looked for in the hub's cache."""
    return tuple(
        Known(family, weights.find(checkpoint, variables))
        for family in families(library)
        for checkpoint in family.checkpoints.values()
    )


def one(
    name: str, library: PresetLibrary, variables: Mapping[str, str], folder: Path | None = None
) -> Known:
    """A checkpoint by its name, or the first of a family by the family's.

    ``folder`` is looked into instead of the hub's cache. Raises InvalidInput where there is none.
    """
    there = families(library)
    for family in there:
        if name == family.name and not family.checkpoints:
            raise InvalidInput(
                f"{family.title} is hosted by {family.maker}: there are no weights to have",
                hint=f"locvid prompt SCRIPT --for {name} writes what to paste",
            )
        for checkpoint in family.checkpoints.values():
            if name in (family.name, checkpoint.name):
                return Known(family, weights.find(checkpoint, variables, folder))
    names = [own for family in there for own in (family.name, *family.checkpoints)]
    raise InvalidInput(f"there is no model called '{name}'", hint=suggestion(name, names))


def fetch(
    wanted: Known,
    variables: Mapping[str, str],
    folder: Path | None,
    offline: bool,
    progress: TextIO,
    redrawn: bool,
) -> Known:
    """Download what is missing and look again; ``progress`` and ``redrawn`` as in ``hub``.

    Raises InvalidInput where the licence is not accepted, MissingDependency where a hub may not
    or cannot be asked or what it gave is not complete.
    """
    licences.require(wanted.family, licences.accepted(variables))
    checkpoint = wanted.checkpoint
    if offline or hub.offline(variables):
        raise MissingDependency(
            f"'{checkpoint.name}' cannot be downloaded while locvid is told to stay offline",
            hint="leave out --offline and HF_HUB_OFFLINE, or name a folder with --folder",
        )
    hub.download(checkpoint, variables, folder, progress, redrawn)
    there = weights.find(checkpoint, variables, folder)
    if not there.complete:
        lacking = ", ".join((*there.missing, *there.broken)) or "everything"
        raise MissingDependency(
            f"{checkpoint.repository} was downloaded, and '{checkpoint.name}' still lacks {lacking}"
        )
    return Known(wanted.family, there)


def verified(wanted: Known, report: Callable[[float], None]) -> tuple[int, int]:
    """Check every checksum; returns how many files were sound and how many came without one.

    Raises MissingDependency that names what is missing or damaged.
    """
    there = wanted.weights
    name = wanted.checkpoint.name
    if there.folder is None:
        raise MissingDependency(
            f"'{name}' is not on this machine", hint=f"locvid models {name} --download"
        )
    if not there.complete:
        lacking = ", ".join((*there.missing, *there.broken))
        raise MissingDependency(
            f"'{name}' is not complete: {lacking}", hint=f"locvid models {name} --download"
        )
    checked = tuple(weights.verify(there, report))
    damaged = [each.name for each in checked if each.sound is False]
    if damaged:
        raise MissingDependency(
            f"'{name}' is damaged: {', '.join(damaged)}",
            hint=f"delete these files in {there.folder}, then locvid models {name} --download",
        )
    return sum(each.sound is True for each in checked), sum(each.sound is None for each in checked)
