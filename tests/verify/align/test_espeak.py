"""The embedded aligner where a film makes it hard: rooms, pauses, music, other scripts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from align.speech import EDGE_S, ENGLISH, FRENCH, Line, in_a_room, quiet_room, spoken
from scipy.signal import fftconvolve

from locvid.model.locale import Locale
from locvid.phonetics.espeak_pieces import Voice, synthesize_pieces
from locvid.phonetics.pieces import pieces
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.espeak import EspeakAligner

ALIGNER = EspeakAligner()


def moved_ms(line: Line, change: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """How far each word moves when the sound is changed so."""
    dry = line.sound()
    before = ALIGNER.align(dry, line.text, line.locale).words
    after = ALIGNER.align(change(dry).astype(np.float32), line.text, line.locale).words
    return np.array([1000 * (b.start - a.start) for a, b in zip(before, after, strict=True)]) / (
        ALIGN_RATE
    )


def reverberant(sound: np.ndarray) -> np.ndarray:
    """0.6 s of reverberation, with four times the energy of the direct sound."""
    length = round(0.6 * ALIGN_RATE)
    tail = np.random.default_rng(2).normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
    response = 2 * tail / np.linalg.norm(tail)
    response[0] = 1
    return fftconvolve(sound, response)[: len(sound)] / 3


def with_chords(sound: np.ndarray) -> np.ndarray:
    """A chord every half second, 10 dB under the voice."""
    at = np.arange(len(sound)) / ALIGN_RATE
    swell = np.exp(-4 * (at % 0.5))
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (220, 277, 330, 440, 554, 660))
    loud = np.sqrt(np.mean(np.square(sound[np.abs(sound) > 0.02])))
    return sound + 0.3 * loud * swell * chord / np.sqrt(np.mean(np.square(swell * chord)))


@pytest.mark.parametrize("change", [reverberant, with_chords])
def test_words_stay_where_they_are(change: Callable[[np.ndarray], np.ndarray]) -> None:
    moved = moved_ms(FRENCH, change)
    assert abs(np.median(moved)) < 30
    assert np.percentile(np.abs(moved), 90) < 100


def test_a_pause_that_the_text_does_not_show_is_left_out() -> None:
    pause_s = 2.0

    def paused(sound: np.ndarray) -> np.ndarray:
        """Stops where it is quietest in the middle."""
        middle = slice(len(sound) // 3, 2 * len(sound) // 3)
        power = np.convolve(np.square(sound[middle]), np.ones(480) / 480, mode="same")
        cut = middle.start + int(np.argmin(power))
        silence = quiet_room(round(pause_s * ALIGN_RATE))
        return np.concatenate([sound[:cut], silence, sound[cut:]])

    moved = moved_ms(ENGLISH, paused)
    early, late = moved[0], moved[-1]
    assert early == pytest.approx(0, abs=60)
    assert late == pytest.approx(1000 * pause_s, abs=60)
    assert np.min(np.abs(moved[:, None] - [0, 1000 * pause_s]), axis=1).max() < 150


@pytest.mark.parametrize(
    ("tag", "voice", "text", "said"),
    [
        ("ja-JP", "ja", "港は静かで、薄い霧がかかる。", "ミナトワシズカデ、ウスイキリガカカル。"),
        ("zh-CN", "cmn-latn-pinyin", "港口很安静。", "gang3 kou3 hen3 an1 jing4."),
    ],
)  # fmt: skip
def test_kanji_are_read_as_kana_and_hanzi_as_pinyin(
    tag: str, voice: str, text: str, said: str
) -> None:
    language, territory = tag.split("-")
    found = ALIGNER.align(spoken(said, voice), text, Locale(tag, language, territory))
    assert found.score > 2 * found.least_score
    assert len(found.phones) > 10


def test_words_of_another_language_are_looked_for_in_its_sounds() -> None:
    text = "Le [en-US: thing] arrive, et [/ɡɪt/: Git] aussi."
    parts, voice = pieces(text), Voice("fr-fr", "fr", "f5", 165)
    speech, _ = synthesize_pieces(parts, voice)
    found = EspeakAligner().align(in_a_room(speech), text, FRENCH.locale)
    assert "θɪŋ" in "".join(phone.ipa for phone in found.phones)
    assert [word.text for word in found.words] == ["Le", "thing", "arrive", "et", "Git", "aussi"]
    begins = {word.text: word.start / ALIGN_RATE for word in found.words}
    said = {
        word: EDGE_S + at / speech.sample_rate
        for (at, _, _), word in zip(speech.words, begins, strict=True)
    }
    assert all(abs(begins[word] - said[word]) < 0.08 for word in begins)
    assert found.score > found.least_score


def test_laughter_between_words_takes_no_word_with_it() -> None:
    before, after = "Le port est ouvert.", "Le bateau part ce matin."
    halves = [spoken(text, "fr-fr") for text in (before, after)]
    # A stranger's laugh: tones of 280 Hz and its harmonics, strongest near 800 Hz, five a second.
    at = np.arange(round(1.2 * ALIGN_RATE)) / ALIGN_RATE
    tones = sum(np.sin(2 * np.pi * 280 * n * at) / (1 + abs(n - 3)) for n in range(1, 12))
    calls = np.clip(np.sin(2 * np.pi * 5 * at), 0, 1) * np.exp(-0.8 * at)
    laugh = (0.2 * tones * calls + quiet_room(len(at))).astype(np.float32)
    edge = round((EDGE_S - 0.15) * ALIGN_RATE)
    sound = np.concatenate([halves[0][:-edge], laugh, halves[1][edge:]])
    found = ALIGNER.align(sound, f"{before} [laugh]{after}", FRENCH.locale)
    assert [word.text for word in found.words] == [*before[:-1].split(), *after[:-1].split()]
    alone = [ALIGNER.align(half, text, FRENCH.locale) for half, text in
             zip(halves, (before, after), strict=True)]  # fmt: skip
    moved_by = len(halves[0]) - edge + len(laugh) - edge
    expected = [
        *(word.start for word in alone[0].words),
        *(word.start + moved_by for word in alone[1].words),
    ]
    apart_s = (np.array([word.start for word in found.words]) - expected) / ALIGN_RATE
    assert np.abs(apart_s).max() < 0.1
    first, last = len(halves[0]) - edge, len(halves[0]) - edge + len(laugh)
    inside = [one for one in found.phones if first + 3200 < one.start < last - 3200]
    assert not inside
    assert found.score > found.least_score
