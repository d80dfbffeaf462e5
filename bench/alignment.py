"""How well the aligners find phones and words: against voices that tell exact times.

    python bench/alignment.py [--aligners espeak,pocketsphinx] [--langs en,fr] [--clean]

The studio's Kokoro voices speak; their own phone marks are the truth (``bench/phone_marks.py``
measures those against the sound: within a few ms). No aligner has heard these voices. The sound
is spoiled in every way that a film spoils it, and the starts of the phones that both sides name
alike are compared. Prints, per aligner, language and condition: phones compared and their share,
then the absolute error in ms (median, 95th percentile), the bias of the starts, the error of the
word starts, the score, and that of another line's text in the same sound.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyroomacoustics
import soxr
from scipy.signal import fftconvolve

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "generate")]

from prompts import LIBRARY, line, locale, market  # noqa: E402

from locvid.generate.studio.voice.base import Utterance  # noqa: E402
from locvid.generate.studio.voice.choose import engine_for  # noqa: E402
from locvid.model.errors import LocvidError  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.verify.align.base import ALIGN_RATE, Alignment  # noqa: E402
from locvid.verify.align.pairing import pairs, phone_unlikeness  # noqa: E402
from locvid.verify.hearing import load_aligners  # noqa: E402

LINES = {
    "en-US": [
        "The harbour was quiet, and a thin fog covered the bay.",
        "Please keep your tickets until you have left the station.",
        "My brother bakes bread every morning, long before sunrise.",
    ],
    "fr-FR": [
        "Le port était calme, et un mince brouillard couvrait la baie.",
        "Gardez vos billets jusqu'à la sortie de la gare, s'il vous plaît.",
        "Mon frère fait du pain chaque matin, bien avant le lever du soleil.",
    ],
    "de-DE": [
        "Der Hafen war still, und dünner Nebel bedeckte die Bucht.",
        "Bitte behalten Sie Ihre Fahrkarte, bis Sie den Bahnhof verlassen haben.",
        "Mein Bruder backt jeden Morgen Brot, lange vor Sonnenaufgang.",
    ],
    "es-ES": [
        "El puerto estaba tranquilo, y una niebla fina cubría la bahía.",
        "Conserve su billete hasta que haya salido de la estación.",
        "Mi hermano hace pan cada mañana, mucho antes de que salga el sol.",
    ],
    "ja-JP": [
        "港は静かで、薄い霧が湾を覆っていた。",
        "駅を出るまで、切符をお持ちください。",
        "兄は毎朝、日の出のずっと前にパンを焼きます。",
    ],
    "zh-CN": [
        "港口很安静，薄雾笼罩着海湾。",
        "请保留车票，直到离开车站。",
        "我哥哥每天早上很早就烤面包。",
    ],
}
VOICES = ("warm-female", "deep-male")
SEED = 11
AROUND_S, MORE_PAUSE_S = 0.7, 2.0
LONGEST_LAST_PHONE_S = 0.4

Sound = np.ndarray


@dataclass(frozen=True)
class Case:
    """A spoken line, how it was spoken, and where its phones are in the padded sound (seconds)."""

    text: str
    sound: Sound
    phones: list[tuple[str, float]]
    words: list[tuple[str, float]]


@dataclass
class Tally:
    errors_ms: list[float] = field(default_factory=list)
    word_errors_ms: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    phones: int = 0

    def add(self, case: Case, found: Alignment) -> None:
        self.phones += len(case.phones)
        self.scores.append(found.score)
        phones = [(phone.ipa, phone.start / ALIGN_RATE) for phone in found.phones]
        self.errors_ms += matched_errors_ms(case.phones, phones, phone_unlikeness)
        words = [(bare(word.text), word.start / ALIGN_RATE) for word in found.words]
        self.word_errors_ms += matched_errors_ms(
            [(bare(text), at) for text, at in case.words], words, lambda a, b: 2.0 * (a != b)
        )

    def row(self) -> str:
        size = np.abs(self.errors_ms) if self.errors_ms else np.array([np.nan])
        words = np.abs(self.word_errors_ms) if self.word_errors_ms else np.array([np.nan])
        share = len(self.errors_ms) / max(self.phones, 1)
        wrong = f"{np.mean(self.wrong):7.2f}" if self.wrong else "       "
        bias = np.median(self.errors_ms) if self.errors_ms else np.nan
        return (
            f"{len(self.errors_ms):7d} {share:5.0%} {np.median(size):8.1f} "
            f"{np.percentile(size, 95):7.1f} {bias:+7.1f} {np.median(words):9.1f} "
            f"{np.percentile(words, 95):7.1f} {np.mean(self.scores):7.2f} {wrong}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--aligners", default="espeak")
    parser.add_argument("--langs", default=",".join(tag[:2] for tag in LINES))
    parser.add_argument("--clean", action="store_true", help="undisturbed speech only")
    chosen = parser.parse_args()
    aligners = load_aligners(chosen.aligners.split(","))
    print(
        f"{'aligner':12}{'lang':6}{'condition':12}{'phones':>7} {'same':>5} {'median':>8} "
        f"{'p95':>7} {'bias':>7} {'word med':>9} {'p95':>7} {'score':>7} {'wrong':>7}"
    )
    totals: dict[tuple[str, str], Tally] = {}
    spent_s = heard_s = 0.0
    for tag in LINES:
        if tag[:2] not in chosen.langs.split(","):
            continue
        for condition, cases in conditions(tag, chosen.clean):
            for aligner in aligners:
                tally = Tally()
                started = time.process_time()
                try:
                    for number, case in enumerate(cases):
                        tally.add(case, aligner.align(case.sound, case.text, locale(tag)))
                        heard_s += len(case.sound) / ALIGN_RATE
                        if condition == "clean" and len(cases) > 1:
                            other = cases[(number + 1) % len(cases)].text
                            mistaken = aligner.align(case.sound, other, locale(tag))
                            tally.wrong.append(mistaken.score)
                except LocvidError as error:
                    print(f"{aligner.name:12}{tag[:2]:6}{condition:12} {error}")
                    continue
                spent_s += time.process_time() - started
                print(f"{aligner.name:12}{tag[:2]:6}{condition:12}{tally.row()}", flush=True)
                total = totals.setdefault((aligner.name, condition), Tally())
                total.errors_ms += tally.errors_ms
                total.word_errors_ms += tally.word_errors_ms
                total.scores += tally.scores
                total.wrong += tally.wrong
                total.phones += tally.phones
    for (name, condition), total in totals.items():
        print(f"{name:12}{'all':6}{condition:12}{total.row()}")
    print(f"{spent_s / max(heard_s, 1e-9):.2f} CPU s per second of sound, all alignments together")


def conditions(tag: str, clean_only: bool) -> Iterator[tuple[str, list[Case]]]:
    """The lines of a language in every condition; each gets its own noise."""
    natural = [spoken(tag, text, VOICES[i % 2]) for i, text in enumerate(LINES[tag])]
    yield "clean", natural
    if clean_only:
        return
    random = np.random.default_rng(SEED)
    yield "noise 10 dB", [disturbed(case, noise(case, random), 10) for case in natural]
    yield "music 10 dB", [disturbed(case, music(case, random), 10) for case in natural]
    yield "room", [in_a_room(case, random) for case in natural]
    yield "all three", [
        disturbed(disturbed(in_a_room(case, random), noise(case, random), 13),
                  music(case, random), 13)
        for case in natural
    ]  # fmt: skip
    for rate in (0.6, 1.6):
        yield f"rate {rate}", [spoken(tag, LINES[tag][i], VOICES[i], rate) for i in (0, 1)]
    yield "long pauses", [with_long_pauses(case) for case in natural]


def spoken(tag: str, text: str, preset: str, rate: float = 1.0) -> Case:
    """A line in a quiet room, 60 dB under the voice, with silence before and after it.

    What comes after the last phone is cut off: told to hurry, the voice adds sounds of its own, and
    counts them as that phone.
    """
    voice = LIBRARY.get("voices", preset).content
    utterance: Utterance = engine_for(tag[:2]).speak(
        line(text, rate=rate), locale(tag), market(tag), voice
    )
    last = utterance.phones[-1]
    end = min(last.end + SAMPLE_RATE // 20, last.start + round(LONGEST_LAST_PHONE_S * SAMPLE_RATE))
    kept = utterance.samples[:end]
    heard = soxr.resample(kept, SAMPLE_RATE, ALIGN_RATE)
    sound = quieted(np.pad(heard, round(AROUND_S * ALIGN_RATE)), level(heard))
    return Case(
        text,
        sound,
        [(phone.ipa, phone.start / SAMPLE_RATE + AROUND_S) for phone in utterance.phones],
        [(word.text, word.start / SAMPLE_RATE + AROUND_S) for word in utterance.words],
    )


def quieted(sound: Sound, loudness: float) -> Sound:
    hiss = np.random.default_rng(SEED).normal(0, loudness / 1000, len(sound))
    return (sound + hiss).astype(np.float32)


def with_long_pauses(case: Case) -> Case:
    """Two more seconds before, after, and in the longest gap between two words."""
    starts = np.array([at for _, at in case.words])
    gap = quietest(case.sound, starts)
    more = round(MORE_PAUSE_S * ALIGN_RATE)
    cut = np.split(case.sound, [round(gap * ALIGN_RATE)])
    sound = np.concatenate([np.zeros(more), cut[0], np.zeros(more), cut[1], np.zeros(more)])

    def later(events: list[tuple[str, float]]) -> list[tuple[str, float]]:
        return [(name, at + MORE_PAUSE_S * (2 if at > gap else 1)) for name, at in events]

    return Case(case.text, quieted(sound, level(case.sound)), later(case.phones), later(case.words))


def quietest(sound: Sound, word_starts: np.ndarray) -> float:
    """The second of least energy within 0.15 s before the start of a word but the first."""
    power = np.convolve(np.square(sound), np.ones(480) / 480, mode="same")
    candidates = [
        at
        for start in word_starts[1:]
        for at in range(round((start - 0.15) * ALIGN_RATE), round((start - 0.01) * ALIGN_RATE), 80)
    ]
    return min(candidates, key=lambda at: power[at]) / ALIGN_RATE


def level(sound: Sound) -> float:
    """Root mean square of what is within 30 dB of the loudest 20 ms."""
    frames = np.square(sound[: len(sound) // 320 * 320]).reshape(-1, 320).mean(axis=1)
    return float(np.sqrt(frames[frames > frames.max() / 1000].mean()))


def disturbed(case: Case, disturbance: Sound, snr_db: float) -> Case:
    gain = level(case.sound) / np.sqrt(np.square(disturbance).mean()) * 10 ** (-snr_db / 20)
    mixed = (case.sound + gain * disturbance).astype(np.float32)
    return Case(case.text, mixed, case.phones, case.words)


def noise(case: Case, random: np.random.Generator) -> Sound:
    """Pink noise: as much power in every octave, as in traffic and crowds."""
    spectrum = np.fft.rfft(random.normal(0, 1, len(case.sound)))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 20))
    return np.fft.irfft(spectrum, len(case.sound))


def music(case: Case, random: np.random.Generator) -> Sound:
    """Plucked chords of four notes with ten harmonics, and a drum on every beat of 110 a minute."""
    length = len(case.sound)
    out = np.zeros(length + ALIGN_RATE)
    beat = round(60 / 110 * ALIGN_RATE)
    at = np.arange(ALIGN_RATE) / ALIGN_RATE
    for number, start in enumerate(range(0, length, beat)):
        root = 110 * 2 ** (random.choice([0, 3, 5, 7, 10]) / 12)
        for note in (1, 1.26, 1.5, 2):
            for harmonic in range(1, 11):
                decay = np.exp(-at * (2 + harmonic))
                out[start : start + ALIGN_RATE] += (
                    decay * np.sin(2 * np.pi * root * note * harmonic * at) / harmonic
                )
        drum = np.exp(-at * 18) * np.sin(2 * np.pi * 60 * at)
        snare = np.exp(-at * 25) * random.normal(0, 1, len(at))
        out[start : start + ALIGN_RATE] += 3 * drum + (1.0 if number % 2 else 0.2) * snare
    return out[:length]


def in_a_room(case: Case, random: np.random.Generator) -> Case:
    """A room of 0.6 s, the microphone 2 m away; the time to travel there is taken off."""
    size = [6.2, 4.8, 2.9]
    absorption, order = pyroomacoustics.inverse_sabine(0.6, size)
    walls = pyroomacoustics.Material(absorption)
    room = pyroomacoustics.ShoeBox(
        size,
        fs=ALIGN_RATE,
        materials=walls,
        max_order=min(order, 20),
    )
    mouth = np.array([2.0, 2.2, 1.5]) + random.uniform(-0.3, 0.3, 3)
    room.add_source(mouth)
    room.add_microphone(mouth + np.array([1.9, 0.5, 0.1]))
    room.compute_rir()
    response = room.rir[0][0]
    direct = int(np.argmax(np.abs(response)))
    wet = fftconvolve(case.sound, response)[direct : direct + len(case.sound)]
    return Case(
        case.text, (wet / np.abs(wet).max() / 2).astype(np.float32), case.phones, case.words
    )


def bare(word: str) -> str:
    return "".join(sign for sign in word.lower() if sign.isalnum())


def matched_errors_ms(
    true: Sequence[tuple[str, float]], found: Sequence[tuple[str, float]], unlikeness
) -> list[float]:
    """Found minus true start of the names that both sequences share, by least edits."""
    names, found_names = ([name for name, _ in each] for each in (true, found))
    return [
        1000 * (found[j][1] - true[i][1])
        for i, j in pairs(names, found_names, unlikeness)
        if names[i] == found_names[j]
    ]


if __name__ == "__main__":
    main()
