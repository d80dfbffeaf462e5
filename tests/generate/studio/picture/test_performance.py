"""A face over a shot: it acts what the timeline says, never jerks, and is alive when it listens."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from locvid.generate.studio.picture.performance import pose_track
from locvid.generate.studio.picture.pose import CHANNELS, Pose
from locvid.generate.studio.timeline.model import Gesture, Phone, Timeline, Turn
from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.presets import deliveries
from locvid.presets.laughter import laughter

SECOND = 48_000
VIDEO = VideoFormat(640, 360, Fraction(25))


def dialogue(seconds=12, gestures=(), emotions=("warm", "serious")):
    """Maya speaks the first half, Jon the second."""
    half = seconds * SECOND // 2
    phones = []
    for speaker, begin in (("maya", 0), ("jon", half)):
        for index in range(20):
            start = begin + SECOND // 2 + index * 6000
            phones.append(Phone("mati"[index % 4], start, start + 6000, 0, 0, speaker))
    turns = (
        Turn("maya", 0, half, emotions[0]),
        Turn("jon", half, 2 * half, emotions[1]),
    )
    return Timeline(
        2 * half, seconds * 25, tuple(phones), (), frozenset(), tuple(gestures), (), turns
    )


@pytest.fixture
def perform(shot, library):
    _, prompt = shot(speakers=("maya", "jon"))

    def act(timeline, speaker="maya", seed=7):
        return pose_track(timeline, speaker, VIDEO, replace(prompt, seed=seed), library)

    return act


def test_one_pose_per_frame_with_every_channel_in_its_range(perform):
    timeline = dialogue()
    track = perform(timeline)
    assert len(track) == timeline.frame_count
    assert isinstance(track[0], Pose)
    assert track[-1] == list(track)[-1] == track[len(track) - 1 :][0]
    for name in CHANNELS:
        values = track.channels[name]
        assert np.isfinite(values).all()
        assert np.abs(values).max() <= (16.0 if name in ("yaw", "pitch", "roll") else 1.0)


def test_the_same_seed_gives_the_same_performance_and_another_a_different_one(perform):
    timeline = dialogue()
    one, two, other = perform(timeline), perform(timeline), perform(timeline, seed=8)
    assert list(one) == list(two)
    assert list(one) != list(other)


def test_the_head_never_jerks(perform):
    nod = Gesture("nod", SECOND, SECOND + 20_000, 1.0, "maya")
    turn = Gesture("turn", 2 * SECOND, 4 * SECOND, 1.0, "maya")
    track = perform(dialogue(gestures=(nod, turn)))
    for name in ("yaw", "pitch", "roll"):
        speed = np.diff(track.channels[name])
        assert np.abs(speed).max() < 2.0
        assert np.abs(np.diff(speed)).max() < 0.9


def test_a_listener_is_alive_with_a_closed_mouth(perform):
    track = perform(dialogue(), "jon")
    listening = slice(10, 130)
    assert track.channels["jaw"][listening].max() < 0.05
    assert np.ptp(track.channels["yaw"][listening]) > 0.5
    assert np.ptp(track.channels["breath"][listening]) > 0.5
    assert track.channels["blink_left"][listening].max() > 0.9


def test_a_blink_shuts_the_eyes_for_a_frame_wherever_it_falls(perform):
    for shift in range(0, 1920, 240):
        start = 2 * SECOND + shift
        blink = Gesture("blink", start, start + 7200, 1.0, "maya")
        lids = perform(dialogue(gestures=(blink,))).channels["blink_left"]
        assert lids.max() > 0.97
        assert (lids > 0).sum() <= 7


def test_gestures_move_what_they_name(perform):
    start, end = 2 * SECOND, 4 * SECOND
    plain = perform(dialogue(gestures=(Gesture("blink", 0, 100, 1.0, "maya"),)))
    moves = {"nod": "pitch", "turn": "yaw", "tilt": "roll", "gaze-x": "gaze_x", "brow": "brow"}
    for kind, channel in moves.items():
        gestures = (
            Gesture("blink", 0, 100, 1.0, "maya"),
            Gesture(kind, start, end, 0.5, "maya"),
        )
        moved = perform(dialogue(gestures=gestures))
        change = moved.channels[channel] - plain.channels[channel]
        assert change[60:90].max() > 0.2, kind
        assert np.abs(change[:48]).max() < 1e-9, kind
        assert np.abs(change[102:]).max() < 1e-9, kind


def test_a_warm_line_smiles_more_than_a_serious_one(perform):
    warm = perform(dialogue(emotions=("warm", "warm"))).channels["smile"][20:120].mean()
    serious = perform(dialogue(emotions=("serious", "serious"))).channels["smile"][20:120].mean()
    assert warm > serious + 0.25


def test_who_is_sad_sinks_and_who_is_excited_stands_upright(perform):
    sad = perform(dialogue(emotions=("sad", "sad")))
    excited = perform(dialogue(emotions=("excited", "excited")))
    assert sad.channels["posture"].max() < 0 < excited.channels["posture"].min()
    assert sad.channels["pitch"].mean() > excited.channels["pitch"].mean() + 2


def test_an_unknown_emotion_is_named(perform):
    with pytest.raises(InvalidInput, match="gloomy"):
        perform(dialogue(emotions=("gloomy", "warm")))


def as_whispered_and_shouted(timeline, effort):
    """The same timeline with Maya's turn in another effort."""
    first, second = timeline.turns
    return replace(timeline, turns=(replace(first, effort=effort), second))


def test_a_shout_opens_the_jaw_further_than_speech_and_strains_the_face(perform, library):
    timeline = dialogue()
    shout = deliveries.effort("shouted", library).vocal
    loud, natural = perform(as_whispered_and_shouted(timeline, shout)), perform(timeline)
    speech = slice(12, 75)
    widest = [max(pose.jaw for pose in track[speech]) for track in (loud, natural)]
    assert widest[0] == pytest.approx(widest[1] * shout.opening, rel=0.05)
    assert np.mean([pose.frown for pose in loud[speech]]) > 0.6
    assert max(pose.smile for pose in loud[speech]) < max(pose.smile for pose in natural[speech])
    # Lips still meet for m, and whoever listens strains nothing.
    assert max(pose.press for pose in loud[speech]) == pytest.approx(1)
    listening = [
        perform(each, "jon")[speech]
        for each in (as_whispered_and_shouted(timeline, shout), timeline)
    ]
    assert listening[0] == listening[1]


def test_a_whisper_leans_in_and_opens_less(perform, library):
    timeline = dialogue()
    whisper = deliveries.effort("whispered", library).vocal
    near, natural = perform(as_whispered_and_shouted(timeline, whisper)), perform(timeline)
    speech = slice(12, 75)
    assert max(pose.jaw for pose in near[speech]) < max(pose.jaw for pose in natural[speech])
    lean = np.mean([a.pitch - b.pitch for a, b in zip(near[speech], natural[speech], strict=True)])
    assert lean == pytest.approx(whisper.lean, abs=0.3)


def test_a_laugh_is_seen_on_the_samples_on_which_it_sounds(perform, library):
    period, start = SECOND // 5, 4 * SECOND
    calls = [(start + n * period, start + n * period + period * 6 // 10) for n in range(6)]
    bout = Gesture("laughter-laugh", start - SECOND // 4, calls[-1][1] + SECOND // 2, 1.0, "maya")
    beats = [Gesture("laughter-laugh-call", *call, 1.0, "maya") for call in calls]
    track = perform(dialogue(gestures=(bout, *beats)))
    still = perform(dialogue())
    how = laughter("laugh", library)
    first, last = start * 25 // SECOND, calls[-1][1] * 25 // SECOND
    jaw = np.array([pose.jaw for pose in track[first : last + 1]])
    assert jaw.max() == pytest.approx(how.opening, abs=0.06)
    assert jaw[3:-3].min() > 0.2  # it does not close between two calls
    for begin, end in calls:
        middle = (begin + end) / 2 / SECOND * 25
        near = jaw[max(0, round(middle) - first - 2) : round(middle) - first + 3]
        assert near.max() > 0.85 * how.opening
    inside = range(first + 4, last - 3)
    assert min(track[n].smile for n in inside) > 0.8
    assert min(track[n].squint for n in inside) > 0.7
    assert min(track[n].blink_left for n in inside) > 0.2
    assert np.std([track[n].pitch - still[n].pitch for n in inside]) > 0.2
    assert perform(dialogue(gestures=(bout, *beats)), "jon").channels["jaw"][first:last].max() < 0.2
