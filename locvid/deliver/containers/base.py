"""What a container is: which codecs it holds, how captions go into it, what its muxer is told.

To add one: a class that satisfies the protocol, in a file of its own, registered by entry point
under ``locvid.containers``. The name is what profiles call it and the suffix of its files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from locvid import plugins
from locvid.model.profile import Profile

GROUP = "locvid.containers"


class Container(Protocol):
    """``muxer`` is ffmpeg's name of the format; ``captions`` of its codec for caption tracks.

    ``has_boxes``: it is an ISO base media file or of that kind, to which boxes can be appended.
    """

    name: str
    muxer: str
    pictures: frozenset[str]
    sounds: frozenset[str]
    captions: str
    has_boxes: bool

    def options(self, profile: Profile) -> Mapping[str, object]:
        """Output options of the muxer."""
        ...


@cache
def container(name: str) -> Container:
    """The container that profiles call ``name``; raises InvalidInput where there is none."""
    found: Container = plugins.load(GROUP, name)()
    return found


def timescale(profile: Profile) -> int:
    """Ticks a second in which every frame of the profile has a whole number of ticks."""
    fps = profile.video.fps
    return fps.numerator * -(-10_000 // fps.numerator)
