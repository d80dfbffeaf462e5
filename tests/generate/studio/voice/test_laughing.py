"""Laughter between words: how often, how high and how loud, on the sound; and whose voice it is."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from periods import periods
from prompts import LIBRARY, line, locale, market
from recogniser import error_rate, transcribe

from locvid.generate.studio.voice.base import Utterance
from locvid.generate.studio.voice.choose import engine_for
from locvid.generate.studio.voice.performing import perform_line
from locvid.localize.saying import say
from locvid.model.media import SAMPLE_RATE
from locvid.presets.laughter import laughter

TEXT = "That is what we thought. [laugh] And then the machine [chuckle] worked after all."
WORDS = "That is what we thought. And then the machine worked after all."


@cache
def told(voice: str = "warm-female", text: str = TEXT, tag: str = "en-US") -> Utterance:
    said = say(text, locale(tag), LIBRARY)
    spoken = line(said.spoken, marked=said.marked)
    content = LIBRARY.get("voices", voice).content
    engine = engine_for(tag[:2])
    return perform_line(engine, spoken, locale(tag), market(tag), content, LIBRARY, 7)


def test_it_laughs_where_the_text_says_so_and_says_every_word_once() -> None:
    spoken = told()
    assert " ".join(word.text for word in spoken.words).split() == WORDS.replace(".", "").split()
    assert [bout.name for bout in spoken.laughs] == ["laugh", "chuckle"]
    laugh, chuckle = spoken.laughs
    assert spoken.words[4].end <= laugh.start < laugh.end <= spoken.words[5].start
    assert spoken.words[8].end <= chuckle.start < chuckle.end <= spoken.words[9].start
    assert max(phone.word for phone in spoken.phones) == len(spoken.words) - 1
    assert not any(laugh.start < phone.start < laugh.end for phone in spoken.phones)


@pytest.mark.parametrize("voice", ["warm-female", "deep-male"])
def test_calls_come_five_times_a_second_and_grow_weaker(voice: str) -> None:
    spoken = told(voice)
    bout = spoken.laughs[0]
    sound = spoken.samples[bout.start : bout.end]
    # The rhythm as it is heard, without the timeline: level in steps of 5 ms.
    level = np.sqrt(np.square(sound[: sound.size // 240 * 240].reshape(-1, 240)).mean(axis=1))
    beat = level - level.mean()
    likeness = np.correlate(beat, beat, "full")[len(beat) :]
    period_s = (20 + likeness[20:80].argmax() + 1) / 200
    assert 1 / period_s == pytest.approx(laughter("laugh", LIBRARY).calls_per_second, rel=0.05)
    rms = [
        float(np.sqrt(np.square(spoken.samples[first:last]).mean())) for first, last in bout.calls
    ]
    assert len(rms) == laughter("laugh", LIBRARY).calls
    assert rms[-1] < 0.6 * rms[0]
    assert sound.max() < 0.84


@pytest.mark.parametrize("voice", ["warm-female", "deep-male"])
def test_it_is_higher_than_speech_in_the_voice_of_whoever_speaks(voice: str) -> None:
    spoken = told(voice)
    bout = spoken.laughs[0]
    speech_hz = periods(spoken.samples[: bout.start])[1]
    laugh_hz = periods(spoken.samples[bout.start : bout.end])[1]
    assert 1.2 < laugh_hz / speech_hz < 2.0
    other = told({"warm-female": "deep-male", "deep-male": "warm-female"}[voice])
    assert periods(other.samples[: other.laughs[0].start])[1] != pytest.approx(speech_hz, rel=0.3)


def test_a_recogniser_reads_the_words_and_not_the_laughter() -> None:
    assert error_rate(WORDS, transcribe(told().samples, "en"), "en") < 0.06


def test_it_may_begin_a_line_and_end_it_in_any_language() -> None:
    spoken = told(text="[chuckle] そうですね。 [laugh]", tag="ja-JP")
    assert spoken.laughs[0].start == 0
    assert spoken.laughs[1].end == spoken.samples.size
    turkish = told(text="Evet. [laugh] Tamam.", tag="tr-TR")
    assert len(turkish.laughs) == 1


def test_a_bout_takes_the_time_that_is_planned_for_it() -> None:
    planned = laughter("laugh", LIBRARY)
    with_it = told(text="So. [laugh] Yes.")
    bout = with_it.laughs[0]
    assert (bout.end - bout.start) / SAMPLE_RATE == pytest.approx(planned.bout_s, abs=0.001)
    gap = with_it.words[1].start - with_it.words[0].end
    assert gap / SAMPLE_RATE == pytest.approx(planned.seconds, abs=0.3)
