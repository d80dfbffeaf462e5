"""Speech for tests of aligners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import soxr

from locvid.model.locale import Locale
from locvid.phonetics.espeak import EspeakSpeech, synthesize
from locvid.verify.align.base import ALIGN_RATE

EDGE_S = 0.5
"""Seconds of a quiet room before and after the speech."""


@dataclass(frozen=True)
class Line:
    """A sentence, another one that it is not, and how many words it has."""

    locale: Locale
    text: str
    other: str
    words: int

    def sound(self) -> np.ndarray:
        return spoken(self.text, self.locale.tag)


FRENCH = Line(
    Locale("fr-FR", "fr", "FR"),
    "Le port est ouvert, et le bateau part ce matin.",
    "Gardez vos questions pour la fin de la visite guidée.",
    10,
)
ENGLISH = Line(
    Locale("en-US", "en", "US"),
    "The harbour was quiet, and a thin fog covered the bay.",
    "Please keep your tickets until you have left the station.",
    11,
)
SPANISH = Line(
    Locale("es-ES", "es", "ES"),
    "El puerto estaba tranquilo, y una niebla fina cubría la bahía.",
    "Conserve su billete hasta que haya salido de la estación.",
    11,
)


def spoken(text: str, voice: str, rate_wpm: int = 165) -> np.ndarray:
    """``text`` by espeak-ng in a quiet room, float32 at ALIGN_RATE, with EDGE_S around it."""
    return in_a_room(synthesize(text, f"{voice}+f5", rate_wpm))


def in_a_room(speech: EspeakSpeech) -> np.ndarray:
    """``speech`` in a quiet room, float32 at ALIGN_RATE, with EDGE_S around it."""
    loud = soxr.resample(speech.samples.astype(np.float32) / 32768, speech.sample_rate, ALIGN_RATE)
    pause = np.zeros(round(EDGE_S * ALIGN_RATE), np.float32)
    sound = np.concatenate([pause, loud, pause])
    return (sound + quiet_room(len(sound))).astype(np.float32)


def quiet_room(samples: int) -> np.ndarray:
    return np.random.default_rng(5).normal(0, 0.002, samples).astype(np.float32)
