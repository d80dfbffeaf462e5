"""Where people stand who share a picture: the actors' marks, which picture and sound both read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from locvid.generate.studio.timeline.model import Mark
from locvid.model.errors import InvalidInput
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt, SpokenLine
from locvid.model.script import TWO_SHOT
from locvid.presets.library import PresetLibrary

_ASPECTS = (9 / 16, 1.0, 16 / 9)
_ASIDE = (0.45, 0.46, 0.385)
"""x of two people in pictures of these aspects: in narrow ones their shoulders overlap a little.

Faces are then 1.0 to 1.3 m apart, the near half of what Hall (1966) calls social distance."""
_DISTANCE_M = 1.6
_ONE_SEAT = ("car",)
"""Rooms that are drawn around a single person."""


def marks(prompt: PerformancePrompt, video: VideoFormat) -> tuple[Mark, ...]:
    """The marks of a two-shot, who speaks first on the left; empty for any other framing."""
    return marks_of(speakers(prompt.lines), prompt.camera.framing, video)


def check_place(prompt: PerformancePrompt, library: PresetLibrary) -> None:
    """Raise InvalidInput where the setting has no room for a two-shot."""
    picture = library.get("settings", prompt.setting).content.get("picture")
    room = picture.get("room", prompt.setting) if isinstance(picture, Mapping) else ""
    if prompt.camera.framing == TWO_SHOT and room in _ONE_SEAT:
        raise InvalidInput(
            f"the shot '{prompt.shot}' is a two-shot, and the setting '{prompt.setting}' shows "
            "one seat",
            locale=prompt.locale.tag,
            hint="choose another setting, or a framing that cuts to whoever speaks",
        )


def marks_of(names: Sequence[str], framing: str, video: VideoFormat) -> tuple[Mark, ...]:
    """The marks of these people."""
    if framing != TWO_SHOT or len(names) != 2:
        return ()
    aside = float(np.interp(video.width / video.height, _ASPECTS, _ASIDE))
    left, right = names
    return (Mark(left, -aside, _DISTANCE_M, 1), Mark(right, aside, _DISTANCE_M, -1))


def speakers(lines: Sequence[SpokenLine]) -> list[str]:
    """Who speaks, each once, in the order of their first line."""
    return list(dict.fromkeys(line.speaker for line in lines))
