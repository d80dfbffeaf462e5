"""A shot on disk: exact, readable again, and complete or absent."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest

from locvid.deliver.shot import read_shot, write_shot
from locvid.media import ffmpeg as runner
from locvid.media.wav import read
from locvid.model.errors import InvalidInput, LocvidError, MissingDependency


def test_a_shot_reads_back_as_it_was_written(take, prompt, profile, tmp_path):
    chosen = profile()
    counted = []
    shot = write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / "hook", counted.append)
    assert read_shot(tmp_path / "hook") == shot
    assert counted == list(range(1, 41))
    assert shot.captions == ("Bonjour, le monde !",)
    assert np.array_equal(read(shot.stems["dialogue"]), take(chosen.video).stems["dialogue"])
    assert sorted(path.name for path in (tmp_path / "hook").iterdir()) == [
        "ambience.wav",
        "dialogue.wav",
        "foreground.wav",
        "midground.wav",
        "picture.mp4",
        "take.json",
    ]


@pytest.mark.parametrize("fps", [Fraction(25), Fraction(24000, 1001), Fraction(25, 2)])
def test_picture_has_every_frame_at_its_time(fps, take, prompt, profile, tmp_path):
    chosen = profile(fps)
    shot = write_shot(take(chosen.video, 60), prompt("hook"), chosen, tmp_path / "hook")
    with av.open(str(shot.picture)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        assert [packet.pts * packet.time_base for packet in packets] == [n / fps for n in range(60)]
        assert all(packet.pts == packet.dts for packet in packets)
        assert packets[0].is_keyframe


def test_colours_are_those_that_were_drawn(take, prompt, profile, tmp_path):
    chosen = profile()
    bgr = (40, 90, 200)

    def frames():
        frame = np.empty((96, 160, 4), np.uint8)
        frame[:] = (*bgr, 255)
        yield from (frame for _ in range(10))

    plain = replace(take(chosen.video, 10, 0), frames=frames())
    shot = write_shot(plain, prompt("hook"), chosen, tmp_path / "hook")
    with av.open(str(shot.picture)) as container:
        frame = next(container.decode(video=0))
        context = container.streams.video[0].codec_context
    # 1 is ITU-R BT.709 in ITU-T H.273; range 1 is limited.
    assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
    assert context.color_range == 1
    y, cb, cr = (float(np.asarray(plane).mean()) for plane in _planes(frame))
    b, g, r = bgr
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    assert abs(y - (16 + 219 * luma / 255)) < 1.5
    assert abs(cb - (128 + 224 * (b - luma) / 1.8556 / 255)) < 1.5
    assert abs(cr - (128 + 224 * (r - luma) / 1.5748 / 255)) < 1.5


def _planes(frame):
    for plane in frame.planes:
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
        yield rows[:, : plane.width]


def test_same_take_gives_the_same_bytes(take, prompt, profile, tmp_path):
    chosen = profile()
    contents = []
    for name in ("a", "b"):
        write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / name)
        contents.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert contents[0] == contents[1]


def test_an_interrupted_shot_is_no_shot_and_can_be_written_again(take, prompt, profile, tmp_path):
    chosen = profile()
    write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / "hook")

    def interrupt(done):
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / "hook", interrupt)
    with pytest.raises(InvalidInput, match="no finished shot"):
        read_shot(tmp_path / "hook")
    assert not list((tmp_path / "hook").glob(".*"))
    write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / "hook")
    assert read_shot(tmp_path / "hook").frame_count == 40


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_killed_encoder_leaves_no_shot(take, prompt, profile, tmp_path, monkeypatch):
    chosen = profile()
    started = []
    real = subprocess.Popen
    runner.executable()
    monkeypatch.setattr(
        runner.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1]
    )
    with pytest.raises(MissingDependency, match="ended by SIGKILL while encoding the picture"):
        write_shot(
            take(chosen.video, 400),
            prompt("hook"),
            chosen,
            tmp_path / "hook",
            lambda done: started[0].kill() if done == 5 else None,
        )
    assert list((tmp_path / "hook").iterdir()) == []


@pytest.mark.parametrize("announced", [39, 41])
def test_a_take_with_another_number_of_frames(announced, take, prompt, profile, tmp_path):
    chosen = profile()
    frames = take(chosen.video, 40).frames
    lying = replace(take(chosen.video, announced), frames=frames)
    with pytest.raises(LocvidError, match=f"{announced} frames|its {announced}"):
        write_shot(lying, prompt("hook"), chosen, tmp_path / "hook")


def test_a_take_with_a_short_or_broken_stem(take, prompt, profile, tmp_path):
    chosen = profile()
    whole = take(chosen.video)
    short = replace(whole, stems={**whole.stems, "foreground": whole.stems["foreground"][:-1]})
    with pytest.raises(LocvidError, match=r"foreground stem .* of shape"):
        write_shot(short, prompt("hook"), chosen, tmp_path / "hook")
    broken = replace(whole, stems={**whole.stems, "dialogue": whole.stems["dialogue"] * np.nan})
    with pytest.raises(LocvidError, match="no numbers"):
        write_shot(broken, prompt("hook"), chosen, tmp_path / "hook")


def test_a_damaged_folder_is_no_shot(take, prompt, profile, tmp_path):
    chosen = profile()
    shot = write_shot(take(chosen.video), prompt("hook"), chosen, tmp_path / "hook")
    shot.stems["foreground"].unlink()
    with pytest.raises(InvalidInput, match=r"foreground\.wav is missing"):
        read_shot(tmp_path / "hook")
    (tmp_path / "hook" / "take.json").write_text("{")
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_shot(tmp_path / "hook")


def test_ffv1_keeps_every_pixel(prompt, profile, take, tmp_path):
    chosen = profile(container="mkv", video_codec="ffv1", audio_codec="pcm")
    random = np.random.default_rng(3)
    drawn = random.integers(0, 256, (5, 96, 160, 4), np.uint8)
    shot = write_shot(
        replace(take(chosen.video, 5), frames=iter(drawn)),
        prompt("noise"),
        chosen,
        tmp_path / "noise",
    )
    with av.open(str(shot.picture)) as container:
        kept = [frame.to_ndarray(format="bgr24") for frame in container.decode(video=0)]
    assert np.array_equal(np.stack(kept), drawn[..., :3])


def test_libaom_joins_as_svt_does(prompt, profile, take, tmp_path, monkeypatch):
    without = runner.encoders() - {"libsvtav1"}
    monkeypatch.setattr(runner, "encoders", lambda: without)
    chosen = profile(container="webm", video_codec="av1", audio_codec="opus")
    shot = write_shot(take(chosen.video, 30), prompt("one"), chosen, tmp_path / "one")
    with av.open(str(shot.picture)) as container:
        shown = [frame.pts * frame.time_base for frame in container.decode(video=0)]
        assert container.streams.video[0].codec_context.codec.canonical_name == "av1"
    assert shown == [Fraction(number, 25) for number in range(30)]
