"""Puts the watermark into sound as it streams by; what comes out is as long and as loud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from locvid.watermark.code import Payload, encode
from locvid.watermark.masking import allowed
from locvid.watermark.pattern import (
    BIN_STEP,
    FIRST_BIN,
    FRAME,
    HOP,
    LAST_BIN,
    TILE_HOPS,
    TILES,
    with_payload,
)

Samples = npt.NDArray[np.float32]

_WINDOW = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)).astype(np.float32)
"""The root of Hann's window, before and after: at half overlap the squares sum to one."""


def marked(blocks: Iterable[Samples], payload: Payload) -> Iterator[Samples]:
    """The same sound with the mark: float32 [n, channels] at 48 kHz, in blocks of other sizes.

    Both channels change alike, so that the mark is there in their sum, too.
    """
    changer = _Changer(payload)
    held: Samples | None = None
    # The first window begins before the sound, so that all of it is under two windows.
    lead, owed = HOP, 0
    for block in blocks:
        if held is None:
            held = np.zeros((HOP, block.shape[1]), np.float32)
        owed += len(block)
        held = np.concatenate([held, block])
        whole = (len(held) - FRAME) // HOP + 1
        if whole > 0:
            done = changer.change(held[: (whole + 1) * HOP])[lead:]
            held = held[whole * HOP :]
            owed -= len(done)
            lead = 0
            yield done
    if held is not None and owed > 0:
        whole = -(-(owed + lead) // HOP)
        padded = np.concatenate([held, np.zeros((2 * FRAME, held.shape[1]), np.float32)])
        yield changer.change(padded[: (whole + 1) * HOP])[lead : lead + owed]


class _Changer:
    """Windows one after the other, with what they leave over for the next ones."""

    def __init__(self, payload: Payload) -> None:
        self._pattern = with_payload(encode(payload))
        self._window = 0
        self._left: Samples | None = None
        self._threshold: npt.NDArray[np.float32] | None = None

    def change(self, sound: Samples) -> Samples:
        """Complete samples from whole windows at half overlap: ``len(sound) - HOP`` of them."""
        windows = np.lib.stride_tricks.sliding_window_view(sound, FRAME, axis=0)[::HOP] * _WINDOW
        spectra = np.fft.rfft(windows, axis=-1)
        power = (spectra.real**2 + spectra.imag**2).sum(axis=1)
        change, self._threshold = allowed(power.astype(np.float32), self._threshold)
        tiles = (np.arange(self._window, self._window + len(spectra)) // TILE_HOPS) % TILES
        self._window += len(spectra)
        gain = 1 + change * self._pattern[tiles]
        spectra[:, :, FIRST_BIN:LAST_BIN] *= np.repeat(gain, BIN_STEP, axis=1)[:, None, :]
        back = (np.fft.irfft(spectra, FRAME, axis=-1) * _WINDOW).astype(np.float32)
        heads, tails = back[:, :, :HOP], back[:, :, HOP:]
        heads[1:] += tails[:-1]
        if self._left is not None:
            heads[0] += self._left
        self._left = tails[-1].copy()
        return heads.transpose(0, 2, 1).reshape(-1, sound.shape[1])
