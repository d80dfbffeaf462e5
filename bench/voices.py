"""How near each voice preset stays to itself from language to language, and how far voices differ.

    python bench/voices.py [VOICE...] [--trials FILE.yaml]

Speaks lines of bench/scripts/held-out.yaml with each preset of presets/voices and prints the cosine
of its speaker embedding (bench/speaker.py) with that of the preset's English, its median pitch, and
the share of characters that Whisper-base reads wrongly. The yardstick is two different presets in
one language.
``--trials`` names a file of ``{VOICE: {LANGUAGE: [what stands in a preset under that language,
...]}}``: they are compared too. A timbre may come nearer to the English voice and be read worse.
"""

from __future__ import annotations

import argparse
import sys
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import soxr
import yaml
from speaker import RATE, Floats, embedding

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "generate")]

from periods import periods  # noqa: E402
from recogniser import edits, normalised, transcribe  # noqa: E402

from locvid.generate.studio.voice.kokoro import KokoroVoices  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.presets.library import PresetLibrary  # noqa: E402
from locvid.run.direction import open_project, prompts_for, resolve_locales  # noqa: E402

SCRIPT = Path(__file__).with_name("scripts") / "held-out.yaml"
LANGUAGES = ("en", "fr", "es", "it", "pt", "ja", "de")
SHOTS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="*")
    parser.add_argument("--trials", type=Path)
    arguments = parser.parse_args()
    library = PresetLibrary()
    names = arguments.voices or library.names("voices")
    trials = yaml.safe_load(arguments.trials.read_text()) if arguments.trials else {}
    found: dict[str, dict[str, Floats]] = {}
    for name in names:
        preset = dict(library.get("voices", name).content)
        found[name] = {}
        print(f"{name}: likeness to its English, pitch, characters read wrongly")
        for language in LANGUAGES:
            found[name][language], hz, wrong = spoken(language, preset)
            told(language, found[name][language] @ found[name]["en"], hz, wrong, "")
            for other in trials.get(name, {}).get(language, ()):
                changed = {**preset, "kokoro": {**preset["kokoro"], language: other}}
                voice, hz, wrong = spoken(language, changed)
                told(language, voice @ found[name]["en"], hz, wrong, str(other))
    apart = [
        float(found[one][tag] @ found[two][tag])
        for one, two in combinations(names, 2)
        for tag in LANGUAGES
    ]
    if apart:
        print(f"two presets in one language: {median(apart):.2f}, at most {max(apart):.2f}")


def told(language: str, likeness: float, hz: float, wrong: float, how: str) -> None:
    print(f"  {language} {likeness:.2f} {hz:4.0f} Hz {wrong:6.1%}  {how}", flush=True)


def spoken(language: str, voice: dict[str, Any]) -> tuple[Floats, float, float]:
    """Embedding and median pitch of the voice, and the share of characters read wrongly."""
    (locale,), _ = resolve_locales((language,))
    prompts = prompts_for(open_project(SCRIPT), locale, 0)[0]
    engine = KokoroVoices()
    speech, pitches, wrong, length = [], [], 0, 0
    for prompt in prompts[:SHOTS]:
        line = prompt.lines[0]
        part = engine.speak(line, locale, prompt.market, voice).samples
        wanted = normalised(line.text, language)
        wrong += edits(wanted, normalised(transcribe(part, language), language))
        length += len(wanted)
        pitches.append(periods(part)[1])
        speech.append(soxr.resample(part.astype(float), SAMPLE_RATE, RATE))
    return embedding(np.concatenate(speech)), median(pitches), wrong / length


if __name__ == "__main__":
    main()
