"""Which shots of which scripts a run is about: ``--only``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from locvid.model.errors import InvalidInput
from locvid.model.performance import PerformancePrompt
from locvid.model.script import Script
from locvid.presets.library import suggestion
from locvid.run.plan import PlannedFilm, State

_PREFIX = "only-"

_LONGEST = 120
"""Bytes of a folder's name; file systems take 255."""


def names_any(only: Sequence[str], script: Script) -> bool:
    """Whether a script has any of the shots; without names every script is meant."""
    return not only or any(shot.id in only for shot in script.shots)


def refuse_unknown(only: Sequence[str], scripts: Sequence[Script]) -> None:
    """Raise InvalidInput for a name that is no shot of any script."""
    known = {shot.id for script in scripts for shot in script.shots}
    for name in only:
        if name not in known:
            raise InvalidInput(f"there is no shot '{name}'", hint=suggestion(name, known))


def can_be_joined(film: PlannedFilm, only: Sequence[str]) -> bool:
    """Whether making the shots ``only`` is all that the film lacks."""
    return not only or all(
        shot.state is State.CACHED or shot.prompt.shot in only for shot in film.shots
    )


def excerpt(
    prompts: tuple[PerformancePrompt, ...], only: Sequence[str]
) -> tuple[PerformancePrompt, ...]:
    """The prompts of the chosen shots, in the order of the film."""
    return tuple(prompt for prompt in prompts if prompt.shot in only)


def excerpt_name(only: Sequence[str]) -> str:
    """The folder of films that hold these shots and no others."""
    name = f"{_PREFIX}{'+'.join(sorted(set(only)))}"
    written = name.encode()
    if len(written) <= _LONGEST:
        return name
    # Two selections that begin alike are two folders.
    digest = hashlib.sha256(written).hexdigest()[:8]
    return f"{written[:_LONGEST].decode(errors='ignore')}-{digest}"


def without_excerpts(manifests: Iterable[Path]) -> frozenset[Path]:
    """Those of films that do not hold some shots only of a film that is among them."""
    there = {manifest.absolute(): manifest for manifest in manifests}
    return frozenset(
        manifest
        for path, manifest in there.items()
        if not path.parent.name.startswith(_PREFIX) or path.parent.parent / path.name not in there
    )
