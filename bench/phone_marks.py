"""How far phone marks lie from the sound: of espeak-ng's events and of the Kokoro voices.

    python bench/phone_marks.py

What can be found in the sound without any aligner is taken as the truth: where a hiss begins and
ends (above 4.5 kHz), where a stop or an m shuts the vowel off, where the vowel comes back. Prints
the median of sound minus mark in milliseconds, per kind of event. ``LEAD_S`` of the Kokoro voice
and ``_EVENT_DELAY_S`` of the aligner's reference rest on these figures.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfiltfilt

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "generate")]

from prompts import LIBRARY, line, locale, market  # noqa: E402

from locvid.generate.studio.voice.choose import engine_for  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.phonetics.espeak import synthesize  # noqa: E402
from locvid.phonetics.inventory import base_phones, is_vowel  # noqa: E402

LINES = {
    "en-US": [
        "This house is so close, a passing taxi passes us so easily.",
        "The copper kettle took a couple of days to pack.",
        "A baby boy may be happy, maybe not about apples.",
    ],
    "fr-FR": [
        "Les oiseaux passent au-dessus de la maison sans cesser.",
        "Papa part pour Paris avec beaucoup de paquets.",
    ],
    "es-ES": ["La casa se pasa seis meses sin sol.", "Pepe tapa la copa de papá."],
    "de-DE": [
        "Das ist also so eine Sache, sie lassen es sausen.",
        "Papa packt einen Apfel in die Tasche.",
    ],
}
ESPEAK_VARIANTS = ("", "+f2", "+m3", "+klatt2")
PRESETS = ("warm-female", "deep-male")
BANDS_HZ = {"hiss": (4500, 12000), "vowel": (150, 3000), "oral": (700, 3000)}
MS = SAMPLE_RATE // 1000

Phone = tuple[str, float, float]


def main() -> None:
    for name, utterances in (("espeak-ng", espeak()), ("kokoro", kokoro())):
        found: dict[str, list[float]] = {}
        for sound, phones in utterances:
            for kind, error_ms in events(sound, phones):
                found.setdefault(kind, []).append(error_ms)
        every = [error for errors in found.values() for error in errors]
        for kind, errors in [*sorted(found.items()), ("all", every)]:
            low, middle, high = np.percentile(errors, [25, 50, 75])
            print(
                f"{name:10} {kind:16} {len(errors):4d}  {middle:+6.1f} ms ({low:+.0f}…{high:+.0f})"
            )


def espeak() -> Iterator[tuple[np.ndarray, list[Phone]]]:
    for tag, lines in LINES.items():
        for voice in (locale(tag).tag + variant for variant in ESPEAK_VARIANTS):
            for text in lines:
                speech = synthesize(text, voice, 175)
                rate = speech.sample_rate
                ends = [at for at, _ in speech.phones[1:]] + [len(speech.samples)]
                phones: list[Phone] = []
                for (start, name), end in zip(speech.phones, ends, strict=True):
                    parts = base_phones(name)
                    edges = np.linspace(start, end, len(parts) + 1) * 1000 / rate
                    phones += [
                        (part, *edges[index : index + 2]) for index, part in enumerate(parts)
                    ]
                samples = speech.samples.astype(np.float32) / 32768
                yield soxr.resample(samples, rate, SAMPLE_RATE), phones


def kokoro() -> Iterator[tuple[np.ndarray, list[Phone]]]:
    for tag, lines in LINES.items():
        for preset in PRESETS:
            voice = LIBRARY.get("voices", preset).content
            for text in lines:
                spoken = line(text, emphasis="none")
                engine = engine_for(locale(tag).language)
                utterance = engine.speak(spoken, locale(tag), market(tag), voice)
                yield (
                    utterance.samples,
                    [(phone.ipa, phone.start / MS, phone.end / MS) for phone in utterance.phones],
                )


def events(sound: np.ndarray, phones: list[Phone]) -> Iterator[tuple[str, float]]:
    """Kind of event, and sound minus mark in ms; only phones between two vowels are judged."""
    level = {name: loudness(sound, band) for name, band in BANDS_HZ.items()}
    for before, (ipa, start, end), after in zip(phones, phones[1:], phones[2:], strict=False):
        if not (is_vowel(before[0]) and is_vowel(after[0])):
            continue
        if ipa in ("s", "ʃ", "ɕ"):
            yield from crossing("hiss begins", level["hiss"], start, True)
            yield from crossing("hiss ends", level["hiss"], end, False)
        elif ipa in ("p", "t", "k"):
            yield from crossing("stop begins", level["vowel"], start, False)
            yield from crossing("vowel returns", level["vowel"], end, True)
        elif ipa == "m":
            yield from crossing("m begins", level["oral"], start, False)


def loudness(sound: np.ndarray, band_hz: tuple[int, int]) -> np.ndarray:
    """Level in dB of a band, one value a millisecond."""
    band = sosfiltfilt(butter(4, band_hz, "band", fs=SAMPLE_RATE, output="sos"), sound)
    power = gaussian_filter1d(np.square(band), 4 * MS)[::MS]
    return 10 * np.log10(power + 1e-10)


def crossing(
    kind: str, level: np.ndarray, mark_ms: float, rising: bool
) -> Iterator[tuple[str, float]]:
    """The passage through the middle of the level that is nearest to a mark, within 80 ms."""
    first = max(0, int(mark_ms) - 80)
    window = level[first : int(mark_ms) + 80]
    if len(window) < 20 or np.ptp(window) < 12:
        return
    above = window >= (window.max() + window.min()) / 2
    turns = np.flatnonzero(above[1:] & ~above[:-1] if rising else above[:-1] & ~above[1:])
    if len(turns):
        yield kind, min((first + turn - mark_ms for turn in turns), key=abs)


if __name__ == "__main__":
    main()
