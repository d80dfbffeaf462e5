from __future__ import annotations

import pytest

from locvid.generate.studio.score.harmony import SCALES, chord, hertz, voiced


def test_chords_are_thirds_of_the_scale() -> None:
    c_major = SCALES["major"]

    assert chord(1, 3, c_major, 48) == (48, 52, 55)  # C E G
    assert chord(5, 4, c_major, 48) == (55, 59, 62, 65)  # G B D F
    assert chord(1, 3, SCALES["minor"], 48) == (48, 51, 55)  # C E flat G


def test_parts_move_little_from_chord_to_chord() -> None:
    first = voiced((48, 52, 55), (), 60)
    second = voiced((53, 57, 60), first, 60)

    assert {note % 12 for note in second} == {5, 9, 0}
    moved = [min(abs(note - other) for other in first) for note in second]
    assert max(moved) <= 2


def test_chords_stay_around_their_middle_however_long_they_go_on() -> None:
    notes: tuple[int, ...] = ()
    for root in [1, 5, 6, 4, 2, 7, 3] * 12:
        notes = voiced(chord(root, 4, SCALES["dorian"], 50), notes, 60)

        assert len(notes) == 4
        assert abs(sum(notes) / 4 - 60) <= 6.5


def test_a4_is_440_hz_and_an_octave_doubles() -> None:
    assert hertz(69) == pytest.approx(440)
    assert hertz(57) == pytest.approx(220)
