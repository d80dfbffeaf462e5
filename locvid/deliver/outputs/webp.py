"""A preview that moves, in all its colours and a fraction of a GIF's size: WebP."""

from __future__ import annotations

from pathlib import Path

from locvid.deliver.outputs import stills
from locvid.deliver.outputs.base import Programme
from locvid.deliver.outputs.images import embed
from locvid.deliver.picture import BITEXACT
from locvid.media import ffmpeg
from locvid.model.availability import READY, Availability
from locvid.model.profile import Profile

ENCODER = "libwebp_anim"
QUALITY = 70


class WebP:
    """A few seconds without sound, over and over."""

    name = "webp"
    fewest = 1
    most: int | None = 1
    one_picture = True
    needs_stems = False

    def ending(self, profile: Profile) -> str:
        """Beside a preview in another format."""
        return ".preview.webp"

    def available(self) -> Availability:
        """Not every ffmpeg has libwebp."""
        if ENCODER in ffmpeg.encoders():
            return READY
        return Availability(
            False, f"ffmpeg has no {ENCODER} encoder", "use the ffmpeg of imageio-ffmpeg"
        )

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """Given as RGB: libwebp makes of it the colours that WebP has."""
        pictures = stills.moving(programme).filter("format", "bgra")
        options = {"vcodec": ENCODER, "quality": QUALITY, "loop": 0, **BITEXACT}
        graph = pictures.output(str(path), format="webp", **options)
        ffmpeg.run(graph, "making the preview", target)
        embed(path, programme.xmp)
