"""Sound tracks of a film: which there are, and the film with one of them alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from locvid.media.ffmpeg import run
from locvid.media.probe import probe


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """``number`` counts from 1; ``language`` is as the file has it, ``und`` where it is open."""

    number: int
    language: str


def sound_tracks(film: Path) -> tuple[SoundTrack, ...]:
    """All sound tracks of ``film``, in order; raises InvalidInput if it is no media file."""
    sounds = [stream for stream in probe(film).streams if stream.kind == "audio"]
    return tuple(SoundTrack(number, each.language) for number, each in enumerate(sounds, 1))


@contextmanager
def alone(film: Path, track: SoundTrack) -> Iterator[Path]:
    """A copy of ``film`` with ``track`` as its only sound, gone when the block ends.

    Picture, sound and captions are copied as they are coded, so that nothing moves.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, film.name)
        source = ffmpeg.input(str(film.absolute()))
        streams = [source["v:0"], source[f"a:{track.number - 1}"], source["s?"]]
        # Chapters in mp4 are a track that would be copied as data.
        graph = ffmpeg.output(*streams, str(copy), c="copy", map_chapters=-1)
        run(graph, "taking out a sound track", film)
        yield copy
