"""Finished files: one shot in the store, and the film of one locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from locvid.model.take import WordSpan


@dataclass(frozen=True, slots=True)
class ShotFiles:
    """One performed shot on disk: an encoded picture and one WAV per stem (48 kHz stereo)."""

    shot: str
    picture: Path
    stems: Mapping[str, Path]
    frame_count: int
    sample_count: int
    words: tuple[WordSpan, ...]
    captions: tuple[str, ...]
    provenance: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What one locale ends up as. ``seconds`` is the film's length.

    ``files`` are all files but the manifest, those in folders as well.
    """

    locale: str
    film: Path
    srt: Path
    vtt: Path
    manifest: Path
    seconds: float
    stems: Mapping[str, Path]
    files: tuple[Path, ...]
