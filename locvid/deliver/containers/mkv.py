"""Matroska (RFC 9559): what archives take, and anything fits into it.

Its clock counts milliseconds: at 30000/1001 frames a second, frames are shown up to half of one
earlier or later than they should.
"""

from __future__ import annotations

from collections.abc import Mapping

from locvid.model.profile import Profile


class Mkv:
    """Holds every codec there is here."""

    name = "mkv"
    muxer = "matroska"
    pictures = frozenset({"h264", "av1", "prores", "ffv1"})
    sounds = frozenset({"aac", "opus", "pcm"})
    captions = "srt"
    has_boxes = False

    def options(self, profile: Profile) -> Mapping[str, object]:
        """The index in front."""
        return {"cues_to_front": 1}
