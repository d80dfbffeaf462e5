"""A preview that moves wherever pictures are shown: GIF."""

from __future__ import annotations

from pathlib import Path

import ffmpeg

from locvid.deliver.outputs import stills
from locvid.deliver.outputs.base import Programme
from locvid.deliver.outputs.images import embed
from locvid.deliver.picture import BITEXACT
from locvid.media.ffmpeg import run
from locvid.model.availability import READY, Availability
from locvid.model.profile import Profile


class Gif:
    """A few seconds without sound, over and over."""

    name = "gif"
    fewest = 1
    most: int | None = 1
    one_picture = True
    needs_stems = False

    def ending(self, profile: Profile) -> str:
        """Beside a preview in another format."""
        return ".preview.gif"

    def available(self) -> Availability:
        """Every ffmpeg codes GIF."""
        return READY

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """With a palette of its own, chosen for what moves."""
        pictures = stills.moving(programme).filter("format", "rgb24").filter_multi_output("split")
        palette = pictures.stream(0).filter("palettegen", stats_mode="diff")
        graph = ffmpeg.filter(
            [pictures.stream(1), palette],
            "paletteuse",
            dither="bayer",
            bayer_scale=4,
            diff_mode="rectangle",
        ).output(str(path), format="gif", loop=0, **BITEXACT)
        run(graph, "making the preview", target)
        embed(path, programme.xmp)
