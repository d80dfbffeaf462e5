"""What a viewer sees of speech: closures close, open vowels open, whatever stands around them."""

from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.viseme_table import VISEMES
from locvid.generate.studio.picture.visemes import BITE, JAW, PRESS, ROUND, mouth_track
from locvid.generate.studio.timeline.model import Phone, Timeline, Turn
from locvid.model.media import SAMPLE_RATE, VideoFormat
from locvid.phonetics.inventory import PHONES

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60)]


def timeline_of(sounds, video, lead_s=0.5):
    """A timeline that says ``sounds``, pairs of symbol and milliseconds, after ``lead_s``."""
    at, phones = int(lead_s * SAMPLE_RATE), []
    for ipa, length_ms in sounds:
        end = at + length_ms * SAMPLE_RATE // 1000
        phones.append(Phone(ipa, at, end, 1 if ipa in "aou" else 0, 0, "maya"))
        at = end
    frames = video.frames_covering(at + SAMPLE_RATE // 2)
    end = video.sample_of_frame(frames)
    turns = (Turn("maya", 0, end, "calm"),)
    return Timeline(end, frames, tuple(phones), (), frozenset(), (), (), turns)


def video_at(fps):
    return VideoFormat(640, 360, fps)


def track(sounds, fps=Fraction(25)):
    video = video_at(fps)
    timeline = timeline_of(sounds, video)
    return timeline, mouth_track(timeline, "maya", video).values


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("ipa", ["p", "b", "m"])
@pytest.mark.parametrize("length_ms", [12, 30, 60, 110])
def test_lips_close_for_a_whole_frame_between_open_vowels(ipa, length_ms, fps):
    for before_ms in range(100, 145, 7):
        timeline, values = track([("a", before_ms), (ipa, length_ms), ("a", 120)], fps)
        phone = timeline.phones[1]
        middle = (phone.start + phone.end) / 2 / SAMPLE_RATE * float(fps)
        near = values[int(middle) : int(middle) + 2]
        assert (near[:, JAW] < 0.02).any()
        assert (near[:, PRESS] > 0.98).any()


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize("ipa", ["f", "v"])
def test_teeth_touch_the_lip_for_a_whole_frame(ipa, fps):
    for before_ms in range(100, 145, 7):
        _, values = track([("a", before_ms), (ipa, 35), ("o", 120)], fps)
        assert values[:, BITE].max() > 0.98
        biting = values[values[:, BITE] > 0.98]
        assert (biting[:, JAW] < 0.12).all()


def test_a_closure_beside_a_bite_keeps_both():
    _, values = track([("a", 100), ("m", 40), ("f", 60), ("a", 100)])
    assert values[:, PRESS].max() > 0.98
    assert values[:, BITE].max() > 0.6
    assert not ((values[:, PRESS] > 0.5) & (values[:, BITE] > 0.5)).any()


def test_open_vowels_open_wider_than_close_ones():
    peaks = {}
    for vowel in "aɛəiu":
        _, values = track([("t", 60), (vowel, 140), ("t", 60)])
        peaks[vowel] = values[:, JAW].max()
    assert peaks["a"] > 0.75
    assert peaks["a"] > peaks["ɛ"] > peaks["ə"] > peaks["i"]
    assert peaks["u"] < 0.4


def test_rounding_comes_before_its_vowel():
    timeline, values = track([("a", 160), ("s", 90), ("u", 140)])
    start = timeline.phones[2].start / SAMPLE_RATE
    frames = np.arange(len(values)) / 25
    before = values[(frames > start - 0.1) & (frames < start), ROUND]
    assert before.max() > 0.35


def test_hisses_bring_the_teeth_together():
    timeline, values = track([("a", 120), ("s", 80), ("a", 120)])
    phone = timeline.phones[1]
    middle = round((phone.start + phone.end) / 2 / SAMPLE_RATE * 25)
    assert values[middle, JAW] < 0.25


def test_mouth_rests_in_a_pause_and_takes_a_breath_before_speech():
    _, values = track([("a", 200)], Fraction(50))
    assert values[:5, JAW].max() < 0.03
    in_breath = values[12:20, JAW]
    assert 0.05 < in_breath.max() < 0.3
    assert values[-8:, JAW].max() < 0.05


def test_lips_follow_the_sound_without_an_offset():
    """Read at frame starts, the mouth is in step with the phones to within a few ms."""
    rng = np.random.default_rng(4)
    sounds = []
    for _ in range(60):
        sounds.append((str(rng.choice(list("mptsbk"))), int(rng.integers(50, 100))))
        sounds.append((str(rng.choice(list("aeoi"))), int(rng.integers(70, 150))))
    video = video_at(Fraction(25))
    timeline = timeline_of(sounds, video)
    jaw = mouth_track(timeline, "maya", video).values[:, JAW]
    fine = np.arange(0, timeline.end / SAMPLE_RATE, 0.001)
    openness = np.zeros(len(fine))
    for phone in timeline.phones:
        inside = (fine >= phone.start / SAMPLE_RATE) & (fine < phone.end / SAMPLE_RATE)
        openness[inside] = VISEMES[phone.ipa].jaw
    kernel = np.exp(-0.5 * (np.arange(-100, 101) / 35) ** 2)
    openness = np.convolve(openness, kernel / kernel.sum(), mode="same")
    frames = np.arange(len(jaw)) / 25
    lags = np.arange(-0.2, 0.2001, 0.005)
    agreement = [np.corrcoef(jaw, np.interp(frames - lag, fine, openness))[0, 1] for lag in lags]
    assert abs(lags[int(np.argmax(agreement))]) <= 0.015
    assert max(agreement) > 0.85


def test_every_phone_of_the_inventory_has_a_viseme():
    # These pass through the throat and leave no mark on the lips.
    silent = set("ʡɧ")
    assert set(PHONES) - silent <= set(VISEMES)


def test_another_speakers_phones_do_not_move_the_mouth():
    video = video_at(Fraction(25))
    timeline = timeline_of([("a", 200), ("m", 80), ("a", 200)], video)
    assert np.abs(mouth_track(timeline, "jon", video).values[:, JAW]).max() < 0.03


def test_values_stay_within_their_range_and_repeat():
    _, one = track([("k", 40), ("a", 90), ("p", 20), ("f", 30), ("w", 50), ("i", 80)])
    _, two = track([("k", 40), ("a", 90), ("p", 20), ("f", 30), ("w", 50), ("i", 80)])
    assert one.min() >= 0
    assert one.max() <= 1
    assert np.array_equal(one, two)


def test_no_frames_and_no_phones_are_no_problem():
    video = video_at(Fraction(25))
    empty = Timeline(0, 0, (), (), frozenset(), (), (), ())
    assert mouth_track(empty, "maya", video).values.shape == (0, 6)
