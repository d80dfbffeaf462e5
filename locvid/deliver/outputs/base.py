"""What an output is: something made of finished films, beside them.

To add one: a class that satisfies ``Output``, in a file of its own, registered by entry point under
``locvid.outputs``; a profile then names it under ``outputs``, or ``locvid package --as``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from locvid import plugins
from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.provenance import xmp_packet
from locvid.model.availability import Availability
from locvid.model.locale import Locale
from locvid.model.media import VideoFormat
from locvid.model.profile import Profile

GROUP = "locvid.outputs"


@dataclass(frozen=True, slots=True)
class Version:
    """A film in one language.

    ``name`` is what other files call the film: a path from the folder that outputs stand in.
    ``file`` is where it lies now, ``vtt`` its captions. ``delivery`` is that part of its manifest:
    shots, words, lengths. ``stems`` are the names of its stems by kind, empty where none were kept.
    """

    locale: Locale
    name: str
    file: Path
    vtt: Path
    delivery: Mapping[str, object]
    stems: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """What viewers choose it by: its name in the language itself, as players' guides ask."""
        return self.locale.native_name or self.locale.tag


@dataclass(frozen=True, slots=True)
class Programme:
    """What an output is made of: one film, or the same one in several languages.

    ``source_type`` is the IPTC term that is true of all of them.
    """

    title: str
    source_tag: str
    profile: Profile
    versions: tuple[Version, ...]
    source_type: SourceType

    @property
    def xmp(self) -> bytes:
        """What files made of it say of their origin, as an XMP packet."""
        return xmp_packet(self.title, self.versions[0].locale.tag, self.source_type)

    @property
    def video(self) -> VideoFormat:
        """Format of the picture."""
        return self.profile.video

    @property
    def seconds(self) -> float:
        """Length of the first version, which is that of its picture."""
        seconds = self.versions[0].delivery["seconds"]
        assert isinstance(seconds, int | float)
        return float(seconds)


class Output(Protocol):
    """One kind. ``fewest`` and ``most`` are how many languages one of it takes.

    ``one_picture``: several languages only where they show the same frames. ``needs_stems``: stems
    are to be written with the film.
    """

    name: str
    fewest: int
    most: int | None
    one_picture: bool
    needs_stems: bool

    def ending(self, profile: Profile) -> str:
        """What follows the film's name: ``.poster.jpg``, or ``.hls`` of a folder."""
        ...

    def available(self) -> Availability:
        """Whether it can be made here."""
        ...

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """Write it to ``path``, a file or a new folder; ``target`` is its final name, for messages.

        The same programme gives the same bytes. Raises LocvidError.
        """
        ...


@cache
def output(name: str) -> Output:
    """The output that profiles call ``name``; raises InvalidInput where there is none."""
    found: Output = plugins.load(GROUP, name)()
    return found
