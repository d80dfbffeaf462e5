"""WebM: Matroska for browsers, with codecs that are free of royalties. Its clock counts
milliseconds, as Matroska's does.
"""

from __future__ import annotations

from collections.abc import Mapping

from locvid.model.profile import Profile


class Webm:
    """Holds AV1 and Opus."""

    name = "webm"
    muxer = "webm"
    pictures = frozenset({"av1"})
    sounds = frozenset({"opus"})
    captions = "webvtt"
    has_boxes = False

    def options(self, profile: Profile) -> Mapping[str, object]:
        """The index in front, so that playing starts before all is loaded."""
        return {"cues_to_front": 1}
