"""Picture, sound and captions into one file; the picture is copied, never coded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import ffmpeg

from locvid.deliver.containers.base import container
from locvid.deliver.picture import BITEXACT
from locvid.deliver.provenance import printable
from locvid.deliver.sound import Span
from locvid.media.ffmpeg import run
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile

MICROSECONDS = 1_000_000


def mux(
    placed: Sequence[Span],
    sound: Path,
    captions: Path | None,
    tags: Mapping[str, str],
    locale: Locale,
    profile: Profile,
    film: Path,
    target: Path,
) -> None:
    """Write ``film`` in the profile's container, with a chapter per shot and the index in front.

    ``sound`` is coded already; where it has an edit list, that hides the coder's first samples.
    ``captions`` is an .srt file, a .vtt file where the container takes that as it is, or None.
    ``target`` is the film's final name, for messages.
    """
    script = film.with_suffix(".ffconcat")
    script.write_text(_join_script(placed), encoding="utf-8")
    streams = [
        ffmpeg.input(str(script), format="concat", safe=0).video,
        ffmpeg.input(str(sound)).audio,
    ]
    language = iso_639_3(locale)
    file = container(profile.container)
    options: dict[str, object] = {
        "format": file.muxer,
        "c:v": "copy",
        "c:a": "copy",
        "bsf:v": _frame_clock(profile.video.fps),
        **file.options(profile),
        "map_chapters": 0,
        **{f"metadata:g:{i}": f"{key}={value}" for i, (key, value) in enumerate(tags.items())},
        "metadata:s:v:0": f"language={language}",
        "metadata:s:a:0": f"language={language}",
        **{
            f"metadata:c:{i}": f"title={printable(span.shot.shot)}" for i, span in enumerate(placed)
        },
        **BITEXACT,
    }
    if captions is not None:
        as_it_is = captions.suffix == ".vtt"
        kind = "webvtt" if as_it_is else "srt"
        streams.append(ffmpeg.input(str(captions), format=kind)["s"])
        coding = "copy" if as_it_is else file.captions
        options |= {"c:s": coding, "metadata:s:s:0": f"language={language}"}
    run(ffmpeg.output(*streams, str(film), **options), "joining the shots", target)
    script.unlink()


def iso_639_3(locale: Locale) -> str:
    """Three-letter code for mp4 (ISO 639-2/T where it has one: fra, deu, zho), ``und`` if none."""
    import langcodes

    try:
        return str(langcodes.get(locale.language).to_alpha3(variant="T"))
    except LookupError:
        return "und"


def _join_script(placed: Sequence[Span]) -> str:
    """An ffconcat script of the shots' pictures, a chapter for each."""
    lines = ["ffconcat version 1.0"]
    for span in placed:
        quoted = str(span.shot.picture.resolve()).replace("'", r"'\''")
        lines.append(f"file '{quoted}'")
    for number, span in enumerate(placed):
        start, end = (at * MICROSECONDS // SAMPLE_RATE for at in (span.start, span.end))
        lines.append(f"chapter {number} {start}us {end}us")
    return "\n".join(lines) + "\n"


def _frame_clock(fps: Fraction) -> str:
    """Timestamps by counting frames: those of the join are rounded to microseconds per shot."""
    ticks = f"{fps.denominator}/{fps.numerator}/TB"
    return f"setts=ts=round(N*{ticks}):duration=round({ticks})"
