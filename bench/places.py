"""Whether a film goes on over its cuts: the ambience within a setting, the voices everywhere.

    locvid render bench/scripts/places.yaml --out out/bench --langs en,fr --stems
    python bench/places.py out/bench/places/places.en-US.json out/bench/places/places.fr-FR.json

Per cut within a setting: the step in LU and in colour (mean difference of third octaves in dB), and
what is usual within the shots. Per speaker: likeness of the voice between shots and languages, by a
trained speaker encoder (cosine of embeddings) and by the median pitch; two different speakers are
the yardstick.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path
from statistics import median

import soundfile
import soxr
from speaker import RATE, Floats, embedding

from locvid.verify.sound.continuity import steps
from locvid.verify.sound.voice import Voice, likeness, voice_of

Heard = tuple[str, Floats, Voice]
"""Language, embedding and pitch of a shot."""


def main() -> None:
    voices: dict[str, list[Heard]] = {}
    for record in map(Path, sys.argv[1:]):
        film = json.loads(record.read_text())
        _ambience(record, film)
        speech, rate = soundfile.read(record.with_suffix(".dialogue.wav"))
        for shot, delivered in zip(film["shots"], film["delivery"]["shots"], strict=True):
            start = int(delivered["start_s"] * rate)
            part = speech[start : start + int(delivered["seconds"] * rate)].mean(axis=1)
            speaker = shot["prompt"]["speakers"][0]["id"]
            slow = soxr.resample(part, rate, RATE)
            heard = (film["locale"]["tag"], embedding(slow), voice_of(slow, RATE))
            voices.setdefault(speaker, []).append(heard)
    _voices(voices)


def _ambience(record: Path, film: dict[str, list[dict[str, dict[str, str]]]]) -> None:
    sound, rate = soundfile.read(record.with_suffix(".ambience.wav"))
    places = [(shot["prompt"]["setting"], shot["prompt"]["room"]) for shot in film["shots"]]
    cuts = [round(float(shot["start_s"]) * rate) for shot in film["delivery"]["shots"]][1:]
    found = {step.at: step for step in steps(sound, cuts, rate)}
    within = []
    for cut, before, after in zip(cuts, places, places[1:], strict=False):
        if before == after and cut in found:
            step = found[cut]
            within.append(step)
            print(f"{record.stem} {after[0]:8} {step.level_lu:5.2f} LU {step.colour_db:5.2f} dB")
    levels, colours = [step.level_lu for step in within], [step.colour_db for step in within]
    print(
        f"{record.stem} median {median(levels):.2f} LU, {median(colours):.2f} dB, "
        f"largest {max(levels):.2f} LU, {max(colours):.2f} dB; 19 of 20 within shots stay below "
        f"{within[0].usual_lu:.2f} LU, {within[0].usual_db:.2f} dB"
    )


def _voices(voices: dict[str, list[Heard]]) -> None:
    pairs: dict[str, list[tuple[float, float]]] = {}
    for speaker, heard in voices.items():
        for first, second in combinations(heard, 2):
            kind = "shots" if first[0] == second[0] else "languages"
            pairs.setdefault(f"{speaker} between {kind}", []).append(_alike(first, second))
    for one, other in combinations(voices, 2):
        pairs[f"{one} and {other}"] = [
            _alike(first, second) for first in voices[one] for second in voices[other]
        ]
    for name, found in pairs.items():
        cosines, semitones = zip(*found, strict=True)
        print(
            f"voice {name:24} embeddings {median(cosines):.2f} ({min(cosines):.2f} to "
            f"{max(cosines):.2f}), pitch {median(semitones):.1f} semitones"
        )


def _alike(first: Heard, second: Heard) -> tuple[float, float]:
    """Cosine of the embeddings, and the interval between the pitches."""
    return float(first[1] @ second[1]), likeness(first[2], second[2])[1]


if __name__ == "__main__":
    main()
