"""Words of another language within a line: how well a stranger understands them, marked and not.

python bench/code_switching.py [--show]

Each line is spoken twice, with its mark and without. The marked words are cut out by the voice's
own times, with a little more or less around them, and read by Whisper-base in the language of the
mark: the share of wrong characters, the mean over the cuts. One cut alone says little: the last
vowel before the words is a word of its own to a recogniser (chiama the: at the).
Japanese and Chinese join unmarked words of others to their own, so that they cannot be cut out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "generate")]

from prompts import LIBRARY, line, locale, market  # noqa: E402
from recogniser import edits, normalised, transcribe  # noqa: E402

from locvid.generate.studio.voice.choose import engine_for  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.phonetics.pieces import pieces, plain  # noqa: E402

LINES = {
    "fr-FR": [
        "Notre équipe est [en-US: always ready to help you] depuis des années.",
        "Il a répondu [de-DE: wir haben keine Zeit], puis il est parti.",
    ],
    "es-ES": [
        "El director dijo [en-US: we will be back tomorrow] y cerró la puerta.",
        "La canción se llama [fr-FR: la vie est belle] en todas partes.",
    ],
    "de-DE": [
        "Unser Motto lautet [en-US: the future is now] seit vielen Jahren.",
        "Sie rief [it-IT: buona sera a tutti] in den Saal.",
    ],
    "it-IT": ["Il progetto si chiama [en-US: the open window] dal primo giorno."],
    "pt-BR": ["A empresa prometeu [en-US: a better way to work] para todos."],
    "en-US": [
        "She smiled and said [fr-FR: c'est une bonne idée] to the crowd.",
        "The sign says [es-ES: la casa es muy grande] in red letters.",
    ],
    "ja-JP": ["合言葉は[en-US: never give up]です。"],
    "zh-CN": ["我们的口号是[en-US: think about the future]。"],
}
MARGINS_S = (0.08, 0.12, 0.16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what was heard")
    show = parser.parse_args().show
    totals = np.zeros(3)
    print(f"{'locale':8}{'marked as':11}{'marked':>8}{'unmarked':>10}")
    for tag, texts in LINES.items():
        for text in texts:
            (mark,) = (piece for piece in pieces(text) if piece.tag)
            letters = len(normalised(mark.text, mark.tag[:2]))
            marked = _errors(text, tag, mark.text, mark.tag, show)
            print(f"{tag:8}{mark.tag:11}{marked / letters:8.3f}", end="", flush=True)
            if tag[:2] in ("ja", "zh"):
                print(f"{'–':>10}")
                continue
            unmarked = _errors(plain(text), tag, mark.text, mark.tag, show)
            totals += [marked, unmarked, letters]
            print(f"{unmarked / letters:10.3f}")
    print(f"{'all but –':19}{totals[0] / totals[2]:8.3f}{totals[1] / totals[2]:10.3f}")


def _errors(said: str, tag: str, words: str, language: str, show: bool) -> float:
    voice = LIBRARY.get("voices", "warm-female").content
    spoken = line(plain(said), marked=said if "[" in said else "", emphasis="none")
    made = engine_for(tag[:2]).speak(spoken, locale(tag), market(tag), voice)
    own = _stretch([word.text for word in made.words], words)
    wanted = normalised(words, language[:2])
    errors = []
    for margin_s in MARGINS_S:
        margin = round(margin_s * SAMPLE_RATE)
        first, last = made.words[own[0]].start - margin, made.words[own[-1]].end + margin
        heard = transcribe(made.samples[max(0, first) : last], language[:2])
        if show:
            print(f"  {said}\n  {heard}")
        errors.append(min(len(wanted), edits(wanted, normalised(heard, language[:2]))))
    return float(np.mean(errors))


def _stretch(spoken: list[str], words: str) -> list[int]:
    """Indexes of the spoken words that make up ``words``."""
    joined = "".join(words.split())
    for first in range(len(spoken)):
        for last in range(first + 1, len(spoken) + 1):
            if "".join("".join(spoken[first:last]).split()) == joined:
                return list(range(first, last))
    raise ValueError(f"{words!r} is not among {spoken}")


if __name__ == "__main__":
    main()
