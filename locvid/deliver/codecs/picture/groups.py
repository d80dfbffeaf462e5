"""How far apart the pictures are at which a player can start."""

from __future__ import annotations

from locvid.model.profile import Profile

KEYFRAME_SECONDS = 2


def keyframe_interval(profile: Profile) -> int:
    """In frames; shots begin with a keyframe whatever their length."""
    return max(1, round(KEYFRAME_SECONDS * profile.video.fps))
