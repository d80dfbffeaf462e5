"""Finds a generator by its name and tells it what the user said about its model."""

from __future__ import annotations

from locvid import plugins
from locvid.generate.base import Configurable, Generator, Settings
from locvid.model.errors import MissingDependency
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


def open_able(name: str, library: PresetLibrary, settings: Settings) -> Generator:
    """As ``open_generator``; raises MissingDependency where it cannot run on this machine."""
    generator = open_generator(name, library, settings)
    there = generator.available()
    if not there.ok:
        raise MissingDependency(
            f"the generator '{name}' cannot run here: {there.reason}", hint=there.how_to_get_it
        )
    return generator
