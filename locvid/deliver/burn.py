"""Captions drawn into the picture: shots that have some are coded again, the others stay as is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ffmpeg
import numpy as np

from locvid.deliver.captions import Caption
from locvid.deliver.codecs.base import picture_codec
from locvid.deliver.picture import encoding
from locvid.deliver.sound import Span
from locvid.drawing import skia
from locvid.media.ffmpeg import PIPE, feeding
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile
from locvid.model.screen import Lettering
from locvid.model.take import Frame
from locvid.typeset.fonts import Fonts
from locvid.typeset.placing import Box, Page, Placed
from locvid.typeset.setting import draw_set, set_lines
from locvid.typeset.shaping import Typesetter

_MARKS = str.maketrans("", "", "\u200e\u200f")
"""Direction marks are for players; the lines are ordered here."""


def burned(
    placed: Sequence[Span],
    cues: Sequence[Caption],
    locale: Locale,
    profile: Profile,
    lettering: Lettering,
    folder: Path,
    target: Path,
) -> tuple[Span, ...]:
    """The shots with ``cues`` in their pictures, which are written to ``folder``.

    ``target`` is the film's final name, for messages. Raises LocvidError when ffmpeg fails.
    """
    made = []
    for number, span in enumerate(placed):
        shown = list(_shown(span, cues, profile))
        if shown:
            path = folder / f"burned-{number}.{picture_codec(profile.video_codec).carrier}"
            _burn(span, shown, locale, profile, lettering, path, target)
            span = replace(span, shot=replace(span.shot, picture=path))
        made.append(span)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A caption in the frames of one shot, end exclusive."""

    first: int
    end: int
    cue: Caption


def _shown(span: Span, cues: Sequence[Caption], profile: Profile) -> Iterator[_Shown]:
    fps = profile.video.fps
    for cue in cues:
        first = max(round(cue.start * fps / SAMPLE_RATE), span.first_frame)
        end = min(round(cue.end * fps / SAMPLE_RATE), span.end_frame)
        if first < end:
            yield _Shown(first - span.first_frame, end - span.first_frame, cue)


def _burn(
    span: Span,
    shown: Sequence[_Shown],
    locale: Locale,
    profile: Profile,
    lettering: Lettering,
    path: Path,
    target: Path,
) -> None:
    """Lay a band with the captions over the picture; the band is as high as they need."""
    page = Page(profile.video, lettering.safe, locale)
    panels = [_clear(each, _texts(span, page), page, lettering) for each in shown]
    top = min(int(panel.top) for panel in panels) // 2 * 2
    bottom = min(profile.video.height, max(int(panel.box.bottom) + 2 for panel in panels))
    height = (bottom - top + 1) // 2 * 2
    pictures = [_painted(panel, page, lettering, top, height) for panel in panels]
    band = ffmpeg.input(
        PIPE,
        format="rawvideo",
        pix_fmt="bgra",
        s=f"{profile.video.width}x{height}",
        framerate=str(profile.video.fps),
    )
    band = band.filter("scale", out_color_matrix="bt709", out_range="tv")
    picture = ffmpeg.input(str(span.shot.picture)).video
    graph = encoding(profile, ffmpeg.overlay(picture, band, x=0, y=top, format="auto"), path)
    empty = np.zeros((height, profile.video.width, 4), dtype=np.uint8)
    with feeding(graph, "drawing the captions", target) as pipe:
        for frame in range(span.shot.frame_count):
            number = next((i for i, e in enumerate(shown) if e.first <= frame < e.end), None)
            pipe.write((empty if number is None else pictures[number]).data)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is in the picture already, in frames of the shot."""

    first: int
    end: int
    box: Box


def _texts(span: Span, page: Page) -> list[_Text]:
    """What the generator says that it has written into the picture."""
    width, height = page.video.width, page.video.height
    told = span.shot.provenance.get("screen", ())
    assert isinstance(told, list | tuple)
    return [
        _Text(
            text["first_frame"],
            text["end_frame"],
            Box(
                text["left"] * width,
                text["top"] * height,
                text["right"] * width,
                text["bottom"] * height,
            ),
        )
        for text in told
    ]


def _clear(shown: _Shown, texts: Sequence[_Text], page: Page, lettering: Lettering) -> Placed:
    """A caption at the lower edge, or at the upper one where a text stands in its way."""
    low = _placed(shown.cue, page, lettering)
    covered = any(
        text.first < shown.end and shown.first < text.end and text.box.meets(low.box)
        for text in texts
    )
    return replace(low, top=round(page.area.top)) if covered else low


def _placed(cue: Caption, page: Page, lettering: Lettering) -> Placed:
    """The lines of a caption at the lower edge, smaller where one is too wide."""
    style, area = lettering.style, page.area
    lines = [line.translate(_MARKS) for line in cue.lines]
    fonts = Fonts(lettering.fonts, page.locale.language, "\n".join(lines))
    typesetter = Typesetter(fonts, page.locale)
    em = style.size * page.unit
    rows = [(line, False) for line in lines]
    text = set_lines(rows, style, em, typesetter)
    room = style.widest * (area.right - area.left)
    if text.width > room:
        text = set_lines(rows, style, em * room / text.width, typesetter)
    left = (area.left + area.right - text.width) / 2
    top = area.bottom - style.lift * page.unit - text.height
    return Placed(text, round(left), round(top))


def _painted(panel: Placed, page: Page, lettering: Lettering, top: int, height: int) -> Frame:
    """The band with one caption: uint8 [height, width, 4] in BGRA order, not premultiplied."""
    surface = skia.Surface(page.video.width, height)
    canvas = surface.getCanvas()
    canvas.translate(panel.left, panel.top - top)
    draw_set(canvas, panel.text, lettering.style, page.locale.right_to_left)
    pixels: Frame = surface.makeImageSnapshot().toarray(
        colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
    )
    return np.ascontiguousarray(pixels)
