"""``--generator auto``: a photoreal generator where a GPU and its model are, studio elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from locvid import plugins
from locvid.generate import device
from locvid.generate.base import Settings
from locvid.generate.opening import GROUP, open_generator
from locvid.model.errors import LocvidError
from locvid.presets.library import PresetLibrary

AUTO = "auto"
PHOTOREAL = ("ltx2", "h3")
"""In order of preference: h3 comes last because of its licence."""

EMBEDDED = "studio"


@dataclass(frozen=True, slots=True)
class Choice:
    """Who performs, and why; ``reason`` is empty where the user named the generator."""

    name: str
    reason: str = ""


def choose(name: str, settings: Settings) -> Choice:
    """The generator for ``name``; only ``auto`` leaves anything to choose."""
    if name != AUTO:
        return Choice(name)
    if not device.gpu_present():
        return Choice(EMBEDDED, "there is no GPU on this machine")
    registered = plugins.names(GROUP)
    lacking = []
    for candidate in PHOTOREAL:
        if candidate not in registered:
            continue
        try:
            state = open_generator(candidate, PresetLibrary(), settings).available()
        except LocvidError as error:
            lacking.append(f"{candidate}: {error.message}")
            continue
        if state.ok:
            return Choice(candidate, "a GPU and its model are there")
        lacking.append(f"{candidate}: {state.reason}")
    return Choice(EMBEDDED, f"there is a GPU, but {'; '.join(lacking)}")
