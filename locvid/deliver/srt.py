"""SubRip captions (.srt)."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.deliver.captions import Caption
from locvid.deliver.subtitles import subtitles


def srt(captions: Sequence[Caption]) -> str:
    """The text of an .srt file."""
    # Captions are plain text: braces in them are no SubStation tags.
    return subtitles(captions).to_string("srt", keep_ssa_tags=True)
