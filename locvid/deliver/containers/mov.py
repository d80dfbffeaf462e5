"""QuickTime: what editors and broadcasters take."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.containers.base import timescale
from locvid.model.profile import Profile


class Mov:
    """Holds ProRes and PCM; the index stands in front as in MP4."""

    name = "mov"
    muxer = "mov"
    pictures = frozenset({"h264", "prores"})
    sounds = frozenset({"aac", "pcm"})
    captions = "mov_text"
    has_boxes = True

    def options(self, profile: Profile) -> Mapping[str, object]:
        """Ticks that every frame is a whole number of."""
        return {"video_track_timescale": timescale(profile), "movflags": "+faststart"}
