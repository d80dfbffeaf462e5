from __future__ import annotations

import numpy as np
import pytest

from locvid.generate.studio.score.composer import Note, compose
from locvid.generate.studio.score.mood import mood
from locvid.presets.library import PresetLibrary

LIBRARY = PresetLibrary()
EMOTIONS = ("calm", "confident", "warm", "excited", "serious", "sad", "amused", "urgent")


def music(emotion: str, seed: int = 1, length_s: float = 16.0) -> tuple[Note, ...]:
    return compose(length_s, mood(emotion, LIBRARY), 50, np.random.default_rng(seed))


def struck(notes: tuple[Note, ...]) -> list[Note]:
    return [note for note in notes if note.layer in ("keys", "pulse")]


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_every_emotion_has_music_in_its_scale(emotion: str) -> None:
    scale = {(50 + semitones) % 12 for semitones in mood(emotion, LIBRARY).scale}

    notes = music(emotion)

    assert notes
    assert {note.pitch % 12 for note in notes} <= scale
    assert {note.layer for note in notes} == set(mood(emotion, LIBRARY).levels_db)


@pytest.mark.parametrize("length_s", [0.7, 3.1, 9.37, 24.0])
def test_beats_fill_the_stretch_exactly(length_s: float) -> None:
    notes = music("confident", length_s=length_s)

    assert max(note.start_s + note.length_s for note in notes if note.layer == "pad") == (
        pytest.approx(length_s)
    )
    assert all(0 <= note.start_s < length_s for note in notes)


def test_the_same_seed_writes_the_same_music_and_another_seed_other_music() -> None:
    assert music("warm", seed=3) == music("warm", seed=3)
    assert music("warm", seed=3) != music("warm", seed=4)


def test_excitement_is_denser_and_higher_than_sadness() -> None:
    excited, sad = struck(music("excited")), struck(music("sad"))

    assert len(excited) > 4 * len(sad)
    assert np.mean([note.pitch for note in excited]) > np.mean([note.pitch for note in sad]) + 5


@pytest.mark.parametrize(("bright", "dark"), [("confident", "sad"), ("amused", "urgent")])
def test_light_moods_are_major_and_heavy_ones_minor(bright: str, dark: str) -> None:
    assert mood(bright, LIBRARY).scale[2] == 4
    assert mood(dark, LIBRARY).scale[2] == 3


def test_a_phrase_comes_to_rest_on_its_keynote_chord() -> None:
    notes = music("calm", length_s=21.8)
    last_s = max(note.start_s for note in notes if note.layer == "pad")

    bass = next(note for note in notes if note.layer == "bass" and note.start_s == last_s)
    assert bass.pitch % 12 == 50 % 12
