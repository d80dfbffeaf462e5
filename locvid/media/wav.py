"""Stereo WAV files at 48 kHz, written and read in blocks so that length costs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import soundfile

from locvid.media.atomic import cannot_write, storage_errors
from locvid.model.errors import InvalidInput
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

BLOCK = SAMPLE_RATE
"""Samples a block: one second."""

_SET_ADD_PEAK_CHUNK = 0x1050
"""SFC_SET_ADD_PEAK_CHUNK of sndfile.h."""


class StereoWriter:
    """Writes float32 [n, 2] blocks as 32-bit float WAV, which neither clips nor rounds."""

    def __init__(self, path: Path, target: Path | None = None) -> None:
        """``target`` is what errors name instead of ``path``."""
        self._path = path
        self._target = target or path
        try:
            self._file = soundfile.SoundFile(
                path, "w", SAMPLE_RATE, 2, format="WAV", subtype="FLOAT"
            )
        except soundfile.SoundFileError as error:
            raise self._failure() from error
        # libsndfile stamps the PEAK chunk of float files with the time of day; soundfile has no
        # public switch for it.
        soundfile._snd.sf_command(
            self._file._file, _SET_ADD_PEAK_CHUNK, soundfile._ffi.NULL, soundfile._snd.SF_FALSE
        )
        self.sample_count = 0

    def write(self, block: Samples) -> None:
        """Append a block; raises InvalidInput when the disk is full."""
        try:
            self._file.write(block)
        except soundfile.SoundFileError as error:
            raise self._failure() from error
        self.sample_count += len(block)

    def _failure(self) -> InvalidInput:
        """libsndfile does not say why it cannot write; the system does when asked again."""
        try:
            with storage_errors(self._target), self._path.open("ab") as file:
                file.write(bytes(1 << 20))
        except InvalidInput as reason:
            return reason
        return cannot_write(self._target, "the sound file cannot be written")

    def close(self) -> None:
        """Complete the header."""
        self._file.close()

    def __enter__(self) -> StereoWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def write_blocks(path: Path, blocks: Iterable[Samples], target: Path | None = None) -> int:
    """Write all blocks to ``path``; returns the number of samples. ``target`` as above."""
    with StereoWriter(path, target) as writer:
        for block in blocks:
            writer.write(block)
    return writer.sample_count


def read_blocks(path: Path, start: int = 0, stop: int | None = None) -> Iterator[Samples]:
    """Yield float32 [at most BLOCK, 2] from sample ``start`` to ``stop`` (the end if None).

    Raises InvalidInput if the file is no stereo sound at 48 kHz.
    """
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.SoundFileError, OSError) as error:
        raise InvalidInput(f"{path} is not a readable sound file") from error
    with file:
        if file.samplerate != SAMPLE_RATE or file.channels != 2:
            raise InvalidInput(
                f"{path} is {file.channels} channels at {file.samplerate} Hz, not 2 at 48000"
            )
        file.seek(start)
        left = (file.frames if stop is None else stop) - start
        while left > 0:
            block = file.read(min(BLOCK, left), dtype="float32", always_2d=True)
            if len(block) == 0:
                return
            left -= len(block)
            yield block


def read(path: Path, start: int = 0, stop: int | None = None) -> Samples:
    """One stretch of sound at once, float32 [n, 2]; for short stretches."""
    blocks = list(read_blocks(path, start, stop))
    return np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32)
