"""How much of what a model made a shot may show: models round lengths up to their grid."""

from __future__ import annotations

from locvid.model.media import VideoFormat
from locvid.model.script import Length


def allowed_frames(made: int, length: Length, video: VideoFormat) -> int:
    """Of ``made`` frames those that the script's ``length`` allows; the end of the shot is cut.

    A fixed length goes to the nearest frame, as the planner counts it.
    """
    most_s = length.maximum_s
    if most_s is None:
        return made
    fixed = most_s == length.minimum_s
    most = round(most_s * video.fps) if fixed else int(most_s * video.fps)
    return min(made, max(1, most))
