"""Captions of generators that know no words are timed by what an aligner hears."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
import soxr
from verify.align.speech import FRENCH

from locvid.deliver.captions import captions
from locvid.deliver.sound import spans
from locvid.model.deliverable import ShotFiles
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import DIALOGUE, WordSpan
from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile
from locvid.run.word_times import with_words
from locvid.verify.align.base import ALIGN_RATE


def shot(tmp_path: Path, words: tuple[WordSpan, ...] = ()) -> ShotFiles:
    """Two seconds of nothing, then the line: a generator that has no idea when it speaks."""
    speech = soxr.resample(FRENCH.sound(), ALIGN_RATE, SAMPLE_RATE)
    sound = np.concatenate([np.zeros(2 * SAMPLE_RATE), speech])
    frames = -(-len(sound) // 1920)
    sound = np.pad(sound, (0, frames * 1920 - len(sound)))
    stem = tmp_path / "dialogue.wav"
    soundfile.write(stem, np.stack([sound, sound], axis=1), SAMPLE_RATE, subtype="FLOAT")
    return ShotFiles(
        "one", tmp_path / "p.mp4", {DIALOGUE: stem}, frames, len(sound), words, (FRENCH.text,), {}
    )


def test_words_are_found_where_they_are_said(tmp_path: Path) -> None:
    (found,) = with_words([shot(tmp_path)], [("one", FRENCH.text)], FRENCH.locale, ("espeak",))
    assert len(found.words) == FRENCH.words
    assert 2.3 < found.words[0].start / SAMPLE_RATE < 2.8
    assert found.provenance["words_found_by"] == "espeak"
    web = profile("web", PresetLibrary())
    cues = captions(spans([found], web.video), FRENCH.locale, web)
    assert cues[0].start == found.words[0].start


def test_words_that_are_known_stay(tmp_path: Path) -> None:
    known = (WordSpan("Le", 0, 5, 50),)
    given = shot(tmp_path, known)
    assert with_words([given], [("one", FRENCH.text)], FRENCH.locale, ("espeak",)) == (given,)


def test_another_text_is_not_put_on_the_sound(tmp_path: Path) -> None:
    given = shot(tmp_path)
    assert with_words([given], [("one", FRENCH.other)], FRENCH.locale, ("espeak",)) == (given,)
