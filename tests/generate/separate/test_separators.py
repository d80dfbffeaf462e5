"""One contract for all separators: the voice stays where and as it is, the pauses are cleaned."""

from __future__ import annotations

import numpy as np
import pytest
from prompts import line, locale, market

from locvid import plugins
from locvid.generate.separate.base import GROUP, VoiceSeparator, separator
from locvid.generate.separate.rnnoise import RNNoiseSeparator
from locvid.generate.studio.voice.espeak import EspeakVoices
from locvid.model.availability import Availability
from locvid.model.media import SAMPLE_RATE
from locvid.presets.library import PresetLibrary

START = SAMPLE_RATE


@pytest.fixture(scope="module")
def voice() -> np.ndarray:
    """A spoken line from 1 s on, and a second after it, float32 [n, 2]."""
    preset = PresetLibrary().get("voices", "warm-female").content
    said = line("Guten Morgen, wir fangen heute etwas früher an.")
    spoken = EspeakVoices().speak(said, locale("de"), market("de"), preset).samples
    mono = np.pad(spoken * (0.1 / spoken.std()), (START, SAMPLE_RATE)).astype(np.float32)
    return np.stack([mono, 0.8 * mono], axis=1)


NEEDS_AN_EXTRA = {"rnnoise"}


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.extra] if name in NEEDS_AN_EXTRA else [])
        for name in plugins.names(GROUP)
    ]
)
def one(request: pytest.FixtureRequest) -> VoiceSeparator:
    found: VoiceSeparator = plugins.load(GROUP, request.param)()
    state = found.available()
    if not state.ok:
        pytest.skip(f"{state.reason}: {state.how_to_get_it}")
    return found


def level_db(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.square(sound).mean() + 1e-20))


def test_the_pauses_are_cleaned_and_the_voice_stays_where_it_is(one, voice):
    words = [(START, len(voice) - SAMPLE_RATE)]
    noise = np.random.default_rng(1).normal(0, 0.01, voice.shape).astype(np.float32)
    kept = one.voice(voice + noise, words)

    assert kept.dtype == np.float32
    assert kept.shape == voice.shape
    # The first half second is pause.
    assert level_db(kept[: START // 2]) < level_db(noise) - 25
    spoken = slice(*words[0])
    likeness = np.fft.irfft(np.fft.rfft(kept[spoken, 0]) * np.conj(np.fft.rfft(voice[spoken, 0])))
    assert abs((int(likeness.argmax()) + 500) % len(likeness) - 500) <= 24
    assert level_db(kept[spoken]) == pytest.approx(level_db(voice[spoken]), abs=2)
    np.testing.assert_array_equal(one.voice(voice + noise, words), kept)


def test_the_one_that_needs_nothing_is_taken_last(monkeypatch):
    monkeypatch.setattr(RNNoiseSeparator, "available", lambda self: Availability(False))
    assert separator().name == "gaps"
    monkeypatch.setattr(RNNoiseSeparator, "available", lambda self: Availability(True))
    assert separator().name == "rnnoise"
