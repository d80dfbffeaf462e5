"""The ladder: one run of ffmpeg for all renditions and languages, so that they share one clock."""

from __future__ import annotations

from pathlib import Path

import ffmpeg

from locvid.deliver.outputs.base import Programme, Version
from locvid.deliver.outputs.hls.ladder import Rung, rungs
from locvid.deliver.outputs.hls.playlist import Track, captions_playlist, master
from locvid.deliver.picture import BITEXACT
from locvid.media.ffmpeg import run
from locvid.model.availability import READY, Availability
from locvid.model.profile import Profile

MASTER = "master.m3u8"
_MPEG_CLOCK = 90_000
"""Hz of the time stamps that WebVTT is placed by (RFC 8216, 3.5)."""


class Hls:
    """H.264 and AAC in fragmented MP4, one file per rendition, with WebVTT captions."""

    name = "hls"
    fewest = 1
    most: int | None = None
    one_picture = True
    needs_stems = False

    def ending(self, profile: Profile) -> str:
        """A folder; players are given the master playlist in it."""
        return ".hls"

    def available(self) -> Availability:
        """An ffmpeg that locvid can use has all that is needed."""
        return READY

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """Write the renditions, the captions and, last, the master playlist."""
        path.mkdir()
        ladder = rungs(programme.video, programme.profile.ladder)
        run(_graph(programme, ladder, path), "making renditions for streaming", target)
        for left in path.glob(f"{MASTER}*"):
            left.unlink()
        start_s = _starts_at(path / f"{ladder[0].name}.mp4")
        captions = [
            _captions(version, programme.seconds, start_s, path)
            for version in programme.versions
            # Captions that are in the picture already are not shown a second time.
            if not programme.profile.burn_captions
            and "-->" in version.vtt.read_text(encoding="utf-8")
        ]
        sounds = [_track(version, "sound") for version in programme.versions]
        text = master(path, ladder, programme.video, sounds, captions, programme.source_type)
        (path / MASTER).write_text(text, encoding="utf-8")


def _graph(programme: Programme, ladder: tuple[Rung, ...], folder: Path) -> ffmpeg.Stream:
    """All renditions with keyframes at the same frames, and the sound of every language."""
    inputs = [ffmpeg.input(str(version.file.absolute())) for version in programme.versions]
    copies = inputs[0].video.filter_multi_output("split", len(ladder))
    pictures = [
        copies.stream(number)
        .filter("scale", rung.width, rung.height, flags="lanczos+accurate_rnd")
        .filter("setsar", 1)
        .filter("format", "yuv420p")
        for number, rung in enumerate(ladder)
    ]
    fps = programme.video.fps
    frames = max(1, round(programme.profile.ladder.segment_s * fps))
    limits: dict[str, object] = {}
    for number, rung in enumerate(ladder):
        limits |= {
            f"maxrate:v:{number}": f"{rung.max_kbps}k",
            f"bufsize:v:{number}": f"{2 * rung.max_kbps}k",
        }
    copied = programme.profile.audio_codec == "aac"
    coding = {"c:a": "copy"} if copied else {"c:a": "aac", "b:a": programme.profile.audio_bitrate}
    variants = [
        *(f"v:{number},agroup:sound,name:{rung.name}" for number, rung in enumerate(ladder)),
        *(
            f"a:{number},agroup:sound,name:{_stem(version, 'sound')}"
            for number, version in enumerate(programme.versions)
        ),
    ]
    return ffmpeg.output(
        *pictures,
        *(each.audio for each in inputs),
        str(folder / "%v.m3u8"),
        format="hls",
        vcodec="libx264",
        preset=programme.profile.x264_preset,
        crf=programme.profile.ladder.crf,
        g=frames,
        keyint_min=frames,
        sc_threshold=0,
        bf=2,
        threads=2,
        map_chapters=-1,
        var_stream_map=" ".join(variants),
        # Half a frame early: rounding must not leave a keyframe to the next segment.
        hls_time=f"{float((frames - 0.5) / fps):.6f}",
        hls_playlist_type="vod",
        hls_segment_type="fmp4",
        hls_flags="single_file+independent_segments",
        hls_segment_filename=str(folder / "%v.mp4"),
        **{"profile:v": "high"},
        **limits,
        **coding,
        **BITEXACT,
    )


def _captions(version: Version, seconds: float, start_s: float, folder: Path) -> Track:
    """The film's captions, placed on the clock of the renditions."""
    track = _track(version, "captions")
    file = f"{_stem(version, 'captions')}.vtt"
    head, _, cues = version.vtt.read_text(encoding="utf-8").partition("\n")
    ticks = round(start_s * _MPEG_CLOCK)
    placed = f"{head}\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{ticks}\n{cues}"
    (folder / file).write_text(placed, encoding="utf-8")
    (folder / track.file).write_text(captions_playlist(file, seconds), encoding="utf-8")
    return track


def _track(version: Version, kind: str) -> Track:
    # An attribute of a playlist has no way to hold a quotation mark.
    name = version.language.replace('"', "'")
    return Track(version.locale.tag, name, f"{_stem(version, kind)}.m3u8")


def _stem(version: Version, kind: str) -> str:
    return f"{kind}.{version.locale.tag}"


def _starts_at(rendition: Path) -> float:
    """When the first frame of a rendition is shown: what hides the coder's delay moves them all."""
    import av

    with av.open(str(rendition)) as container:
        frame = next(container.decode(video=0))
        return float(frame.pts * frame.time_base)
