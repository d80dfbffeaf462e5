"""Makes presets/timing from the studio's own voices: what each letter adds to the time of a word.

pip install wordfreq msgpack; python bench/tune_timing.py [--langs fr,de]

The voices' duration model alone is asked, which is fifty times as fast as speaking: first for
frequent words in no order (what letters add), then for the shots with an odd number of
bench/scripts/fit.yaml, in every voice (what voices differ by). Those shots are then spoken, which
tells how much of all that is heard, and what a line has once.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from locvid.direct.duration import spoken
from locvid.generate.studio.voice import g2p, kokoro_speaking
from locvid.generate.studio.voice.binding import kokoro_binding
from locvid.generate.studio.voice.choose import engine_for
from locvid.generate.studio.voice.kokoro_model import MOST_TOKENS, vocabulary
from locvid.generate.studio.voice.tokens import runs, tokens
from locvid.generate.studio.voice.vectors import blended, style_of
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt
from locvid.phonetics import syllables
from locvid.presets.library import packaged_presets
from locvid.presets.timing import Timing
from locvid.run.direction import open_project, prompts_for, resolve_locales

Voice = Mapping[str, Any]
"""The content of a preset in presets/voices."""

SCRIPT = Path(__file__).parent / "scripts" / "fit.yaml"
LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "ja", "hi", "zh")
WITHOUT_SPACES = ("ja", "zh")
VOICES = ("warm-female", "warm-male", "bright-female", "deep-male")
WORDS, IN_A_ROW = 1600, 9
FRAME_MS = 25
HELD = 0.2
MOST_LAST_MS = 200
"""Of a phrase's last sound; the rest that the model gives it is silence, and cut."""
SLOWER = 0.18
"""By how much an emphasised word is longer."""
FIRM = 10.0
"""How much evidence a letter needs to leave the mean of all letters (ridge regression)."""

_WORD = {"hi": r"[\u0900-\u0963\u0970-\u097f]+"}
_LATIN_WORD = r"[^\W\d_]+"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langs", default=",".join(LANGUAGES))
    project = open_project(SCRIPT)
    for language in parser.parse_args().langs.split(","):
        (locale,), _ = resolve_locales((language,))
        shots = [shot for shot in prompts_for(project, locale, 0)[0] if int(shot.shot) % 2]
        presets = {name: project.library.get("voices", name).content for name in VOICES}
        file = packaged_presets() / "timing" / f"{language}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_preset(locale, shots, presets), encoding="utf-8")
        print(file, flush=True)


def _preset(locale: Locale, shots: list[PerformancePrompt], presets: dict[str, Voice]) -> str:
    letters, last, word_ms = {}, {}, 0.0
    if locale.language not in WITHOUT_SPACES:
        letters, last, word_ms = _letters(locale, presets[VOICES[0]])
    timed = [
        (
            voice,
            _raw(shot.lines[0].text, locale, letters, last, word_ms),
            list(_words(shot.lines[0].text, locale, presets[voice])),
        )
        for shot in shots
        for voice in VOICES
    ]
    # Relative errors count, so that short lines are met as well as long ones.
    wanted = np.array([sum(ms for _, ms, _ in words) for _, _, words in timed])
    design = np.array([[raw * (voice == own) for own in VOICES] + [1.0] for voice, raw, _ in timed])
    found = np.linalg.lstsq(design / wanted[:, None], np.ones(len(wanted)), rcond=None)[0]
    usual = float(np.mean(found[:-1]))
    factors = dict(zip(VOICES, (found[:-1] / usual).tolist(), strict=True))
    stress_ms = SLOWER * float(np.mean([ms for *_, words in timed for _, ms, end in words if end]))
    timing = Timing(
        name="",
        syllable_ms=0.0 if letters else usual,
        word_ms=word_ms * usual,
        line_ms=0.0,
        stress_ms=stress_ms,
        letters_ms={char: ms * usual for char, ms in letters.items()},
        last_letter_ms={char: ms * usual for char, ms in last.items()},
        voices=factors,
    )
    scale, line_ms = _as_heard(locale, shots, presets, timing)
    content = {
        "description": f"How long {locale.name.split(' (')[0]} takes to say, by its spelling",
        **({} if letters else {"syllable_ms": round(timing.syllable_ms * scale, 1)}),
        **({"word_ms": round(timing.word_ms * scale, 1)} if letters else {}),
        "line_ms": round(line_ms),
        "stress_ms": round(stress_ms * scale),
        "voices": {voice: round(factor, 3) for voice, factor in factors.items()},
    }
    if letters:
        content["letters_ms"] = _rounded(timing.letters_ms, scale)
        content["last_letter_ms"] = _rounded(timing.last_letter_ms, scale)
    return "# Made by bench/tune_timing.py; locvid/presets/timing.py says what the keys mean.\n" + (
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=None)
    )


def _as_heard(
    locale: Locale, shots: list[PerformancePrompt], presets: dict[str, Voice], timing: Timing
) -> tuple[float, float]:
    """The factor on all that ``timing`` says, and the milliseconds that a line has once."""
    rows, wanted = [], []
    for shot in shots:
        line, voice = shot.lines[0], shot.speakers[0].voice
        length = spoken(line.text, locale, shot.market, timing, voice, line.emphasis)
        heard_s = speak(shot, presets[voice]) - length.pauses_s * line.pause_scale
        rows.append([length.speech_s / line.rate / heard_s, 1 / heard_s])
        wanted.append(1.0)
    # A dozen lines say little about the factor: it is held near 1.
    rows.append([HELD, 0.0])
    wanted.append(HELD)
    scale, line_s = np.linalg.lstsq(np.array(rows), np.array(wanted), rcond=None)[0]
    return float(scale), float(line_s) * 1000


def speak(shot: PerformancePrompt, voice: Voice) -> float:
    """Seconds of the shot's only line as the studio speaks it."""
    line = shot.lines[0]
    engine = engine_for(shot.locale.language)
    return engine.speak(line, shot.locale, shot.market, voice).samples.size / SAMPLE_RATE


def _rounded(letters: Mapping[str, float], scale: float) -> dict[str, int]:
    return {char: round(ms * scale) for char, ms in letters.items()}


def _raw(
    text: str, locale: Locale, letters: dict[str, float], last: dict[str, float], word_ms: float
) -> float:
    if not letters:
        return float(syllables.count(text, locale))
    words = [[char for char in word if char in letters] for word in text.lower().split()]
    return sum(
        word_ms + sum(letters[char] for char in word) + last.get(word[-1], 0.0)
        for word in words
        if word
    )


def _letters(locale: Locale, voice: Voice) -> tuple[dict[str, float], dict[str, float], float]:
    """Milliseconds of each letter, of each last letter, and of each word."""
    random.seed(locale.language)
    words = list(_frequent(locale.language))
    frequency = dict(words)
    random.shuffle(words)
    heard: dict[str, list[float]] = {}
    for start in range(0, len(words), IN_A_ROW):
        row = " ".join(word for word, _ in words[start : start + IN_A_ROW])
        for word, ms, final in _words(f"{row}.", locale, voice):
            if not final:
                heard.setdefault(word.lower(), []).append(ms)
    known = sorted(word for word in heard if word in frequency)
    counted = Counter(char for word in known for char in set(word))
    ends = Counter(word[-1] for word in known)
    columns = sorted(char for char, count in counted.items() if count >= 8)
    endings = sorted(char for char, count in ends.items() if count >= 15 and char in columns)
    design = np.zeros((len(known), len(columns) + len(endings) + 1))
    for row, word in enumerate(known):
        for char in word:
            if char in columns:
                design[row, columns.index(char)] += 1
        if word[-1] in endings:
            design[row, len(columns) + endings.index(word[-1])] = 1
        design[row, -1] = 1
    wanted = np.array([np.mean(heard[word]) for word in known])
    weights = np.array([frequency[word] for word in known]) ** 0.35
    weights /= weights.mean()
    usual = np.zeros(design.shape[1])
    share = (weights * wanted).sum() / (weights * design[:, : len(columns)].sum(1)).sum()
    usual[: len(columns)] = 0.8 * share
    firm = np.full(design.shape[1], FIRM)
    firm[-1] /= 100
    normal = (design * weights[:, None]).T @ design + np.diag(firm)
    found = usual + np.linalg.solve(
        normal, (design * weights[:, None]).T @ (wanted - design @ usual)
    )
    of_letters = dict(zip(columns, found.tolist(), strict=False))
    of_last = dict(zip(endings, found[len(columns) :].tolist(), strict=False))
    return of_letters, of_last, float(found[-1])


def _frequent(language: str) -> Iterator[tuple[str, float]]:
    """The most frequent words with their share of all words."""
    import msgpack

    folder = resources.files("wordfreq") / "data"
    large, small = (folder / f"{size}_{language}.msgpack.gz" for size in ("large", "small"))
    packed = (large if large.is_file() else small).read_bytes()
    bins = msgpack.unpackb(gzip.decompress(packed), raw=False)[1:]
    pattern = re.compile(_WORD.get(language, _LATIN_WORD))
    count = 0
    for centibels, own in enumerate(bins):
        for word in own:
            if pattern.fullmatch(word) and (len(word) > 1 or word in "aeiouyàáèéíóú"):
                yield word, 10 ** (-centibels / 100)
                count += 1
                if count == WORDS:
                    return


def _words(text: str, locale: Locale, voice: Voice) -> Iterator[tuple[str, float, bool]]:
    """Each word with its milliseconds, and whether a phrase ends with it."""
    vectors = blended(kokoro_binding(voice, locale).blend)
    clauses = [clause for clause in g2p.clauses(text, locale) if clause.symbols]
    for run in runs(clauses, MOST_TOKENS):
        said, _ = tokens(run, vocabulary())
        style = style_of(vectors, len(said))
        natural, _ = kokoro_speaking._model().durations([token.number for token in said], style)
        texts = [word.text for clause in run.clauses for word in clause.words]
        times: dict[int, float] = {}
        clause_of: dict[int, int] = {}
        word = run.first_word
        for index, token in enumerate(said):
            if token.is_break:
                continue
            word = token.word if token.word >= 0 else word
            ms = max(1.0, float(natural[index + 1])) * FRAME_MS
            if index + 1 == len(said) or said[index + 1].is_break:
                ms = min(ms, MOST_LAST_MS)
            times[word] = times.get(word, 0.0) + ms
            clause_of[word] = token.clause
        for number in sorted(times):
            final = clause_of.get(number + 1) != clause_of[number]
            yield texts[number - run.first_word], times[number], final


if __name__ == "__main__":
    sys.exit(main())
