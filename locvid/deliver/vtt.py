"""WebVTT captions (.vtt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locvid.deliver.captions import Caption
from locvid.deliver.subtitles import subtitles

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def vtt(captions: Sequence[Caption]) -> str:
    """The text of a .vtt file; what would be markup is escaped (W3C WebVTT, 4.2.2)."""
    escaped = [
        replace(caption, lines=tuple(line.translate(_ESCAPES) for line in caption.lines))
        for caption in captions
    ]
    return subtitles(escaped).to_string("vtt", keep_ssa_tags=True)
