"""Sets the pauses of a spoken run by its sound: where a phrase really ends, and for how long.

The model spreads a pause over the phones around it: a last vowel may hold half a second of
silence, or speech runs on into a comma. What is heard decides, not the token.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from locvid.model.take import Samples
from locvid.phonetics.inventory import PLOSIVES

_BLOCK_S, _SHORTEST_SILENCE_S, _SHORTEST_PHONE_S = 0.005, 0.04, 0.03
_QUIET_DB = -28.0
"""Below the loud parts of the run (95th percentile); voiceless fricatives stay above it."""
_FADE_S = 0.003
_FARTHEST_ONSET_S = 0.12
"""A phrase that is heard to begin within this of its mark begins where it is heard."""
_LONGEST_TAIL_S = 0.15
"""The model lets a last s hiss through all the silence it is given: it ends this long after its
mark at the latest."""
_CLOSURE_S = 0.05
"""Of a plosive at the start of a phrase only the burst is heard; the closure comes before."""


class _Timed(Protocol):
    """A phone: its base symbol, and its start and end in samples."""

    @property
    def ipa(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Phone = TypeVar("Phone", bound=_Timed)


@dataclass(frozen=True, slots=True)
class _Silence:
    start: int
    end: int


def settle_pauses(
    sound: Samples, phones: Sequence[Phone], pauses_s: Mapping[int, float], sample_rate: int
) -> tuple[Samples, list[Phone]]:
    """The sound with its pauses as wanted, and its phones at their new places.

    ``pauses_s`` maps the index of a phrase's last phone to the silence wanted after it in
    seconds; after the last phone of all only its end is found. Where no silence is heard, the
    phrases are spoken as one, and the phone lasts until the next.
    """
    block = int(_BLOCK_S * sample_rate)
    quiet = _quiet_blocks(sound, block)
    pieces: list[Samples] = []
    settled: list[Phone] = []
    taken = shift = 0
    onset: int | None = None
    for index, phone in enumerate(phones):
        if onset is not None:
            phone, onset = _moved(phone, onset, phone.end), None
        following = phones[index + 1].start if index + 1 < len(phones) else sound.size
        silence = None
        if index in pauses_s:
            begin = phone.start + int(_SHORTEST_PHONE_S * sample_rate)
            silence = _first_silence(quiet, block, begin, following, sample_rate)
        if index + 1 == len(phones):
            heard_until = silence.start if silence else following
            end = min(heard_until, phone.end + int(_LONGEST_TAIL_S * sample_rate))
            settled.append(_moved(phone, phone.start + shift, end + shift))
            continue
        if silence is None:
            end = following if index in pauses_s else phone.end
            settled.append(_moved(phone, phone.start + shift, end + shift))
            continue
        settled.append(_moved(phone, phone.start + shift, silence.start + shift))
        onset = _onset(phones[index + 1], silence.end, sample_rate)
        missing = round(pauses_s[index] * sample_rate) - (onset - silence.start)
        spare = silence.end - silence.start - block
        missing = max(missing, -max(0, spare))
        middle = (silence.start + silence.end) // 2
        cut = max(0, -missing)
        pieces.append(_faded(sound[taken : middle - cut // 2], sample_rate))
        pieces.append(np.zeros(max(0, missing), np.float32))
        taken = middle - cut // 2 + cut
        shift += missing
    pieces.append(_faded(sound[taken:], sample_rate))
    return np.concatenate(pieces), settled


def _quiet_blocks(sound: Samples, block: int) -> NDArray[np.bool_]:
    blocks = sound[: sound.size // block * block].reshape(-1, block)
    level = np.sqrt(np.mean(np.square(blocks, dtype=np.float64), axis=1))
    return np.asarray(level < np.percentile(level, 95) * 10 ** (_QUIET_DB / 20))


def _first_silence(
    quiet: NDArray[np.bool_], block: int, begin: int, end: int, sample_rate: int
) -> _Silence | None:
    """The first silence of at least 40 ms between two samples."""
    least = int(_SHORTEST_SILENCE_S * sample_rate) // block
    run = 0
    last = min(end // block, quiet.size)
    for index in range(-(-begin // block), last):
        if quiet[index]:
            run += 1
        elif run >= least:
            return _Silence((index - run) * block, index * block)
        else:
            run = 0
    return _Silence((last - run) * block, last * block) if run >= least else None


def _onset(phone: _Timed, heard: int, sample_rate: int) -> int:
    """Where a phrase's first phone begins, whose sound is heard from ``heard``."""
    if abs(heard - phone.start) > _FARTHEST_ONSET_S * sample_rate:
        return phone.start
    closure = int(_CLOSURE_S * sample_rate) if phone.ipa in PLOSIVES else 0
    return min(heard - closure, phone.end)


def _moved(phone: Phone, start: int, end: int) -> Phone:
    return replace(phone, start=start, end=max(start, end))  # type: ignore[type-var]


def _faded(piece: Samples, sample_rate: int) -> Samples:
    """A joint in near-silence still ticks if the wave jumps."""
    count = min(int(_FADE_S * sample_rate), piece.size // 2)
    if not count:
        return piece
    ramp = (np.arange(count, dtype=np.float32) + 1) / (count + 1)
    faded = piece.copy()
    faded[:count] *= ramp
    faded[-count:] *= ramp[::-1]
    return faded
