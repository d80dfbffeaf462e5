"""The encoded picture of a shot: H.264 that joins with others by stream copy, frame by frame.

No B-frames: presentation order is coding order, so no edit list is needed and a joint shifts
nothing. A fixed number of threads: x264's output depends on it, and must not on the machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ffmpeg
import numpy as np

from locvid.media.ffmpeg import PIPE, feeding
from locvid.model.profile import Profile
from locvid.model.take import Frame

THREADS = 2
KEYFRAME_SECONDS = 2

BITEXACT = {"fflags": "+bitexact", "flags": "+bitexact", "map_metadata": -1}
"""Output options that keep program versions and dates out of a file."""


def encode(frames: Iterable[Frame], profile: Profile, path: Path, target: Path) -> None:
    """Encode BGRA ``frames`` to ``path`` (mp4); ``target`` is its final name, for messages."""
    graph = encoding(profile, ffmpeg.input(PIPE, **raw_input(profile)), path)
    with feeding(graph, "encoding the picture", target) as pipe:
        for frame in frames:
            pipe.write(np.ascontiguousarray(frame).data)


def raw_input(profile: Profile) -> dict[str, object]:
    """Input options for raw BGRA frames of the profile's format."""
    video = profile.video
    return {
        "format": "rawvideo",
        "pix_fmt": "bgra",
        "s": f"{video.width}x{video.height}",
        "framerate": str(video.fps),
    }


def encoding(profile: Profile, source: ffmpeg.Stream, path: Path) -> ffmpeg.Stream:
    """The graph that turns full-range RGB into H.264, limited range, colours of ITU-R BT.709."""
    video = profile.video
    keyframes = max(1, round(KEYFRAME_SECONDS * video.fps))
    return (
        source.filter(
            "scale", out_color_matrix="bt709", out_range="tv", flags="bicubic+accurate_rnd"
        )
        .filter("format", "yuv420p")
        .filter(
            "setparams", colorspace="bt709", color_primaries="bt709", color_trc="bt709", range="tv"
        )
        .output(
            str(path),
            format="mp4",
            vcodec="libx264",
            preset=profile.x264_preset,
            crf=profile.crf,
            bf=0,
            g=keyframes,
            threads=THREADS,
            pix_fmt="yuv420p",
            colorspace="bt709",
            color_primaries="bt709",
            color_trc="bt709",
            color_range="tv",
            **{"profile:v": "high", "x264-params": "open-gop=0"},
            video_track_timescale=timescale(profile),
            **BITEXACT,
        )
    )


def timescale(profile: Profile) -> int:
    """Ticks a second in which every frame of the profile has a whole number of ticks."""
    fps = profile.video.fps
    return fps.numerator * -(-10_000 // fps.numerator)
