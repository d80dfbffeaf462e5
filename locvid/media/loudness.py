"""Integrated loudness and true peak as in ITU-R BS.1770-5 and EBU R128, by ffmpeg's ebur128."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import ffmpeg

from locvid.media import ffmpeg as runner

_SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770: nothing below it counts."""

_INTEGRATED = re.compile(r"^\s*I:\s*(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_TRUE_PEAK = re.compile(r"^\s*Peak:\s*(-?[\d.]+|-?inf) dBFS", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loudness:
    """``integrated_lufs`` is None for sound below the gate, ``true_peak_dbtp`` for digital zero."""

    integrated_lufs: float | None
    true_peak_dbtp: float | None


def measure(path: Path, target: Path) -> Loudness:
    """Measure the first sound of a file as a player would decode it; errors name ``target``."""
    # Absolute, so that a colon in a name does not make it a protocol of ffmpeg.
    return measured(ffmpeg.input(str(path.absolute())).audio, target)


def measured(sound: ffmpeg.Stream, target: Path) -> Loudness:
    """Measure what comes out of a graph."""
    graph = sound.filter("ebur128", peak="true", framelog="quiet").output("-", format="null")
    log = runner.run(graph, "measuring the loudness", target, verbose=True)
    integrated = float(_INTEGRATED.findall(log)[-1])
    peak = float(_TRUE_PEAK.findall(log)[-1])
    return Loudness(
        integrated if integrated > _SILENCE_LUFS else None,
        peak if isfinite(peak) else None,
    )
