"""Where in time and frequency the watermark lies, and which tile is louder, which softer.

Time is cut into tiles of 43 ms and the spectrum into bands of 141 Hz. In every tile the level is
raised or lowered by up to 1.5 dB; up and down look like chance but follow from the names below. The
pattern repeats after ``TILES`` tiles. A third of the tiles is the same in every film and is
searched for; the others carry the payload, each of its coded bits on tiles all over the pattern.

This is a spread spectrum on the logarithm of the magnitude, as in D. Kirovski and H. S. Malvar,
"Spread-spectrum watermarking of audio signals", IEEE Transactions on Signal Processing 51 (2003).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from locvid.watermark.code import CODED_BITS

RATE = 48_000
FRAME = 1024
"""Samples of a window, 21 ms: what a change of level smears before a sudden sound stays within
the time that the sound itself masks (pre-masking, about 20 ms: Zwicker and Fastl, 1990)."""

HOP = FRAME // 2
TILE_HOPS = 4
TILE = TILE_HOPS * HOP

FIRST_BIN = 11
BIN_STEP = 3
BANDS = 60
LAST_BIN = FIRST_BIN + BIN_STEP * BANDS
"""Bins of 46.9 Hz: 0.5 to 9 kHz, which every coder keeps at speech rates."""

TILES = 96
"""4.1 s: a film of two lines holds the pattern once."""

SIGNS_NAME = b"locvid watermark 1: signs"
PLACES_NAME = b"locvid watermark 1: places"

Signs = npt.NDArray[np.float32]
"""[TILES, BANDS]"""

Places = npt.NDArray[np.intp]
"""[TILES, BANDS]: the coded bit that a tile carries, -1 for those that are always the same."""


@lru_cache(maxsize=1)
def signs() -> Signs:
    """+1 or -1 for every tile."""
    count = TILES * BANDS
    bits = np.unpackbits(np.frombuffer(_stream(SIGNS_NAME, -(-count // 8)), np.uint8))[:count]
    return (1 - 2.0 * bits).astype(np.float32).reshape(TILES, BANDS)


@lru_cache(maxsize=1)
def places() -> Places:
    """What every tile is for."""
    count = TILES * BANDS
    order = np.argsort(np.frombuffer(_stream(PLACES_NAME, 8 * count), "<u8"), kind="stable")
    fixed = count // 3
    uses = np.concatenate([np.full(fixed, -1), np.arange(count - fixed) % CODED_BITS])
    found = np.empty(count, np.intp)
    found[order] = uses
    return found.reshape(TILES, BANDS)


def with_payload(coded: npt.NDArray[np.int8]) -> Signs:
    """The pattern of one film; ``coded`` is +1 or -1 for each of ``CODED_BITS``."""
    of_tile = places()
    return np.where(of_tile < 0, signs(), signs() * coded[of_tile]).astype(np.float32)


def _stream(name: bytes, count: int) -> bytes:
    # An extendable hash: the same for every release of every library.
    return hashlib.shake_256(name).digest(count)
