"""What a media file holds: streams, length, frame rate, languages. Reads headers only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from locvid.media.opening import open_media
from locvid.model.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """One stream: ``kind`` is video, audio, subtitle or data; ``language`` as the file says.

    ``seconds`` is 0 where the container does not tell; the last four are 0 where they do not
    apply.
    """

    kind: str
    codec: str
    language: str
    seconds: Fraction
    fps: Fraction = Fraction(0)
    width: int = 0
    height: int = 0
    sample_rate: int = 0


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """The whole file; ``metadata`` are its global tags."""

    seconds: Fraction
    streams: tuple[StreamInfo, ...]
    metadata: dict[str, str]
    chapters: tuple[str, ...]

    def first(self, kind: str) -> StreamInfo | None:
        """The first stream of a kind."""
        return next((stream for stream in self.streams if stream.kind == kind), None)


def probe(path: Path) -> MediaInfo:
    """Read the headers of ``path``; raises InvalidInput if it is no media file."""
    import av

    try:
        with open_media(path) as container:
            return MediaInfo(
                seconds=Fraction(container.duration or 0, av.time_base),
                streams=tuple(_stream(stream) for stream in container.streams),
                metadata=dict(container.metadata),
                chapters=tuple(
                    str(chapter["metadata"].get("title", "")) for chapter in container.chapters()
                ),
            )
    except FileNotFoundError as error:
        raise InvalidInput(f"there is no file {path}") from error
    except (av.FFmpegError, OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is not a media file that can be read") from error


def _stream(stream: Any) -> StreamInfo:
    # None for a codec that this build of ffmpeg does not know.
    context = stream.codec_context
    is_video, is_audio = stream.type == "video", stream.type == "audio"
    return StreamInfo(
        kind=stream.type,
        codec=context.name if context else "",
        language=stream.metadata.get("language", ""),
        seconds=(stream.duration or 0) * Fraction(stream.time_base or 0),
        fps=Fraction(stream.average_rate or 0) if is_video else Fraction(0),
        width=context.width if context and is_video else 0,
        height=context.height if context and is_video else 0,
        sample_rate=context.sample_rate if context and is_audio else 0,
    )
