"""A still picture of the film, for players and shops: JPEG."""

from __future__ import annotations

from pathlib import Path

from locvid.deliver.outputs import stills
from locvid.deliver.outputs.base import Programme
from locvid.deliver.outputs.images import embed
from locvid.deliver.picture import BITEXACT
from locvid.media.ffmpeg import run
from locvid.model.availability import READY, Availability
from locvid.model.profile import Profile


class Poster:
    """The most usual of the frames near the start."""

    name = "poster"
    fewest = 1
    most: int | None = 1
    one_picture = True
    needs_stems = False

    def ending(self, profile: Profile) -> str:
        """A picture that everything opens."""
        return ".poster.jpg"

    def available(self) -> Availability:
        """Every ffmpeg codes JPEG."""
        return READY

    def make(self, programme: Programme, path: Path, target: Path) -> None:
        """Full range and the matrix of BT.601, as JFIF has it."""
        picture = stills.still(programme, out_color_matrix="bt601", out_range="pc")
        options = {"frames:v": 1, "q:v": 3, "update": 1, **BITEXACT}
        graph = picture.filter("format", "yuvj420p").output(
            str(path), format="image2", vcodec="mjpeg", **options
        )
        run(graph, "making the poster", target)
        embed(path, programme.xmp)
