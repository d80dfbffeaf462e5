"""Reads captions: from a file in any text format that pysubs2 knows, or out of a film."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import ffmpeg
import pysubs2

from locvid.media.ffmpeg import run
from locvid.media.probe import probe
from locvid.model.errors import InvalidInput, Location, LocvidError

SUFFIXES = (".srt", ".vtt", ".ass", ".ssa")
_AS_TEXT = frozenset({"mov_text", "subrip", "srt", "webvtt", "ass", "ssa", "text"})
"""Codecs of caption tracks that hold letters; others hold pictures of them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: seconds of film, and its text without markup, lines parted by line breaks."""

    start_s: float
    end_s: float
    text: str


def read_captions(file: Path) -> tuple[Cue, ...]:
    """The cues of a caption file in order of time; raises InvalidInput if it is none."""
    try:
        events = pysubs2.load(str(file), encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidInput(f"there is no caption file {file}") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "the captions are not in UTF-8", where=Location(file), hint="save the file as UTF-8"
        ) from error
    except (pysubs2.Pysubs2Error, ValueError, IndexError, KeyError) as error:
        raise InvalidInput(
            "not a caption file that can be read",
            where=Location(file),
            hint=f"captions are read from {', '.join(SUFFIXES)}",
        ) from error
    cues = [
        # WebVTT writes & as &amp; and pysubs2 leaves it so.
        Cue(event.start / 1000, event.end / 1000, unescape(event.plaintext).strip())
        for event in events
        if event.type == "Dialogue" and event.plaintext.strip()
    ]
    if not cues:
        raise InvalidInput("there is no caption in the file", where=Location(file))
    return tuple(sorted(cues, key=lambda cue: cue.start_s))


def caption_tracks(film: Path) -> tuple[tuple[int, str], ...]:
    """Number and language (as written in the file) of each track of text captions."""
    tracks = [stream for stream in probe(film).streams if stream.kind == "subtitle"]
    return tuple(
        (number, stream.language)
        for number, stream in enumerate(tracks)
        if stream.codec in _AS_TEXT
    )


def read_track(film: Path, number: int) -> tuple[Cue, ...]:
    """The cues of caption track ``number`` of a film; raises InvalidInput if it is empty."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "captions.srt")
        track = ffmpeg.input(str(film.absolute()))[f"s:{number}"]
        try:
            run(track.output(str(target), format="srt"), "reading its captions", film)
            return read_captions(target)
        except InvalidInput as error:
            raise InvalidInput("its caption track is empty", where=Location(film)) from error
        except LocvidError as error:
            error.where = error.where or Location(film)
            raise
