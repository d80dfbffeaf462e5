"""Which generator may put its sound under the takes of another one; see ``locvid.run.sounding``."""

from __future__ import annotations

from collections.abc import Callable

from locvid.generate.base import DEFAULTS, Accompanying, Generator
from locvid.generate.opening import open_able, open_generator
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary
from locvid.run.plan import PlannedSound
from locvid.run.settings.model import OWN_SOUND


def other_sound(
    name: str, performer: Generator, sound_given: bool, here: bool, note: Callable[[str], None]
) -> PlannedSound | None:
    """The sound called ``name``; None for a take's own.

    Raises InvalidInput for a generator that makes no sound for others, and where the sound of the
    takes is given; MissingDependency where it cannot run and has to, ``here``.
    """
    if name == OWN_SOUND:
        return None
    generator = (open_able if here else open_generator)(name, PresetLibrary(), DEFAULTS)
    if not isinstance(generator, Accompanying):
        raise InvalidInput(
            f"the generator '{name}' makes no sound for the takes of others",
            hint=f"--sound studio, or --sound {OWN_SOUND} for what each take has",
        )
    if sound_given:
        raise InvalidInput(
            "with --sound-from the takes have no sound of their own that could fail",
            hint="leave out --sound, or --sound-from",
        )
    if name == performer.name:
        note(f"the generator '{name}' makes this sound itself: --sound {name} changes nothing")
        return None
    from locvid.generate.separate.base import separator

    keeper = separator()
    version = f"{generator.version}, voices kept by {keeper.name} {keeper.version}"
    return PlannedSound(name, version)


def musician_of(
    sound: PlannedSound | None, performer: Generator, library: PresetLibrary
) -> Generator:
    """Who plays the music under a film: whoever makes its other sound, where that may be needed."""
    return performer if sound is None else open_generator(sound.generator, library, DEFAULTS)
