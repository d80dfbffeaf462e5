"""Finds a generator by its name and tells it what the user said about its model."""

from __future__ import annotations

from locvid import plugins
from locvid.generate.base import Configurable, Generator, Settings
from locvid.presets.library import PresetLibrary

GROUP = "locvid.generators"


def open_generator(name: str, library: PresetLibrary, settings: Settings) -> Generator:
    """The generator registered as ``name``, with ``settings`` where it has any use for them.

    Raises InvalidInput for an unknown name.
    """
    generator: Generator = plugins.load(GROUP, name)(library)
    if isinstance(generator, Configurable):
        generator.configure(settings)
    return generator
