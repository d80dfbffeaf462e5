"""Streaming: every rendition and language on one clock, and playlists that others can read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import m3u8
import pytest

from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.outputs.hls.ladder import rungs
from locvid.model.media import VideoFormat
from locvid.model.profile import Ladder

LADDER = Ladder(short_sides=(2160, 96, 64), crf=23, max_kbps=3000, segment_s=1.0)
FRAMES = 37 + 81
FLASHES = (20, 37 + 20)


@pytest.fixture
def folder(film) -> Path:
    made = film("hls", ladder=LADDER)
    return made.film.with_name("test.fr-FR.hls")


def keyframes(file: Path) -> list[Fraction]:
    with av.open(str(file)) as container:
        return [
            packet.pts * packet.time_base
            for packet in container.demux(video=0)
            if packet.is_keyframe and packet.pts is not None
        ]


def test_another_parser_finds_renditions_sound_and_captions(folder):
    master = m3u8.load(str(folder / "master.m3u8"))
    assert master.is_variant
    assert master.session_data[0].value == SourceType.TRAINED.uri
    assert [p.stream_info.resolution for p in master.playlists] == [(160, 96), (106, 64)]
    for listed in master.playlists:
        assert listed.stream_info.codecs.startswith("avc1.64")
        assert listed.stream_info.frame_rate == 25
        assert listed.stream_info.bandwidth >= listed.stream_info.average_bandwidth > 0
    assert {(m.type, m.language, m.name) for m in master.media} == {
        ("AUDIO", "fr-FR", "français (France)"),
        ("SUBTITLES", "fr-FR", "français (France)"),
    }
    targets = set()
    for uri in [p.uri for p in master.playlists] + [m.uri for m in master.media]:
        playlist = m3u8.load(str(folder / uri))
        assert playlist.is_endlist
        assert sum(s.duration for s in playlist.segments) == pytest.approx(FRAMES / 25, abs=0.03)
        for segment in playlist.segments:
            assert (folder / segment.uri).is_file()
            # RFC 8216, 4.3.3.1: no segment is longer than the target, to the nearest second.
            assert round(segment.duration) <= playlist.target_duration
        if playlist.segments[0].byterange:
            *_, last = playlist.segments
            length, offset = map(int, last.byterange.split("@"))
            assert (folder / last.uri).stat().st_size == length + offset
            targets.add(playlist.target_duration)
    assert targets == {1}, "renditions and sound must have the same (6.2.4)"


def test_renditions_can_be_switched_at_every_segment(folder):
    first, second = (keyframes(folder / f"{side}p.mp4") for side in (96, 64))
    assert first == second
    assert [at - first[0] for at in first] == [0, 1, 2, 3, 4]


def test_a_player_sees_and_hears_flash_and_click_together(folder):
    """Both read through the master playlist, by its own clock."""
    with av.open(str(folder / "master.m3u8")) as container:
        assert [s.metadata["language"] for s in container.streams.audio] == ["fr-FR"]
        times, flashes, blocks = [], [], []
        streams = [container.streams.video[0], container.streams.audio[0]]
        for frame in container.decode(*streams):
            if isinstance(frame, av.VideoFrame):
                times.append(frame.time)
                if frame.to_ndarray(format="gray").mean() > 128:
                    flashes.append(frame.time)
            else:
                blocks.append((frame.time, frame.to_ndarray().mean(axis=0)))
    assert len(times) == FRAMES
    assert flashes == pytest.approx([times[0] + n / 25 for n in FLASHES], abs=1e-4)
    for flash in flashes:
        near = [
            (t + i / 48_000, abs(v))
            for t, b in blocks
            if abs(t - flash) < 0.1
            for i, v in enumerate(b)
        ]
        peak = max(v for _, v in near)
        click = next(t for t, v in near if v > 0.5 * peak)
        assert click == pytest.approx(flash, abs=0.002)


def test_captions_are_placed_on_the_clock_of_the_renditions(folder):
    text = (folder / "captions.fr-FR.vtt").read_text()
    assert text.startswith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:")
    ticks = int(text.splitlines()[1].rpartition(":")[2])
    assert ticks / 90_000 == pytest.approx(float(keyframes(folder / "96p.mp4")[0]), abs=1e-4)
    assert "Bonjour, le monde !" in text


def test_no_rendition_is_larger_than_the_film():
    upright = VideoFormat(1080, 1920, Fraction(25))
    sizes = [(rung.width, rung.height) for rung in rungs(upright, Ladder())]
    assert sizes == [(1080, 1920), (720, 1280), (480, 854), (360, 640)]
    small = VideoFormat(320, 180, Fraction(25))
    assert [(r.name, r.width, r.height) for r in rungs(small, Ladder())] == [("180p", 320, 180)]
