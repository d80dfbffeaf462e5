"""Captions as pysubs2 events, the common ground of the subtitle formats."""

from __future__ import annotations

from collections.abc import Sequence

import pysubs2

from locvid.deliver.captions import Caption
from locvid.model.media import SAMPLE_RATE

WORD_JOINER = "\u2060"
"""Nobody sees it; it keeps what stands beside it from being read as something else."""


def subtitles(captions: Sequence[Caption]) -> pysubs2.SSAFile:
    """One event per caption, rounded down to milliseconds, lines joined by a line break."""
    file = pysubs2.SSAFile()
    for caption in captions:
        file.append(
            pysubs2.SSAEvent(
                start=caption.start * 1000 // SAMPLE_RATE,
                end=caption.end * 1000 // SAMPLE_RATE,
                text=r"\N".join(map(_plain, caption.lines)),
            )
        )
    return file


def _plain(line: str) -> str:
    """Keep a written ``\\N`` (as in C:\\New) from being read as a line break of SubStation."""
    return line.replace("\\", f"\\{WORD_JOINER}")
