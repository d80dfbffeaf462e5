"""MP4: what every player and every platform takes."""

from __future__ import annotations

from collections.abc import Mapping

from locvid.deliver.containers.base import timescale
from locvid.model.profile import Profile


class Mp4:
    """The index stands in front, so that playing starts before all is loaded."""

    name = "mp4"
    muxer = "mp4"
    pictures = frozenset({"h264", "av1"})
    sounds = frozenset({"aac", "opus"})
    captions = "mov_text"
    has_boxes = True

    def options(self, profile: Profile) -> Mapping[str, object]:
        """Ticks that every frame is a whole number of."""
        return {"video_track_timescale": timescale(profile), "movflags": "+faststart"}
