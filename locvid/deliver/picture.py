"""The encoded picture of a shot, in the profile's codec: it joins with others by stream copy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ffmpeg
import numpy as np

from locvid.deliver.codecs.base import encoder_for, picture_codec
from locvid.deliver.containers.base import container
from locvid.media.ffmpeg import PIPE, feeding
from locvid.model.profile import Profile
from locvid.model.take import Frame

BITEXACT = {"fflags": "+bitexact", "flags": "+bitexact", "map_metadata": -1}
"""Output options that keep program versions and dates out of a file."""


def encode(frames: Iterable[Frame], profile: Profile, path: Path, target: Path) -> None:
    """Encode BGRA ``frames`` to ``path``; ``target`` is its final name, for messages."""
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
    """The graph that codes full-range RGB, in the codec's pixels and colours.

    Raises MissingDependency where ffmpeg has no encoder for the codec.
    """
    codec = picture_codec(profile.video_codec)
    encoder = encoder_for(codec)
    carrier = container(codec.carrier)
    return _coloured(source, codec.pixels).output(
        str(path),
        format=carrier.muxer,
        vcodec=encoder,
        pix_fmt=codec.pixels,
        **codec.options(profile, encoder),
        **_colours(codec.pixels),
        **carrier.options(profile),
        **BITEXACT,
    )


def _coloured(source: ffmpeg.Stream, pixels: str) -> ffmpeg.Stream:
    """As drawn, or in limited range with the colours of ITU-R BT.709."""
    if not pixels.startswith("yuv"):
        return source.filter("format", pixels)
    return (
        source.filter(
            "scale", out_color_matrix="bt709", out_range="tv", flags="bicubic+accurate_rnd"
        )
        .filter("format", pixels)
        .filter(
            "setparams", colorspace="bt709", color_primaries="bt709", color_trc="bt709", range="tv"
        )
    )


def _colours(pixels: str) -> dict[str, str]:
    if not pixels.startswith("yuv"):
        return {"colorspace": "rgb", "color_range": "pc"}
    return {
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "color_range": "tv",
    }
