"""What a codec is: the encoders of ffmpeg that write it, and what they are told.

To add one: a class that satisfies the protocol, in a file of its own, registered by entry point
under ``locvid.picture_codecs`` or ``locvid.sound_codecs`` with the name that profiles use; then
name it in the containers that hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from locvid import plugins
from locvid.media import ffmpeg
from locvid.model.availability import READY, Availability
from locvid.model.errors import MissingDependency
from locvid.model.profile import Profile

PICTURES = "locvid.picture_codecs"
SOUNDS = "locvid.sound_codecs"


class Coded(Protocol):
    """What both kinds have: ``encoders`` of ffmpeg in order of preference."""

    name: str
    encoders: tuple[str, ...]

    def available(self) -> Availability:
        """Whether the ffmpeg in use has one of the encoders."""
        ...


class ByFfmpeg:
    """The answer of a codec for which an encoder of ffmpeg is all that is needed."""

    name: str
    encoders: tuple[str, ...]

    def available(self) -> Availability:
        """Whether the ffmpeg in use has one of the encoders."""
        try:
            encoder_for(self)
        except MissingDependency as missing:
            return Availability(False, missing.message, missing.hint or "")
        return READY


class PictureCodec(Coded, Protocol):
    """A codec whose shots join by stream copy: presentation order is packet order.

    ``carrier`` is the container of a shot's own file, by the name that profiles have for it.
    ``pixels`` is ffmpeg's name of the pixel format. Output must not depend on the machine's
    number of processors.
    """

    carrier: str
    pixels: str

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Output options for ``encoder``, which is one of ``encoders``."""
        ...


class SoundCodec(Coded, Protocol):
    """A codec of 48 kHz stereo. ``carrier`` is a suffix, ``muxer`` the format of such a file.

    ``overshoot_db`` is what coding adds to true peaks, as a first guess; 0 where it adds nothing.
    """

    carrier: str
    muxer: str
    overshoot_db: float

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Output options for ``encoder``, which is one of ``encoders``."""
        ...


@cache
def picture_codec(name: str) -> PictureCodec:
    """The codec that profiles call ``name``; raises InvalidInput where there is none."""
    codec: PictureCodec = plugins.load(PICTURES, name)()
    return codec


@cache
def sound_codec(name: str) -> SoundCodec:
    """The codec that profiles call ``name``; raises InvalidInput where there is none."""
    codec: SoundCodec = plugins.load(SOUNDS, name)()
    return codec


def encoder_for(codec: Coded | ByFfmpeg) -> str:
    """The first of its encoders that the ffmpeg in use has; raises MissingDependency."""
    there = ffmpeg.encoders()
    found = next((name for name in codec.encoders if name in there), None)
    if found is None:
        raise MissingDependency(
            f"the ffmpeg in use ({ffmpeg.executable()}) has no {' and no '.join(codec.encoders)} "
            f"encoder, without which there is no {codec.name}",
            hint=f"let {ffmpeg.VARIABLE} name one that has it, remove the system's so that the one "
            "of imageio-ffmpeg is used, or choose another profile",
        )
    return found
