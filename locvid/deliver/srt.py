"""SubRip captions (.srt)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from locvid.deliver.captions import Caption
from locvid.deliver.subtitles import WORD_JOINER, subtitles

_LIKE_MARKUP = re.compile(r"<(?=[/A-Za-z])|\{(?=\\|[A-Za-z]:)")
"""What players and ffmpeg take for tags of HTML, SubStation and MicroDVD. SubRip has no escapes."""


def srt(captions: Sequence[Caption]) -> str:
    """The text of an .srt file; what would be markup is kept from being it."""
    plain = [replace(caption, lines=tuple(map(_plain, caption.lines))) for caption in captions]
    return subtitles(plain).to_string("srt", keep_ssa_tags=True)


def _plain(line: str) -> str:
    return _LIKE_MARKUP.sub(lambda found: found.group() + WORD_JOINER, line)
