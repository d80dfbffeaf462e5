"""One frame of a shot without its voice: what a translator needs to see."""

from __future__ import annotations

from fractions import Fraction

from locvid.model.errors import MissingDependency
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary

SIZE = (480, 270)
"""Pixels; enough to see who speaks where, and about 15 kB."""
_QUALITY = 78


def still(prompt: PerformancePrompt, library: PresetLibrary) -> bytes:
    """The first frame of ``prompt`` as JPEG, drawn by the studio; its mouth is at rest.

    The same prompt gives the same bytes. Raises InvalidInput where a preset is missing or wrong,
    MissingDependency where the studio cannot draw here.
    """
    try:
        import cv2

        from locvid.generate.studio.picture.film import frames
    except ImportError as error:
        raise MissingDependency(
            f"pictures of shots cannot be drawn: {error.name} is not installed",
            hint="pip install skia-python opencv-python-headless, or add --no-pictures",
        ) from error
    from locvid.generate.studio.timeline.blocking import marks
    from locvid.generate.studio.timeline.model import Timeline, Turn

    video = VideoFormat(*SIZE, Fraction(1))
    end = video.sample_of_frame(1)
    seen = [line for line in prompt.lines if not line.off_screen]
    speakers = {line.speaker: line.emotion for line in reversed(seen)}
    # All who speak, so that everyone stands where they stand in the film.
    turns = tuple(
        Turn(name, min(number, 1) * end, end, speakers[name])
        for number, name in enumerate(dict.fromkeys(line.speaker for line in seen))
    )
    timeline = Timeline(end, 1, (), (), frozenset(), (), (), turns, marks=marks(prompt, video))
    picture = next(iter(frames(timeline, prompt, video, library)))
    encoded = cv2.imencode(".jpg", picture[:, :, :3], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
    return bytes(encoded)
