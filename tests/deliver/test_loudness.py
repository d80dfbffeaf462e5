"""Loudness and peaks of sound that no gain can bring to its target."""

from __future__ import annotations

import numpy as np
import pytest

from locvid.deliver.loudness import master
from locvid.media.wav import write_blocks
from locvid.model.media import SAMPLE_RATE


@pytest.fixture
def mastered(profile, tmp_path):
    chosen = profile(container="mov", video_codec="prores", audio_codec="pcm")

    def make(sound):
        mix = tmp_path / "mix.wav"
        write_blocks(mix, [np.stack([sound, sound], axis=1).astype(np.float32)])
        return master(mix, len(sound), chosen, tmp_path / "coded.wav", tmp_path / "film.mov")

    return make


def test_clicks_that_stay_too_quiet_are_not_made_louder_without_end(mastered):
    clicks = np.zeros(6 * SAMPLE_RATE)
    clicks[::SAMPLE_RATE] = 0.9
    made = mastered(clicks)
    # The limiter takes all that is added: once what is missing is added, more brings nothing.
    assert made.gain_db < 40
    assert made.after.true_peak_dbtp <= -1.0
    assert made.after.integrated_lufs == pytest.approx(made.before.integrated_lufs, abs=1)


def test_a_bang_too_short_to_have_a_loudness_keeps_to_the_peak(mastered):
    made = mastered(0.5 * np.random.default_rng(0).normal(size=SAMPLE_RATE // 4))
    assert made.before.integrated_lufs is None
    assert made.before.true_peak_dbtp > 0
    assert made.after.true_peak_dbtp <= 0


def test_silence_stays_silence(mastered):
    made = mastered(np.zeros(SAMPLE_RATE))
    assert (made.gain_db, made.ceiling_dbtp) == (0.0, None)
    assert made.after.true_peak_dbtp is None
