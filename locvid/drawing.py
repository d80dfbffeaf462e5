"""Skia, which draws all pictures and sets all text: ``from locvid.drawing import skia``.

Its wheels for Linux are linked against OpenGL, which servers and containers seldom have. Nothing
here draws on a GPU, so where OpenGL is missing, empty libraries take its place.
"""

from __future__ import annotations

from locvid.model.errors import MissingDependency
from locvid.opengl import stand_in_for_opengl

try:
    import skia as skia
except ImportError as missing:
    try:
        stand_in_for_opengl()
        import skia as skia
    except (ImportError, OSError):
        raise MissingDependency(
            f"skia, which draws the pictures, cannot be loaded: {missing}",
            hint="install the library that it names; on Debian: "
            "apt-get install libegl1 libgl1 libexpat1",
        ) from missing

__all__ = ["skia"]
