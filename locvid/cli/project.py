"""The settings that hold for a command, from its flags and the environment it was called in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.cli import boundary
from locvid.cli.environment import Environment

if TYPE_CHECKING:
    from locvid.run.settings.model import Resolved


def settled(
    environment: Environment, flags: Mapping[str, object], sources: Sequence[Path] = ()
) -> Resolved:
    """Flags over variables over ``locvid.yaml`` over defaults.

    ``flags`` are the typed values by name of setting, None where nothing was said; ``sources`` as
    the user wrote them.
    """
    from locvid.run.settings.resolve import resolve

    return resolve(
        flags,
        environment.variables,
        environment.folder,
        usual_cache=lambda: environment.cache,
        sources=[environment.folder / source for source in sources],
        note=lambda warning: boundary.warn(warning, environment),
    )
