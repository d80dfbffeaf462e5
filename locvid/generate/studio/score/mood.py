"""Mood presets: what music for an emotion is made of.

That mode, tempo, register, density and articulation carry emotion, and in which direction, is
collected in Gabrielsson & Lindström, "The role of structure in the musical expression of
emotions" (Handbook of Music and Emotion, 2010) and Juslin & Laukka, "Expression, perception, and
induction of musical emotions" (Journal of New Music Research 33, 2004).
"""

from __future__ import annotations

from dataclasses import dataclass

from locvid.generate.studio.score.harmony import SCALES
from locvid.generate.studio.sound.section import Section
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary

LAYERS = ("pad", "keys", "bass", "pulse")

Progression = tuple[int, ...]
"""Steps of the scale, 1…7, on which the chords of successive bars stand."""


@dataclass(frozen=True, slots=True)
class Mood:
    """One file in ``presets/scores``, named like the emotion.

    ``tempo_bpm`` in beats a minute, ``register`` the middle of the tune as a MIDI note number,
    ``density`` the share of half beats that carry a note of the tune, ``brightness`` 0 (muffled)
    … 1. ``colour`` is how many notes a chord has. ``levels_db`` of the layers that play, relative
    to each other; ``level_db`` of all of it relative to undisturbed speech; ``ducking`` is how it
    steps back under it.
    """

    name: str
    scale: tuple[int, ...]
    tempo_bpm: float
    register: int
    density: float
    brightness: float
    colour: int
    progressions: tuple[Progression, ...]
    levels_db: dict[str, float]
    level_db: float
    ducking: Section


def mood(emotion: str, library: PresetLibrary) -> Mood:
    """The music for ``emotion``; InvalidInput naming file and key where its preset is wrong."""
    preset = library.get("scores", emotion)
    section = Section.of(preset)
    scale = section.word("mode")
    if scale not in SCALES:
        raise InvalidInput(
            f"'mode' must be one of {', '.join(SCALES)}, not '{scale}'", where=section.location
        )
    layers = section.section("layers_db")
    for name in layers.content:
        if name not in LAYERS:
            raise InvalidInput(
                f"'layers_db' knows {', '.join(LAYERS)}, not '{name}'", where=section.location
            )
    return Mood(
        name=emotion,
        scale=SCALES[scale],
        tempo_bpm=section.number("tempo_bpm", lowest=30),
        register=int(section.number("register", lowest=36)),
        density=section.number("density", lowest=0),
        brightness=section.number("brightness", lowest=0),
        colour=int(section.number("chord_notes", lowest=2)),
        progressions=tuple(
            _progression(written, section) for written in section.words("progressions")
        ),
        levels_db={name: layers.number(name) for name in layers.content},
        level_db=section.number("level_db"),
        ducking=section.section("ducking"),
    )


def _progression(written: str, section: Section) -> Progression:
    try:
        steps = tuple(int(step) for step in written.split())
    except ValueError:
        steps = ()
    if not steps or not all(1 <= step <= 7 for step in steps):
        raise InvalidInput(
            f"'progressions' must hold steps of the scale such as \"1 5 6 4\", not '{written}'",
            where=section.location,
        )
    return steps
