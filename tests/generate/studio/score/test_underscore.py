from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.signal import welch

from locvid.generate.base import Stretch
from locvid.generate.studio.score.underscore import underscore
from locvid.generate.studio.sound.levels import DIALOGUE_LUFS, loudness_lufs
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples
from locvid.presets.library import PresetLibrary

LIBRARY = PresetLibrary()


def played(
    *stretches: tuple[float, str],
    speech: tuple[tuple[float, float], ...] = (),
    seed: int = 1,
) -> Samples:
    """The score of stretches (seconds, emotion), with speech in seconds."""
    tiles, at = [], 0
    for length_s, emotion in stretches:
        end = at + round(length_s * SAMPLE_RATE)
        tiles.append(Stretch(at, end, emotion))
        at = end
    spoken = [(round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)) for start, end in speech]
    return np.concatenate(list(underscore(tiles, spoken, seed, LIBRARY)))


def seconds(sound: Samples, start: float, end: float) -> Samples:
    return sound[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]


def test_it_lasts_as_long_as_the_film_to_the_sample() -> None:
    sound = played((3.2101, "calm"), (2.0007, "urgent"))

    assert sound.shape == (round(3.2101 * SAMPLE_RATE) + round(2.0007 * SAMPLE_RATE), 2)
    assert sound.dtype == np.float32


def test_the_seed_decides() -> None:
    assert np.array_equal(played((4, "warm"), seed=5), played((4, "warm"), seed=5))
    assert not np.array_equal(played((4, "warm"), seed=5), played((4, "warm"), seed=6))


def test_it_lies_well_below_the_voice_and_lower_still_while_someone_speaks() -> None:
    sound = played((20, "confident"), speech=((6, 14),))

    alone = loudness_lufs(seconds(sound, 1, 5))
    beside = loudness_lufs(seconds(sound, 7, 13))
    assert DIALOGUE_LUFS - 19 < alone < DIALOGUE_LUFS - 11
    assert beside == pytest.approx(alone - 8, abs=2)


def test_little_of_it_lies_where_consonants_are() -> None:
    sound = played((12, "excited")).mean(axis=1)

    hz, power = welch(sound, SAMPLE_RATE, nperseg=8192)
    consonants = power[(hz > 2_000) & (hz < 8_000)].sum() / power.sum()
    assert 10 * np.log10(consonants) < -20


def test_a_change_of_mood_falls_on_the_cut_without_a_step() -> None:
    sound = played((6, "sad"), (6, "urgent"))
    cut = 6 * SAMPLE_RATE

    step = np.abs(np.diff(sound[cut - 5 : cut + 5], axis=0)).max()
    assert step < 1.5 * np.abs(np.diff(sound, axis=0)).max()
    assert np.abs(np.diff(sound, axis=0)).max() < 0.05
    # The second mood is the brighter one: its plucks set in with the cut.
    treble = np.square(np.diff(sound.mean(axis=1)))
    tone = np.square(sound.mean(axis=1))
    brightness = [
        seconds(treble, start, end).mean() / seconds(tone, start, end).mean()
        for start, end in ((4, 6), (6.2, 8.2))
    ]
    assert brightness[1] > 1.5 * brightness[0]


def test_shots_of_one_emotion_share_one_piece_of_music() -> None:
    assert np.array_equal(played((3, "calm"), (5, "calm")), played((8, "calm")))


def test_it_begins_and_ends_in_silence() -> None:
    sound = played((5, "excited"))

    assert np.abs(sound[:48]).max() < 1e-3
    assert np.abs(sound[-48:]).max() < 1e-3


def test_a_wrong_preset_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "presets" / "scores"
    wrong.mkdir(parents=True)
    text = (Path(__file__).parents[4] / "presets/scores/calm.yaml").read_text()
    (wrong / "calm.yaml").write_text(text.replace("lydian", "loud"))

    with pytest.raises(InvalidInput, match=r"calm\.yaml: 'mode' must be one of major") as caught:
        next(underscore([Stretch(0, 48_000, "calm")], (), 1, PresetLibrary(tmp_path)))
    assert "loud" in str(caught.value)
