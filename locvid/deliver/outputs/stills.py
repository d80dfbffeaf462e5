"""Where in a film its poster and its preview are taken from, and at what size."""

from __future__ import annotations

import ffmpeg

from locvid.deliver.outputs.base import Programme

POSTER_SECONDS = 2
"""The poster is the most usual of the frames of so long a stretch: no blink, no blur."""

_EXACT = "lanczos+accurate_rnd+full_chroma_int"


def still(programme: Programme, **colours: str) -> ffmpeg.Stream:
    """One picture at the size of a poster; ``colours`` are options of ffmpeg's ``scale``."""
    frames = round(POSTER_SECONDS * programme.video.fps)
    chosen = _from(programme, POSTER_SECONDS).filter("thumbnail", n=frames)
    return _fitted(chosen, programme, programme.profile.stills.poster_width, **colours)


def moving(programme: Programme) -> ffmpeg.Stream:
    """Pictures of a preview at its size and frame rate."""
    chosen = programme.profile.stills
    pictures = (
        _from(programme, chosen.preview_seconds)
        .filter("trim", duration=chosen.preview_seconds)
        .filter("fps", chosen.preview_fps)
    )
    return _fitted(pictures, programme, chosen.preview_width)


def _from(programme: Programme, length_s: float) -> ffmpeg.Stream:
    """The picture from where ``length_s`` are left, if the film is that long."""
    seconds = programme.seconds
    start_s = max(0.0, min(programme.profile.stills.poster_at * seconds, seconds - length_s))
    # Absolute, so that a colon in a name does not make it a protocol of ffmpeg.
    file = str(programme.versions[0].file.absolute())
    return ffmpeg.input(file, ss=f"{start_s:.3f}").video


def _fitted(
    stream: ffmpeg.Stream, programme: Programme, width: int, **colours: str
) -> ffmpeg.Stream:
    """Scaled to ``width`` pixels, never up."""
    width = min(width, programme.video.width)
    return stream.filter("scale", width, -2, flags=_EXACT, **colours)
