"""H.264 by x264: what every player and every platform takes."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.deliver.codecs.picture.groups import keyframe_interval
from locvid.model.profile import Profile

THREADS = 2
"""Fixed: what x264 writes depends on their number, and must not on the machine."""


class H264(ByFfmpeg):
    """No B-frames: presentation order is coding order, so a joint needs no edit list."""

    name = "h264"
    encoders = ("libx264",)
    carrier = "mp4"
    pixels = "yuv420p"

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Constant quality with the profile's ``crf`` and ``x264_preset``."""
        return {
            "preset": profile.x264_preset,
            "crf": profile.crf,
            "bf": 0,
            "g": keyframe_interval(profile),
            "threads": THREADS,
            "profile:v": "high",
            "x264-params": "open-gop=0",
        }
