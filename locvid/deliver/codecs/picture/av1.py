"""AV1 by SVT-AV1 or, where ffmpeg lacks that, by libaom: half the size of H.264, free of royalties.

Every packet is a temporal unit and shows one frame, in order (AV1 specification, 7.5): shots join
by stream copy as those of H.264 without B-frames do.
"""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.codecs.base import ByFfmpeg
from locvid.deliver.codecs.picture.groups import keyframe_interval
from locvid.model.profile import Profile


class Av1(ByFfmpeg):
    """Eight bits, main profile."""

    name = "av1"
    encoders = ("libsvtav1", "libaom-av1")
    carrier = "mp4"
    pixels = "yuv420p"

    def options(self, profile: Profile, encoder: str) -> Mapping[str, object]:
        """Constant quality with the profile's ``crf`` and ``av1_speed``."""
        shared = {"crf": profile.crf, "g": keyframe_interval(profile)}
        if encoder == "libaom-av1":
            # Row threads do not change what libaom writes; tiles would.
            speed = min(profile.av1_speed, 8)
            return {**shared, "b:v": 0, "cpu-used": speed, "row-mt": 1, "threads": 2}
        return {**shared, "preset": profile.av1_speed, "svtav1-params": "lp=2:scd=0"}
