"""Captions of held-out lines in many languages, held against the rules they are made by.

python bench/captions.py [--show] [--spoken] [LANGUAGE ...]

The lines of held-out.yaml, fit.yaml and captions.yaml, each in a shot of its own. A line takes what
the plan foresees, shared among its words by syllables; with --spoken the studio's voice says those
of held-out.yaml. Printed: cues, lines, the share that reads too fast at the natural pace and, after
the strokes, at a brisk and a fast one; of those how many the plan does not name; how far captions
are from their speech at most; the share that is too short, gaps that flicker, and lines that end on
a word that belongs to the next line. Ends with 1 where the plan is silent about a cue.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from locvid.deliver.captions import GAP_FRAMES, MINIMUM_SAMPLES, Caption, captions
from locvid.deliver.sound import Span, spans
from locvid.generate.studio.voice.choose import engine_for
from locvid.model.deliverable import ShotFiles
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import PerformancePrompt, SpokenLine
from locvid.model.take import WordSpan
from locvid.phonetics import syllables
from locvid.run.direction import Project, open_project, prompts_for, resolve_locales
from locvid.run.reading import too_fast
from locvid.typeset.columns import width
from locvid.typeset.reading import missing_reading_s
from locvid.typeset.small_words import small_words

ROOT = Path(__file__).parent / "scripts"
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "ja", "ar", "he", "hi", "zh", "ko", "th")
PACES = ("natural", "brisk", "fast")
LEAD_S, TAIL_S = 0.35, 0.5


@dataclass(frozen=True)
class Made:
    """The captions of all lines at one pace; ``named`` are shots that the plan warns of."""

    cues: tuple[Caption, ...]
    placed: tuple[Span, ...]
    fast: tuple[Caption, ...]
    named: frozenset[str]

    @property
    def silent(self) -> int:
        return sum(cue.shot not in self.named for cue in self.fast)

    @property
    def share(self) -> str:
        return f"{len(self.fast) / len(self.cues):.0%}"


def main(languages: Sequence[str], show: bool, spoken: bool) -> int:
    print("lang   cues lines  width    too fast  unnamed  moved s  too short  flicker  loose ends")
    totals = [0, 0, 0]
    for tag in languages:
        made = [captioned(tag, pace, spoken) for pace in PACES]
        for each in made:
            totals = [
                sum(pair)
                for pair in zip(totals, (len(each.cues), len(each.fast), each.silent), strict=True)
            ]
        natural = made[0]
        lines = [line.strip("\u200f") for cue in natural.cues for line in cue.lines]
        shares = "/".join(each.share for each in made)
        silent = "/".join(str(each.silent) for each in made)
        short = sum(cue.end - cue.start < MINIMUM_SAMPLES for cue in natural.cues)
        print(
            f"{tag:5} {len(natural.cues):5} {len(lines):5} {max(map(width, lines)):6} "
            f"{shares:>11} {silent:>8} {moved(made):8.2f} {short / len(natural.cues):10.0%} "
            f"{flickers(natural):8} {loose_ends(natural.cues, tag):>11}",
            flush=True,
        )
        for each in made if show else ():
            for cue in each.cues:
                begin, length = cue.start / SAMPLE_RATE, (cue.end - cue.start) / SAMPLE_RATE
                mark = "!" if cue in each.fast else " "
                print(f" {mark} {begin:6.2f} {length:5.2f}  {' | '.join(cue.lines)}")
    print(f"{totals[0]} cues, {totals[1]} too fast, of which the plan does not name {totals[2]}")
    return 1 if totals[2] else 0


def captioned(tag: str, pace: str, spoken: bool) -> Made:
    """The captions of all texts in a language at a pace."""
    (locale,), _ = resolve_locales((tag,))
    with TemporaryDirectory() as folder:
        project = project_of(
            texts(locale.language, spoken), locale, pace, Path(folder, "film.yaml")
        )
    prompts, _ = prompts_for(project, locale, 0)
    shots = [shot(prompt, project, spoken) for prompt in prompts]
    placed = spans(shots, project.profile.video)
    cues = captions(placed, locale, project.profile)
    fast = tuple(
        cue
        for cue in cues
        if missing_reading_s(cue.lines, (cue.end - cue.start) / SAMPLE_RATE, locale.language)
    )
    named = frozenset(each.shot for each in prompts if too_fast(each, project.profile))
    return Made(cues, placed, fast, named)


def texts(language: str, spoken: bool) -> list[str]:
    """The texts in a language; those that a voice is to say are few."""
    found = []
    for name in ("held-out.yaml",) if spoken else ("held-out.yaml", "fit.yaml"):
        for shot in yaml.safe_load((ROOT / name).read_text("utf-8"))["shots"]:
            for line in shot.get("lines", [shot]):
                found += [
                    text for tag, text in line["text"].items() if tag.split("-")[0] == language
                ]
    more = yaml.safe_load((ROOT / "captions.yaml").read_text("utf-8"))
    return [*found, *more.get(language, [])]


def project_of(texts: Sequence[str], locale: Locale, pace: str, file: Path) -> Project:
    """A script with a shot for each text."""
    script = {
        "locvid": 1,
        "source": locale.tag,
        "setting": "studio",
        "delivery": {"pace": pace},
        "cast": {"maya": {"presenter": "maya", "voice": "warm-female"}},
        "shots": [
            {"id": f"{number:03}", "speaker": "maya", "text": {locale.tag: text}}
            for number, text in enumerate(texts)
        ],
    }
    file.write_text(yaml.safe_dump(script, allow_unicode=True), encoding="utf-8")
    return open_project(file)


def shot(prompt: PerformancePrompt, project: Project, spoken: bool) -> ShotFiles:
    """The shot as if it was performed: its words and its length."""
    line = prompt.lines[0]
    words = tuple(said(line, prompt, project) if spoken else by_syllables(line, prompt))
    frames = round((words[-1].end / SAMPLE_RATE + TAIL_S) * 25)
    return ShotFiles(prompt.shot, Path(), {}, frames, frames * 1920, words, (line.caption,), {})


def by_syllables(line: SpokenLine, prompt: PerformancePrompt) -> Iterator[WordSpan]:
    """The length of the line that the plan foresees, shared by its words and pauses."""
    assert prompt.fit is not None
    parts = line.text.split() if " " in line.text else [line.text]
    pace = prompt.market.syllables_per_second * line.rate
    words_s = [syllables.count(part, prompt.locale) / pace for part in parts]
    pauses_s = [0.25 * line.pause_scale * (part[-1] in ".,;:!?،؟。、") for part in parts]
    pauses_s[-1] = 0.0
    scale = prompt.fit.lines[0].speech_s / (sum(words_s) + sum(pauses_s))
    at = LEAD_S
    for part, word_s, pause_s in zip(parts, words_s, pauses_s, strict=True):
        end = at + word_s * scale
        yield WordSpan(part, 0, round(at * SAMPLE_RATE), round(end * SAMPLE_RATE))
        at = end + pause_s * scale


def said(line: SpokenLine, prompt: PerformancePrompt, project: Project) -> Iterator[WordSpan]:
    voice = project.library.get("voices", prompt.speakers[0].voice).content
    engine = engine_for(prompt.locale.language)
    lead = round(LEAD_S * SAMPLE_RATE)
    for word in engine.speak(line, prompt.locale, prompt.market, voice).words:
        yield WordSpan(word.text, 0, word.start + lead, word.end + lead)


def moved(made: Sequence[Made]) -> float:
    """The largest distance, in seconds, of a first caption from its first word, or of its end."""
    most = 0
    for each in made:
        words = {span.shot.shot: (span, span.shot.words) for span in each.placed}
        for cue in each.cues:
            span, said_words = words[cue.shot]
            first = span.start + said_words[0].start
            most = max(most, first - cue.start)
            last = span.start + said_words[-1].end
            most = max(most, cue.end - last)
    return most / SAMPLE_RATE


def flickers(made: Made) -> int:
    cuts = [span.start for span in made.placed]
    gaps = [
        after.start - before.end
        for before, after in pairwise(made.cues)
        if not any(before.end <= cut <= after.start for cut in cuts)
    ]
    return sum(gap < SAMPLE_RATE // 2 and gap != GAP_FRAMES * 1920 for gap in gaps)


def loose_ends(cues: Sequence[Caption], tag: str) -> str:
    small = small_words(tag)
    if small is None:
        return "-"
    ends = [line.strip("\u200f") for cue in cues for line in cue.lines[:-1]]
    held = small.openers | small.holders
    loose = sum(end.split()[-1].casefold() in held for end in ends)
    return f"{loose}/{len(ends)}"


if __name__ == "__main__":
    flags = {each for each in sys.argv[1:] if each.startswith("--")}
    chosen = [each for each in sys.argv[1:] if not each.startswith("--")]
    sys.exit(main(chosen or LANGUAGES, "--show" in flags, "--spoken" in flags))
