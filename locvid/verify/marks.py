"""What a file says of its origin: its signed manifest, its source type, the mark in its sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from locvid.media.credentials import read_signature
from locvid.media.opening import open_media
from locvid.media.xmp import read_source_type
from locvid.model.errors import MissingDependency
from locvid.model.marking import Marks, Signature, SoundMark
from locvid.watermark.detect import Mono, detect
from locvid.watermark.pattern import RATE

LONGEST_S = 300
"""Seconds of sound in which the mark is looked for: it repeats every four, and this is plenty."""


def read_marks(file: Path) -> Marks:
    """Everything that is found in ``file``; what is damaged or cannot be read counts as absent.

    ``notes`` says where the library that reads manifests is missing.
    """
    notes: tuple[str, ...] = ()
    signature: Signature | None = None
    try:
        signature = read_signature(file)
    except MissingDependency as missing:
        notes = (f"no signature was looked for: {missing.message} ({missing.hint})",)
    return Marks(signature, _sound_mark(file), read_source_type(file), notes)


def _sound_mark(file: Path) -> SoundMark | None:
    try:
        found = detect(_mono(file))
    except (av.FFmpegError, OSError):
        return None
    if found is None:
        return None
    payload = found.payload
    return SoundMark(
        version=payload.version if payload else None,
        identifier=payload.hexadecimal if payload else None,
        strength=round(found.strength, 1),
        false_alarm=found.false_alarm,
    )


def _mono(file: Path) -> Iterator[Mono]:
    """The first sound stream in blocks of about a second."""
    with open_media(file) as container:
        if not container.streams.audio:
            return
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        held: list[Mono] = []
        size = total = 0
        for packet in container.demux(container.streams.audio[0]):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue
            for frame in frames:
                for part in resampler.resample(frame):
                    held.append(part.to_ndarray().reshape(-1).astype(np.float32, copy=False))
                    size += len(held[-1])
            if size >= RATE:
                yield np.concatenate(held)
                total += size
                held, size = [], 0
            if total >= LONGEST_S * RATE:
                return
        if held:
            yield np.concatenate(held)
