"""How whispers, shouts and fast speech measure, and how well a stranger reads them.

python bench/effort.py [--langs fr,de] [--voices warm-female,deep-male] [--lines 3]

Share of the speech with a period, its pitch, level above 1 kHz against below, level, articulated
syllables a second (morae in Japanese), and character errors of Whisper-base; the lines are those of
bench/speech.py.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "generate"), str(Path(__file__).parent)]

from periods import periods  # noqa: E402
from prompts import LIBRARY, line, locale, market  # noqa: E402
from recogniser import normalised, transcribe  # noqa: E402
from speech import LINES  # noqa: E402

from locvid.direct.duration import spoken  # noqa: E402
from locvid.generate.studio.voice.base import Utterance  # noqa: E402
from locvid.generate.studio.voice.choose import engine_for  # noqa: E402
from locvid.generate.studio.voice.finish import active_rms  # noqa: E402
from locvid.generate.studio.voice.performing import perform_line  # noqa: E402
from locvid.localize.saying import say  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.model.performance import SpokenLine  # noqa: E402
from locvid.phonetics import syllables  # noqa: E402
from locvid.presets import deliveries  # noqa: E402
from locvid.presets.timing import timing_for  # noqa: E402
from locvid.verify.recognise.compare import compare  # noqa: E402

HINDI = {
    "hi-IN": [
        "पुस्तकालय छुट्टियों में भी छात्रों के लिए खुला रहता है।",
        "हमें आपका संदेश मिला है और हम सप्ताहांत से पहले उत्तर देंगे।",
    ]
}
SPOKEN = {**LINES, **HINDI}
USUAL = "en,fr,de,es,it,pt,ja,zh,hi"
MANNERS = ("natural", "whispered", "shouted", "rapid")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langs", default=USUAL)
    parser.add_argument("--voices", default="warm-female")
    parser.add_argument("--lines", type=int, default=2)
    chosen = parser.parse_args()
    print(
        f"{'locale':7}{'voice':13}{'manner':11}{'voiced':>7}{'Hz':>6}{'alpha':>7}{'dBFS':>7}"
        f"{'syll/s':>8}{'CER':>7}"
    )
    for tag in SPOKEN:
        if tag[:2] in chosen.langs.split(","):
            for voice in chosen.voices.split(","):
                for manner in MANNERS:
                    measure(tag, voice, manner, SPOKEN[tag][: chosen.lines])


def measure(tag: str, voice: str, manner: str, texts: list[str]) -> None:
    rows, wrong, letters, counted, articulated_s = [], 0.0, 0, 0, 0.0
    for text in texts:
        heard = perform(text, tag, voice, manner)
        sound = heard.samples
        rows.append((*periods(sound), alpha_db(sound), 20 * np.log10(active_rms(sound))))
        # Whisper writes some Hindi in Urdu letters: then sounds are compared.
        rate = compare(text, transcribe(sound, tag[:2]), tag[:2]).character_error_rate
        length = len(normalised(text, tag[:2]))
        wrong, letters = wrong + rate * length, letters + length
        counted += syllables.count(text, locale(tag))
        articulated_s += sum(one.end - one.start for one in heard.phones) / SAMPLE_RATE
    voiced, hz, alpha, level = np.mean(rows, axis=0)
    print(
        f"{tag:7}{voice:13}{manner:11}{voiced:7.2f}{hz if voiced > 0.1 else 0:6.0f}{alpha:7.1f}"
        f"{level:7.1f}{counted / articulated_s:8.1f}{wrong / letters:7.3f}",
        flush=True,
    )


def perform(text: str, tag: str, voice: str, manner: str) -> Utterance:
    said = _line(text, tag, voice, manner)
    content = LIBRARY.get("voices", voice).content
    return perform_line(
        engine_for(tag[:2]), said, locale(tag), market(tag), content, LIBRARY, seed=1
    )


def _line(text: str, tag: str, voice: str, manner: str) -> SpokenLine:
    plain = line(say(text, locale(tag), LIBRARY).spoken)
    if manner == "rapid":
        pace = deliveries.pace(manner, LIBRARY)
        length = spoken(text, locale(tag), market(tag), timing_for(locale(tag), LIBRARY), voice)
        rate = (pace.syllables_per_second or 0.0) * length.speech_s / length.syllables
        return replace(plain, rate=min(rate, 2.0), pause_scale=pace.pause_scale)
    how = deliveries.effort(manner, LIBRARY)
    return replace(
        plain,
        effort=how.vocal,
        rate=how.rate,
        pitch_semitones=how.pitch_semitones,
        pitch_range=how.pitch_range,
        energy_db=how.energy_db,
    )


def alpha_db(samples: np.ndarray) -> float:
    """Level from 1 to 5 kHz against that from 50 Hz to 1 kHz."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, 2048)[::1024] * np.hanning(2048)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1))).mean(axis=0)
    hz = np.fft.rfftfreq(2048, 1 / SAMPLE_RATE)
    low, high = ((hz >= a) & (hz < b) for a, b in ((50, 1000), (1000, 5000)))
    return float(10 * np.log10(power[high].sum() / power[low].sum()))


if __name__ == "__main__":
    main()
