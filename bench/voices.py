"""How near each voice preset stays to itself from language to language, and how far voices differ.

    python bench/voices.py [VOICE...] [--trials FILE.yaml]

Speaks one line per language of bench/scripts/held-out.yaml with each preset of presets/voices and
prints the cosine of its speaker embedding (bench/speaker.py) with that of the preset's English. The
yardstick is two different presets in one language. ``--trials`` names a file of
``{VOICE: {LANGUAGE: [what stands in a preset under that language, ...]}}``: they are compared too.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import Any

import soxr
import yaml
from speaker import RATE, Floats, embedding

from locvid.generate.studio.voice.kokoro import KokoroVoices
from locvid.model.media import SAMPLE_RATE
from locvid.presets.library import PresetLibrary
from locvid.run.direction import open_project, prompts_for, resolve_locales

SCRIPT = Path(__file__).with_name("scripts") / "held-out.yaml"
LANGUAGES = ("en", "fr", "es", "it", "pt", "ja", "de")
LINES = 1


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
        found[name] = {language: _heard(language, preset) for language in LANGUAGES}
        home = found[name]["en"]
        told = ", ".join(f"{tag} {found[name][tag] @ home:.2f}" for tag in LANGUAGES[1:])
        print(f"{name:14} to its English: {told}")
        for language, others in trials.get(name, {}).items():
            for other in others:
                changed = {**preset, "kokoro": {**preset["kokoro"], language: other}}
                print(f"  {language} {_heard(language, changed) @ home:.2f} {other}")
    apart = [
        float(found[one][tag] @ found[two][tag])
        for index, one in enumerate(names)
        for two in names[index + 1 :]
        for tag in LANGUAGES
    ]
    if apart:
        print(f"two presets in one language: {median(apart):.2f}, at most {max(apart):.2f}")


def _heard(language: str, voice: dict[str, Any]) -> Floats:
    (locale,), _ = resolve_locales((language,))
    prompts = prompts_for(open_project(SCRIPT), locale, 0)[0]
    engine = KokoroVoices()
    parts = [
        engine.speak(line, locale, prompt.market, voice).samples
        for prompt in prompts[:LINES]
        for line in prompt.lines[:1]
    ]
    speech = [soxr.resample(part.astype(float), SAMPLE_RATE, RATE) for part in parts]
    return embedding(max(speech, key=len))


if __name__ == "__main__":
    main()
