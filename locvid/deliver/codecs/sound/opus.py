"""Opus by libopus: better than AAC at the same rate, free of royalties."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.model.profile import Profile


class Opus(ByFfmpeg):
    """In an mp4 file, whose edit list hides the coder's pre-skip."""

    name = "opus"
    encoders = ("libopus",)
    carrier = "m4a"
    muxer = "mp4"
    overshoot_db = 0.5

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """The profile's bit rate."""
        return {"audio_bitrate": profile.audio_bitrate, "application": "audio"}
