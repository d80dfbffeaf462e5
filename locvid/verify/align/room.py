"""Puts a reference where the sound under test was recorded: its colour, noise and reverberation.

Warping compares spectra. Reverberation smears those of a recording forwards, so that a dry
reference finds every phone late; a noise fills the gaps that the reference has. So the reference
gets what the recording has, in the domain of band energies (Gales & Young, "Robust continuous
speech recognition using parallel model combination", IEEE Trans. SAP 4, 1996). Noise and colour
are estimated; of a few rooms the one is taken in which the text fits best.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.features import cepstra, with_activity
from locvid.verify.align.reference import Reference
from locvid.verify.align.target import Target

_SIXTY_DB = 6 * np.log(10)
_LEAST_SPEECH = 0.05
_LEAST_ROOM_FRAMES = 10


@dataclass(frozen=True, slots=True)
class Room:
    """Reverberation time (60 dB), and energy of the tail over that of the direct sound."""

    decay_s: float
    tail: float


DRY = Room(0.0, 0.0)
ROOMS = (DRY, Room(0.4, 0.5), Room(0.6, 2.0), Room(0.6, 6.0))
"""Close to the microphone, at arm's length, across a room, and far beyond its critical distance."""


def in_room(reference: Reference, target: Target, room: Room, hop: int) -> Reference:
    """``reference`` with the noise and colour of ``target``, reverberating as ``room`` does."""
    energy = np.exp(reference.mel.astype(np.float64))
    heard = np.exp(target.mel.astype(np.float64))
    spoken = heard[target.speech].mean(axis=0)
    noise = _noise(heard, target.speech)
    speech = np.maximum(spoken - noise, _LEAST_SPEECH * spoken)
    colour = _smoothed(speech / energy[reference.speech].mean(axis=0))
    mel = np.log(_reverberant(energy, room, hop) * colour + noise + 1e-7).astype(np.float32)
    whole = with_activity(cepstra(mel, reference.speech), reference.activity)
    return replace(reference, features=whole[reference.kept])


def _noise(heard: NDArray[np.float64], speech: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Energy per band in the pauses; where there are none, what is left between the phones."""
    pauses = heard[~speech]
    if len(pauses) > _LEAST_ROOM_FRAMES:
        return np.asarray(np.percentile(pauses, 30, axis=0))
    return np.asarray(np.percentile(heard, 3, axis=0))


def _smoothed(gain: NDArray[np.float64]) -> NDArray[np.float64]:
    """Over five bands: a microphone and a voice have no sharp edges."""
    padded = np.pad(np.log(gain), 2, mode="edge")
    return np.asarray(np.exp(np.convolve(padded, np.ones(5) / 5, mode="valid")))


def _reverberant(energy: NDArray[np.float64], room: Room, hop: int) -> NDArray[np.float64]:
    """Band energies with an exponential tail (Polack 1988)."""
    if not room.tail:
        return energy
    frames = int(room.decay_s * ALIGN_RATE / hop) + 1
    tail = np.exp(-_SIXTY_DB * np.arange(1, frames) * hop / ALIGN_RATE / room.decay_s)
    response = np.concatenate([[1.0], room.tail * tail / tail.sum()])
    return np.asarray(
        np.apply_along_axis(lambda band: np.convolve(band, response)[: len(band)], 0, energy)
    )
