"""Kokoro: its files, its voices, its levers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from prompts import LIBRARY, line, locale, market
from recogniser import error_rate, transcribe

from locvid.generate.studio.voice import kokoro_model
from locvid.generate.studio.voice.binding import kokoro_binding
from locvid.generate.studio.voice.choose import engine_for
from locvid.generate.studio.voice.g2p import LANGUAGES
from locvid.generate.studio.voice.kokoro import KokoroVoices
from locvid.generate.studio.voice.vectors import blended, shipped
from locvid.model.errors import InvalidInput

PRESETS = ("warm-female", "bright-female", "warm-male", "deep-male")
SIZES = {name: LIBRARY.get("voices", name).content for name in PRESETS}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_a_voice_in_every_language(preset: str) -> None:
    for language in sorted(LANGUAGES):
        binding = kokoro_binding(SIZES[preset], locale(language))
        assert blended(binding.blend).shape == (510, 256)
        assert binding.borrowed or language not in ("de", "nl", "pl", "ru")


def test_only_voices_that_presets_name_are_shipped() -> None:
    named = {
        name
        for preset in LIBRARY.names("voices")
        for entry in LIBRARY.get("voices", preset).content["kokoro"].values()
        for name in (*entry["blend"], *entry.get("timbre", ()))
    }
    assert set(shipped()) == named


def test_a_blend_of_one_is_that_voice_and_an_unknown_voice_is_named() -> None:
    assert np.array_equal(blended({"ff_siwis": 2.0}), blended({"ff_siwis": 1.0}))
    with pytest.raises(InvalidInput, match="'xx_nobody'"):
        blended({"xx_nobody": 1.0})


def test_a_voice_in_the_timbre_of_another_sounds_otherwise_at_the_same_times() -> None:
    own = {"blend": {"ff_siwis": 1}}
    entries = (own, {**own, "timbre": {"am_fenrir": 1}})
    usual, other = (
        KokoroVoices().speak(
            line("Une lettre pour ma voisine."), locale("fr"), market("fr"), {"kokoro": {"fr": one}}
        )
        for one in entries
    )
    # The last sound ends where it is heard to end.
    assert usual.phones[:-1] == other.phones[:-1]
    assert usual.phones[-1].start == other.phones[-1].start
    assert other.voice == "ff_siwis in the timbre of am_fenrir"
    likeness = np.corrcoef(_colour(usual.samples), _colour(other.samples))[0, 1]
    assert likeness < 0.97  # with a twentieth of the other: 0.9997


def test_a_timbre_that_is_no_table_is_named() -> None:
    voice = {"kokoro": {"fr": {"blend": {"ff_siwis": 1}, "timbre": "deep"}}}
    with pytest.raises(InvalidInput, match="timbre in the voice preset must map voices"):
        kokoro_binding(voice, locale("fr"))


def test_languages_without_a_kokoro_voice_go_to_espeak() -> None:
    assert [engine_for(tag).name for tag in ("fr", "de", "tr", "ar")] == [
        "kokoro", "kokoro", "espeak", "espeak",
    ]  # fmt: skip


def test_borrowed_voices_say_so() -> None:
    spoken = KokoroVoices().speak(
        line("Guten Tag."), locale("de"), market("de"), SIZES["warm-female"]
    )
    assert spoken.borrowed
    assert spoken.voice == "0.3 ff_siwis + 0.7 if_sara"


def test_pitch_and_its_range_are_obeyed() -> None:
    def median_hz(**changes: float) -> float:
        spoken = KokoroVoices().speak(
            line("Maybe one more memory.", emphasis="none", **changes),
            locale("en-US"), market("en-US"), SIZES["warm-female"],
        )  # fmt: skip
        return float(np.median(_pitch_hz(spoken.samples)))

    assert median_hz(pitch_semitones=-4.0) / median_hz() == pytest.approx(2 ** (-4 / 12), rel=0.05)


def test_a_damaged_model_file_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kokoro_model, "_cache_folder", lambda: tmp_path)
    timing, sound = kokoro_model._halves()
    whole = timing.read_bytes()
    timing.write_bytes(whole[:1000])
    assert kokoro_model._halves() == (timing, sound)
    assert timing.read_bytes() == whole
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".onnx", ".onnx", ".sha256",
                                                                  ".sha256"]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "preset", "text"),
    [
        ("fr-FR", "warm-female", "Le facteur apporte une lettre à ma voisine."),
        ("de-DE", "deep-male", "Der Bäcker öffnet sein Geschäft am frühen Morgen."),
        ("ja-JP", "warm-female", "駅の前に大きな公園があります。"),
    ],
)
def test_a_stranger_understands_every_word(tag: str, preset: str, text: str) -> None:
    spoken = KokoroVoices().speak(line(text), locale(tag), market(tag), SIZES[preset])
    assert error_rate(text, transcribe(spoken.samples, tag[:2]), tag[:2]) <= 0.1


def _colour(samples: np.ndarray) -> np.ndarray:
    """Mean level in 40 bands up to 8 kHz, dB."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    edges = np.geomspace(100, 8000, 41) * samples.size / 48_000
    return 10 * np.log10([power[int(a) : int(b)].mean() for a, b in pairwise(edges)])


def _pitch_hz(samples: np.ndarray) -> list[float]:
    """Pitch of voiced blocks by autocorrelation."""
    found = []
    for start in range(0, samples.size - 2400, 1200):
        block = samples[start : start + 2400]
        if np.std(block) < 0.03:
            continue
        likeness = np.correlate(block, block, "full")[2399:]
        lags = slice(120, 600)
        best = 120 + int(np.argmax(likeness[lags]))
        if likeness[best] > 0.5 * likeness[0]:
            found.append(48_000 / best)
    return found
