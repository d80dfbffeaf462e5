"""Reads captions: from a file in any text format that pysubs2 knows, or out of a film."""

from __future__ import annotations

import re
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

_TAG = re.compile(r"\{\\[A-Za-z0-9][^}]*\}")


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
    except OSError as error:
        raise InvalidInput(
            f"the captions cannot be read: {error.strerror}", where=Location(file)
        ) from error
    except (pysubs2.Pysubs2Error, ValueError, IndexError, KeyError) as error:
        raise InvalidInput(
            "not a caption file that can be read",
            where=Location(file),
            hint=f"captions are read from {', '.join(SUFFIXES)}",
        ) from error
    cues = [
        Cue(event.start / 1000, event.end / 1000, text)
        for event in events
        if event.type == "Dialogue" and (text := _text(event, file))
    ]
    if not cues:
        raise InvalidInput("there is no caption in the file", where=Location(file))
    return tuple(sorted(cues, key=lambda cue: cue.start_s))


def _text(event: pysubs2.SSAEvent, file: Path) -> str:
    written = event.plaintext
    if file.suffix.lower() not in (".ass", ".ssa"):
        # Braces are letters there, but for the tags that pysubs2 itself makes of markup.
        written = _TAG.sub("", event.text).replace(r"\N", "\n")
    # WebVTT writes & as &amp; and pysubs2 leaves it so.
    return unescape(written).strip()


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
    subtitles = [stream for stream in probe(film).streams if stream.kind == "subtitle"]
    # As it is, where it can be: in SubRip a < that is a letter cannot be told from markup.
    as_it_is = subtitles[number].codec == "webvtt"
    form: dict[str, str] = {"format": "webvtt", "c": "copy"} if as_it_is else {"format": "srt"}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "captions.vtt" if as_it_is else "captions.srt")
        track = ffmpeg.input(str(film.absolute()))[f"s:{number}"]
        try:
            run(track.output(str(target), **form), "reading its captions", film)
        except LocvidError as error:
            error.where = error.where or Location(film)
            raise
        try:
            return read_captions(target)
        except InvalidInput as error:
            raise InvalidInput("its caption track is empty", where=Location(film)) from error
