"""Clothes by name. Each is one file; this is where they are put into service."""

from __future__ import annotations

from collections.abc import Callable

from locvid.drawing import skia
from locvid.generate.studio.picture.light import Light
from locvid.generate.studio.picture.presenter.clothes_blazer import draw_blazer
from locvid.generate.studio.picture.presenter.clothes_jacket import draw_jacket
from locvid.generate.studio.picture.presenter.clothes_top import draw_top
from locvid.generate.studio.picture.presenter.look import Look

CLOTHES: dict[str, Callable[[skia.Canvas, Look, Light], None]] = {
    "blazer": draw_blazer,
    "jacket": draw_jacket,
    "top": draw_top,
}
