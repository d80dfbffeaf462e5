"""Sound of a take that a model made: resampled, padded to the picture, eased at its ends.

All sound outside the model is float32 [samples, 2] at 48 kHz.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from locvid.generate.base import GivenSound
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import AMBIENCE, DIALOGUE, FOREGROUND, MIDGROUND, Samples

EDGE_SAMPLES = SAMPLE_RATE // 100
"""10 ms of fade at both ends of a shot: a cut in the middle of a wave is a click."""


def as_stereo(audio: Any, rate: int) -> Samples:
    """The model's waveform, a tensor [1, channels, samples] at ``rate`` Hz, as locvid's sound."""
    waveform = audio[0].float().cpu().numpy().T
    if waveform.shape[1] == 1:
        waveform = np.repeat(waveform, 2, axis=1)
    if rate != SAMPLE_RATE:
        waveform = soxr.resample(waveform[:, :2], rate, SAMPLE_RATE, quality="VHQ")
    return np.ascontiguousarray(waveform[:, :2], np.float32)


def fitted(sound: Samples, count: int) -> Samples:
    """Exactly ``count`` samples: cut, or silence at the end after a short fade.

    LTX-2's sound comes out 30 to 45 ms shorter than its picture.
    """
    if len(sound) >= count:
        return sound[:count]
    padded = np.zeros((count, 2), np.float32)
    padded[: len(sound)] = sound
    fade = min(EDGE_SAMPLES, len(sound))
    padded[len(sound) - fade : len(sound)] *= _ramp(fade)[::-1]
    return padded


def last_sound(stems: Sequence[Path], count: int) -> Samples:
    """The mix of the last ``count`` samples of a shot, from its stems; silence before its start."""
    import soundfile

    mix = np.zeros((count, 2), np.float32)
    for stem in stems:
        with soundfile.SoundFile(stem) as file:
            file.seek(max(0, len(file) - count))
            part = file.read(dtype="float32", always_2d=True)
        mix[count - len(part) :] += part
    return mix


def eased(sound: Samples) -> Samples:
    """Faded in and out at its ends, never beyond full scale, and about zero.

    A vocoder may leave an offset: nobody hears it, but it clicks at cuts and takes the room that
    loudness needs.
    """
    offset = sound.mean(axis=0, dtype=np.float64).astype(np.float32)
    out: Samples = np.clip(sound - offset, -1.0, 1.0)
    fade = min(EDGE_SAMPLES, len(out) // 2)
    out[:fade] *= _ramp(fade)
    out[len(out) - fade :] *= _ramp(fade)[::-1]
    return out


def one_stem(mix: Samples) -> dict[str, Samples]:
    """A model makes one mixed sound: the dialogue's stem carries it, the others are silent."""
    silence = np.zeros_like(mix)
    return {DIALOGUE: mix, FOREGROUND: silence, MIDGROUND: silence, AMBIENCE: silence}


def origin_of_sound(given: GivenSound | None) -> dict[str, object]:
    """For a take's provenance: what its stems and its times of words are worth."""
    if given is None:
        return {
            "stems": "one mixed sound of the model, in the stem 'dialogue'",
            "words": "not known: captions are spread over the shot by length",
        }
    return {"stems": "given", "words": "given", "given": dict(given.provenance)}


def _ramp(count: int) -> Samples:
    """0…1 over ``count`` samples, as a column."""
    return ((np.arange(count) + 0.5) / max(count, 1)).astype(np.float32)[:, None]
