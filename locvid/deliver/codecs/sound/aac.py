"""AAC-LC by ffmpeg's own encoder: what every player takes."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.model.profile import Profile


class Aac(ByFfmpeg):
    """In an mp4 file, whose edit list hides the coder's priming samples."""

    name = "aac"
    encoders = ("aac",)
    carrier = "m4a"
    muxer = "mp4"
    overshoot_db = 0.5

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """The profile's bit rate."""
        return {"audio_bitrate": profile.audio_bitrate}
