"""The payload as bits that can be read although many of them are wrong.

A checksum of 12 bits says whether what was read is what was written. A convolutional code of rate
1/3 and constraint length 7 (octal 133 171 165, free distance 15: J. G. Proakis, Digital
Communications) protects both; it is decoded from soft bits by A. J. Viterbi's algorithm (1967).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

VERSION_BITS = 4
IDENTIFIER_BITS = 32
CHECK_BITS = 12
_DATA_BITS = VERSION_BITS + IDENTIFIER_BITS
_MEMORY = 6
_STATES = 1 << _MEMORY
_GENERATORS = (0o133, 0o171, 0o165)
CODED_BITS = len(_GENERATORS) * (_DATA_BITS + CHECK_BITS + _MEMORY)

_CHECK_POLYNOMIAL = 0x80F
"""CRC-12 of ITU-T: x^12 + x^11 + x^3 + x^2 + x + 1."""

_CHECK_START = 0xFFF
"""Not zero, so that silence read as noughts does not hold."""

VERSION = 1
"""Of the payload's meaning: a version, then the identifier."""


@dataclass(frozen=True, slots=True)
class Payload:
    """``identifier`` (32 bits) are the first of the SHA-256 of the film's manifest."""

    identifier: int
    version: int = VERSION

    @property
    def hexadecimal(self) -> str:
        """The identifier as eight digits."""
        return f"{self.identifier:08x}"


def encode(payload: Payload) -> npt.NDArray[np.int8]:
    """The coded bits as +1 (nought) and -1 (one)."""
    data = (payload.version << IDENTIFIER_BITS) | payload.identifier
    word = (data << CHECK_BITS) | _check(data)
    count = _DATA_BITS + CHECK_BITS
    bits = [(word >> (count - 1 - at)) & 1 for at in range(count)] + [0] * _MEMORY
    coded, state = [], 0
    for bit in bits:
        state = (bit << _MEMORY) | (state >> 1)
        coded += [1 - 2 * ((state & generator).bit_count() & 1) for generator in _GENERATORS]
    return np.array(coded, np.int8)


def decode(soft: npt.NDArray[np.floating]) -> Payload | None:
    """The payload most likely behind soft bits; None where its checksum does not hold.

    Soft bits are positive for a nought, the larger the surer.
    """
    came_from, outputs = _trellis()
    metric = np.full(_STATES, -np.inf)
    metric[0] = 0.0
    choices = []
    for step in soft.astype(np.float64).reshape(-1, len(_GENERATORS)):
        # [state, which of two states before it]
        reached = metric[came_from] + outputs @ step
        choice = np.argmax(reached, axis=1)
        choices.append(choice)
        metric = reached[np.arange(_STATES), choice]
    state, bits = 0, []
    for choice in reversed(choices):
        bits.append(state >> (_MEMORY - 1))
        state = int(came_from[state, choice[state]])
    word = 0
    for bit in bits[::-1][:-_MEMORY]:
        word = (word << 1) | bit
    data = word >> CHECK_BITS
    if word & ((1 << CHECK_BITS) - 1) != _check(data):
        return None
    return Payload(data & ((1 << IDENTIFIER_BITS) - 1), data >> IDENTIFIER_BITS)


@lru_cache(maxsize=1)
def _trellis() -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """The two states before each, and the coded bits [state, which, generator] of the step."""
    came_from = np.empty((_STATES, 2), np.intp)
    outputs = np.empty((_STATES, 2, len(_GENERATORS)))
    for state in range(_STATES):
        for oldest in (0, 1):
            # The newest bit is the state's highest; the oldest is the one that has just left.
            register = (state << 1) | oldest
            came_from[state, oldest] = register & (_STATES - 1)
            outputs[state, oldest] = [
                1 - 2 * ((register & generator).bit_count() & 1) for generator in _GENERATORS
            ]
    return came_from, outputs


def _check(data: int) -> int:
    remainder = _CHECK_START
    for at in reversed(range(_DATA_BITS)):
        top = (remainder >> (CHECK_BITS - 1)) ^ ((data >> at) & 1)
        remainder = (remainder << 1) & ((1 << CHECK_BITS) - 1)
        if top & 1:
            remainder ^= _CHECK_POLYNOMIAL
    return remainder
