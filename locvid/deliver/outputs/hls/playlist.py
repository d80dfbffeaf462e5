"""The master playlist, and what it has to say of the media playlists that ffmpeg has written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from locvid.deliver.marking.source_type import SourceType
from locvid.deliver.outputs.hls.ladder import Rung
from locvid.model.errors import LocvidError
from locvid.model.media import VideoFormat

_SEGMENT = re.compile(r"#EXTINF:([\d.]+),.*\n#EXT-X-BYTERANGE:(\d+)@\d+")
_ORIGIN = "app.locvid.digital-source-type"
_SOUND, _CAPTIONS = "sound", "captions"


@dataclass(frozen=True, slots=True)
class Rate:
    """Bit/s of a rendition: of its heaviest segment, and on average."""

    peak: int
    average: int


@dataclass(frozen=True, slots=True)
class Track:
    """Sound or captions in one language; ``name`` is what viewers choose by."""

    tag: str
    name: str
    file: str


def rate(playlist: Path) -> Rate:
    """From the lengths and sizes of the segments in a media playlist."""
    segments = [
        (float(seconds), 8 * int(size))
        for seconds, size in _SEGMENT.findall(playlist.read_text(encoding="utf-8"))
    ]
    if not segments:
        raise LocvidError(f"ffmpeg has left no segments in {playlist.name}")
    total = sum(seconds for seconds, _ in segments)
    return Rate(
        ceil(max(bits / seconds for seconds, bits in segments)),
        ceil(sum(bits for _, bits in segments) / total),
    )


def avc_codec(segment: Path) -> str:
    """RFC 6381 name of the H.264 in an mp4: the first bytes of its avcC box (ISO 14496-15)."""
    head = segment.read_bytes()[:65536]
    at = head.find(b"avcC")
    if at < 0:
        raise LocvidError(f"{segment.name} holds no H.264")
    return f"avc1.{head[at + 5 : at + 8].hex()}"


def master(
    folder: Path,
    rungs: Sequence[Rung],
    video: VideoFormat,
    sounds: Sequence[Track],
    captions: Sequence[Track],
    source_type: SourceType,
) -> str:
    """The text of the master playlist; the first of ``sounds`` is the one that is heard at first.

    The playlists of rungs and tracks are in ``folder``, named after them.
    """
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines.append(f'#EXT-X-SESSION-DATA:DATA-ID="{_ORIGIN}",VALUE="{source_type.uri}"')
    lines += [_media("AUDIO", _SOUND, track, track is sounds[0]) for track in sounds]
    lines += [_media("SUBTITLES", _CAPTIONS, track, False) for track in captions]
    heaviest = max((rate(folder / track.file) for track in sounds), key=lambda each: each.peak)
    for rung in rungs:
        own = rate(folder / f"{rung.name}.m3u8")
        facts = {
            "BANDWIDTH": own.peak + heaviest.peak,
            "AVERAGE-BANDWIDTH": own.average + heaviest.average,
            "CODECS": f'"{avc_codec(folder / f"{rung.name}.mp4")},mp4a.40.2"',
            "RESOLUTION": f"{rung.width}x{rung.height}",
            "FRAME-RATE": f"{float(video.fps):.3f}",
            "AUDIO": f'"{_SOUND}"',
        }
        if captions:
            facts["SUBTITLES"] = f'"{_CAPTIONS}"'
        told = ",".join(f"{name}={value}" for name, value in facts.items())
        lines += [f"#EXT-X-STREAM-INF:{told}", f"{rung.name}.m3u8"]
    return "\n".join(lines) + "\n"


def captions_playlist(file: str, seconds: float) -> str:
    """One segment as long as the film, which RFC 8216 (6.2.4) allows for captions alone."""
    return (
        "#EXTM3U\n#EXT-X-VERSION:7\n"
        f"#EXT-X-TARGETDURATION:{ceil(seconds)}\n"
        "#EXT-X-PLAYLIST-TYPE:VOD\n"
        f"#EXTINF:{seconds:.6f},\n{file}\n#EXT-X-ENDLIST\n"
    )


def _media(kind: str, group: str, track: Track, first: bool) -> str:
    facts = {
        "TYPE": kind,
        "GROUP-ID": f'"{group}"',
        "NAME": f'"{track.name}"',
        "LANGUAGE": f'"{track.tag}"',
        "DEFAULT": "YES" if first else "NO",
        "AUTOSELECT": "YES",
        "URI": f'"{track.file}"',
    }
    if kind == "AUDIO":
        facts["CHANNELS"] = '"2"'
    return "#EXT-X-MEDIA:" + ",".join(f"{name}={value}" for name, value in facts.items())
