"""Captions of held-out lines in many languages, held against the rules they are made by.

python bench/captions.py [--show] [LANGUAGE ...]

Words are timed as the market speaks: syllables at its pace. Printed: cues, lines, the share that
reads too fast, that is too short, of gaps that flicker, and of lines that end on a word that
belongs to the next line.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import yaml

from locvid.deliver.captions import GAP_FRAMES, MINIMUM_SAMPLES, captions
from locvid.deliver.sound import spans
from locvid.localize.locales import resolve
from locvid.model.deliverable import ShotFiles
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import WordSpan
from locvid.phonetics import syllables
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.profiles import profile
from locvid.typeset.columns import width
from locvid.typeset.reading import caption_columns_per_second
from locvid.typeset.small_words import small_words

ROOT = Path(__file__).parent
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "ja", "ar", "he", "hi", "zh", "ko", "th")
MORE = yaml.safe_load((ROOT / "scripts" / "captions.yaml").read_text("utf-8"))


def texts(language: str) -> list[str]:
    held = yaml.safe_load((ROOT / "scripts" / "held-out.yaml").read_text("utf-8"))
    found = []
    for shot in held["shots"]:
        for line in shot.get("lines", [shot]):
            found += [text for tag, text in line["text"].items() if tag.split("-")[0] == language]
    return [*found, *MORE.get(language, [])]


def main(languages: list[str], show: bool) -> None:
    library = PresetLibrary()
    web = profile("web", library)
    print("lang   cues lines  width  too fast  too short  flicker  loose ends")
    for tag in languages:
        locale = resolve(tag)[0]
        market = market_for(locale, library)[0]
        shots = []
        for number, text in enumerate(texts(tag)):
            at, words = 0.3, []
            parts = text.split() if " " in text else [text]
            for part in parts:
                length = syllables.count(part, locale) / market.syllables_per_second
                length += 0.25 if part[-1] in ".,;:!?،؟。、" else 0
                words.append(
                    WordSpan(part, 0, round(at * SAMPLE_RATE), round((at + length) * SAMPLE_RATE))
                )
                at += length
            frames = round((at + 0.4) * 25)
            shots.append(
                ShotFiles(
                    str(number), Path("p"), {}, frames, frames * 1920, tuple(words), (text,), {}
                )
            )
        placed = spans(shots, web.video)
        cues = captions(placed, locale, web)
        lines = [line.strip("\u200f") for cue in cues for line in cue.lines]
        fast = sum(
            sum(map(width, cue.lines)) * SAMPLE_RATE
            > caption_columns_per_second(tag) * (cue.end - cue.start)
            for cue in cues
        )
        short = sum(cue.end - cue.start < MINIMUM_SAMPLES for cue in cues)
        cuts = [span.start for span in placed]
        gaps = [
            after.start - before.end
            for before, after in pairwise(cues)
            if not any(before.end <= cut <= after.start for cut in cuts)
        ]
        flicker = sum(gap < SAMPLE_RATE // 2 and gap != GAP_FRAMES * 1920 for gap in gaps)
        print(
            f"{tag:5} {len(cues):5} {len(lines):5} {max(map(width, lines)):6} "
            f"{fast / len(cues):8.0%} {short / len(cues):9.0%} {flicker:8} {_loose(cues, tag):8}"
        )
        if show:
            for cue in cues:
                begin, length = cue.start / SAMPLE_RATE, (cue.end - cue.start) / SAMPLE_RATE
                print(f"   {begin:6.2f} {length:5.2f}  {' | '.join(cue.lines)}")


def _loose(cues: object, tag: str) -> str:
    small = small_words(tag)
    if small is None:
        return "-"
    ends = [line.strip("\u200f") for cue in cues for line in cue.lines[:-1]]
    held = small.openers | small.holders
    loose = sum(end.split()[-1].casefold() in held for end in ends)
    return f"{loose}/{len(ends)}"


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--show"]
    main(arguments or list(LANGUAGES), "--show" in sys.argv)
