"""Whispers and shouts, measured on the sound: voice, tilt, pitch, level, and that they are read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from periods import periods
from prompts import LIBRARY, line, locale, market
from recogniser import error_rate, transcribe

from locvid.generate.studio.voice.base import Utterance
from locvid.generate.studio.voice.choose import engine_for
from locvid.generate.studio.voice.effort import changes_sound, with_effort
from locvid.generate.studio.voice.finish import active_rms
from locvid.generate.studio.voice.performing import perform_line
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SpokenLine
from locvid.phonetics.inventory import VOWELS
from locvid.presets import deliveries

TEXT = "Nous avons reçu votre message et nous vous répondrons avant la fin de la semaine."


@cache
def performed(effort: str, text: str = TEXT, tag: str = "fr-FR", **changes: float) -> Utterance:
    how = deliveries.effort(effort, LIBRARY)
    said = line(
        text,
        effort=how.vocal,
        rate=how.rate * changes.get("rate", 1.0),
        pitch_semitones=how.pitch_semitones,
        pitch_range=how.pitch_range,
        energy_db=how.energy_db,
    )
    return speak(said, tag)


def speak(said: SpokenLine, tag: str, seed: int = 3) -> Utterance:
    engine, voice = engine_for(tag[:2]), LIBRARY.get("voices", "warm-female").content
    return perform_line(engine, said, locale(tag), market(tag), voice, LIBRARY, seed)


def alpha_db(samples: np.ndarray) -> float:
    """Level from 1 to 5 kHz against that below 1 kHz: how little the spectrum falls."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, 2048)[::1024] * np.hanning(2048)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1))).mean(axis=0)
    hz = np.fft.rfftfreq(2048, 1 / SAMPLE_RATE)
    return float(
        10
        * np.log10(power[(hz >= 1000) & (hz < 5000)].sum() / power[(hz > 50) & (hz < 1000)].sum())
    )


def level_db(spoken: Utterance) -> float:
    return 20 * float(np.log10(active_rms(spoken.samples)))


def test_a_whisper_has_no_voice() -> None:
    assert periods(performed("natural").samples)[0] > 0.6
    assert periods(performed("whispered").samples)[0] < 0.08


def test_a_whisper_is_quieter_and_its_spectrum_falls_less() -> None:
    natural, whispered = performed("natural"), performed("whispered")
    assert level_db(whispered) == pytest.approx(level_db(natural) - 3.5, abs=0.3)
    assert alpha_db(whispered.samples) > alpha_db(natural.samples) + 4


def test_a_shout_is_higher_louder_brighter_and_longer_in_its_vowels() -> None:
    natural, shouted = performed("natural"), performed("shouted")
    semitones = 12 * np.log2(periods(shouted.samples)[1] / periods(natural.samples)[1])
    assert 4 < semitones < 8
    assert level_db(shouted) == pytest.approx(level_db(natural) + 6, abs=0.7)
    assert alpha_db(shouted.samples) > alpha_db(natural.samples) + 4

    def lengths(spoken: Utterance) -> tuple[int, int]:
        vowels = [p.end - p.start for p in spoken.phones if p.ipa in VOWELS]
        others = [p.end - p.start for p in spoken.phones if p.ipa not in VOWELS]
        return sum(vowels), sum(others)

    (vowels, others), (longer, same) = lengths(natural), lengths(shouted)
    assert longer / vowels > 1.15
    assert same / others < 1.08


def test_loud_and_soft_lie_between() -> None:
    order = [performed(name) for name in ("soft", "natural", "loud", "shouted")]
    for measure in (level_db, lambda each: alpha_db(each.samples)):
        values = [measure(each) for each in order]
        assert values == sorted(values)


@pytest.mark.parametrize("effort", ["whispered", "shouted"])
def test_a_recogniser_still_reads_it(effort: str) -> None:
    assert error_rate(TEXT, transcribe(performed(effort).samples, "fr"), "fr") < 0.06


def test_eight_syllables_a_second_are_still_read() -> None:
    text = "Hemos recibido tu mensaje y te responderemos antes del fin de semana."
    spoken = performed("natural", text, "es-ES", rate=1.4)
    articulated_s = sum(phone.end - phone.start for phone in spoken.phones) / SAMPLE_RATE
    assert 24 / articulated_s > 7.5  # syllables of the text
    assert error_rate(text, transcribe(spoken.samples, "es"), "es") < 0.05


def test_effort_moves_no_phone_and_the_same_seed_breathes_alike() -> None:
    how = deliveries.effort("whispered", LIBRARY)
    natural = speak(line("Bonsoir."), "fr-FR")
    first = with_effort(natural, how.vocal, -6, 3)
    assert (first.phones, first.words) == (natural.phones, natural.words)
    assert first.samples.size == natural.samples.size
    assert np.array_equal(first.samples, with_effort(natural, how.vocal, -6, 3).samples)
    assert not np.array_equal(first.samples, with_effort(natural, how.vocal, -6, 4).samples)


def test_natural_effort_is_the_voice_itself() -> None:
    natural = deliveries.effort("natural", LIBRARY)
    assert not changes_sound(natural.vocal)
    spoken = speak(line("Bonsoir."), "fr-FR")
    assert with_effort(spoken, natural.vocal, 0, 3) is spoken


def test_espeak_whispers_too() -> None:
    said = line(
        "Merhaba, bugün hava çok güzel.", effort=deliveries.effort("whispered", LIBRARY).vocal
    )
    assert periods(speak(said, "tr-TR").samples)[0] < 0.08
    assert periods(speak(replace(said, effort=line("").effort), "tr-TR").samples)[0] > 0.4
