"""Two films have one picture, or it is said where they part."""

from __future__ import annotations

import pytest

from locvid.deliver.pictures import difference, packet_hashes
from locvid.deliver.shot import write_shot
from locvid.model.errors import InvalidInput


def placed(*frames: int) -> list[dict[str, object]]:
    starts = [sum(frames[:index]) for index in range(len(frames))]
    return [
        {"id": f"shot-{index}", "first_frame": start, "frames": count}
        for index, (start, count) in enumerate(zip(starts, frames, strict=True))
    ]


def test_the_same_frames_make_the_same_packets_and_others_do_not(take, prompt, profile, tmp_path):
    chosen = profile()
    hashes = [
        packet_hashes(
            write_shot(take(chosen.video, 30, flash), prompt("a"), chosen, tmp_path / name).picture
        )
        for name, flash in (("one", 20), ("same", 20), ("other", 21))
    ]
    assert len(hashes[0]) == 30
    assert hashes[0] == hashes[1]
    assert difference((hashes[0], placed(20, 10)), (hashes[1], placed(20, 10))) is None
    # A coder looks ahead: frames before the first other one may be coded otherwise too.
    why = difference((hashes[0], placed(30)), (hashes[2], placed(30)))
    assert why == "shot 'shot-0' shows other frames"


def test_lengths_and_shots_are_told_first():
    one = ([b"a"] * 30, placed(10, 20))
    assert difference(one, ([b"a"] * 31, placed(10, 21))) == "shot 'shot-1' has 20 frames and 21"
    assert difference(one, ([b"a"] * 10, placed(10))) == "they are made of different shots"
    assert "more frames" in str(difference(one, ([b"a"] * 31, placed(10, 20))))


def test_a_file_without_a_picture(tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"no film")
    with pytest.raises(InvalidInput, match="no picture"):
        packet_hashes(tmp_path / "film.mp4")
