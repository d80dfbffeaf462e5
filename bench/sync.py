"""How well verify measures lip-sync: studio films with the sound moved by known amounts.

    python bench/sync.py SCRIPT OUT TAG...     after: locvid render SCRIPT --langs TAG,... --out OUT

Prints, per film, what is measured for every injected offset, then median and 95th percentile of
the errors and the films that pass although the sound is 120 ms or more away. Then the verdicts on
what must never pass: the sound of the next line with the words that it says, the sound and words
of the next film, a still face with grain, silence; what is found where the sound drifts; and how
strong the evidence is where sound and picture do not belong together.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ffmpeg
import numpy as np

from locvid.media.ffmpeg import run
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.model.verdict import Gate, Outcome, SyncMeasurement
from locvid.run.direction import localized, open_project, resolve_locales
from locvid.verify.align.base import ALIGN_RATE, Aligner
from locvid.verify.decode import sound
from locvid.verify.gate import judge
from locvid.verify.hearing import HeardLine, check_speech, hear, load_aligners
from locvid.verify.lips import LipTrack, track_lips
from locvid.verify.measure import LipSync

INJECTED_MS = (-400, -300, -200, -120, -60, 0, 60, 120, 200, 300, 400)
WRONG_MS = 120
DRIFT_MS = 160
STILL_S = 8


@dataclass(frozen=True)
class Film:
    file: Path
    locale: Locale
    texts: list[str]
    samples: Samples
    track: LipTrack
    heard: list[HeardLine]
    cpu_per_s: float


def main(script: Path, out: Path, tags: tuple[str, ...]) -> None:
    project = open_project(script)
    gate = project.profile.gate
    aligners = load_aligners(("espeak",))
    films = []
    for locale in resolve_locales(tags)[0]:
        file = out / script.stem / f"{script.stem}.{locale.tag}.mp4"
        texts = [line.spoken for shot in localized(project, locale).shots for line in shot]
        films.append(looked_at(file, locale, texts, aligners))
    injected(films, aligners, gate)
    never(films, aligners, gate)
    strangers(films)


def looked_at(file: Path, locale: Locale, texts: list[str], aligners: list[Aligner]) -> Film:
    started = time.process_time()
    samples, track = sound(file), track_lips(file)
    heard = hear(samples, texts, locale, aligners)
    LipSync(track, samples, heard).of(range(len(texts)))
    cost = (time.process_time() - started) * ALIGN_RATE / len(samples)
    return Film(file, locale, texts, samples, track, heard, cost)


def injected(films: Sequence[Film], aligners: list[Aligner], gate: Gate) -> None:
    errors, absolute, false_passes, missed = [], [], 0, 0
    print("film      " + "".join(f"{ms:+7d}" for ms in INJECTED_MS) + "   CPU s per s")
    for film in films:
        row = []
        for ms in INJECTED_MS:
            moved = shifted(film.samples, ms * ALIGN_RATE // 1000)
            measured, outcome = verdict(film.track, moved, film.texts, film.locale, aligners, gate)
            row.append(measured.offset_ms)
            false_passes += outcome is Outcome.PASS and abs(ms) >= WRONG_MS
            missed += outcome is not Outcome.PASS and ms == 0
        absolute += [abs(found - put) for found, put in zip(row, INJECTED_MS, strict=True)]
        # what the film itself measures may be its own; the injected part is what must come back
        own = row[INJECTED_MS.index(0)]
        errors += [
            abs(found - own - put) for found, put in zip(row, INJECTED_MS, strict=True) if put
        ]
        print(
            f"{film.locale.tag:10}"
            + "".join(f"{found:+7.0f}" for found in row)
            + f"   {film.cpu_per_s:.2f}",
            flush=True,
        )
    for kind, found in (("absolute error", absolute), ("apart from the film's own", errors)):
        print(
            f"{kind}, {len(found)} offsets: median {np.median(found):.1f} ms, "
            f"95 % within {np.percentile(found, 95):.1f} ms, largest {max(found):.1f} ms"
        )
    print(f"false passes: {false_passes}, good films that do not pass: {missed}\n")


def never(films: Sequence[Film], aligners: list[Aligner], gate: Gate) -> None:
    print(f"{'film':10}{'next line':14}{'next film':14}{'still face':14}{'silence':14}drift found")
    passes = 0
    for film, other in zip(films, [*films[1:], films[0]], strict=True):
        second = film.heard[1].span[0]
        rolled = np.roll(film.samples, -second)
        words = [*film.texts[1:], film.texts[0]]
        still = held(film.file)
        silence = np.zeros_like(film.samples)
        drifting = stretched(film.samples, DRIFT_MS)
        trials = (
            verdict(film.track, rolled, words, film.locale, aligners, gate),
            verdict(film.track, other.samples, other.texts, other.locale, aligners, gate),
            verdict(still, film.samples, film.texts, film.locale, aligners, gate),
            verdict(film.track, silence, film.texts, film.locale, aligners, gate),
        )
        passes += sum(outcome is Outcome.PASS for _, outcome in trials)
        measured, outcome = verdict(film.track, drifting, film.texts, film.locale, aligners, gate)
        drift = measured.drift
        print(
            f"{film.locale.tag:10}"
            + "".join(f"{outcome.value:14}" for _, outcome in trials)
            + (f"{drift.start_ms:+.0f} to {drift.end_ms:+.0f} ms, " if drift else "none, ")
            + outcome.value,
            flush=True,
        )
    print(f"passes of what must never pass: {passes}")
    print(f"drift put in: 0 ms at the first sample to {DRIFT_MS:+d} ms at the last")


def strangers(films: Sequence[Film]) -> None:
    """What weak evidence is: every picture with the sound and the words of every other film."""
    pairs = [(one, other) for one in films for other in films if one is not other]
    found = [
        LipSync(one.track, other.samples, other.heard).of(range(len(other.texts)))
        for one, other in pairs
    ]
    own = [LipSync(f.track, f.samples, f.heard).of(range(len(f.texts))) for f in films]
    for name in ("correlation", "peak_margin"):
        values = [getattr(measured, name) for measured in found]
        print(
            f"{name} of {len(pairs)} pairs that do not belong together: 95 % below "
            f"{np.percentile(values, 95):.2f}, largest {max(values):.2f}; of films with their own "
            f"sound: least {min(getattr(measured, name) for measured in own):.2f}"
        )


def verdict(
    track: LipTrack,
    samples: Samples,
    texts: Sequence[str],
    locale: Locale,
    aligners: list[Aligner],
    gate: Gate,
) -> tuple[SyncMeasurement, Outcome]:
    heard = hear(samples, texts, locale, aligners)
    lip_sync = LipSync(track, samples, heard)
    measured = lip_sync.of(range(len(texts)))
    outcome = judge(measured, gate)[0]
    if check_speech(heard).outcome is not Outcome.PASS:
        outcome = Outcome.CANNOT_TELL
    return measured, outcome


def shifted(samples: Samples, by: int) -> Samples:
    silence = np.zeros(abs(by), np.float32)
    if by > 0:
        return np.concatenate([silence, samples[:-by]])
    return np.concatenate([samples[-by:], silence]) if by < 0 else samples


def stretched(samples: Samples, by_ms: int) -> Samples:
    """Played too slowly: in step at first, ``by_ms`` late at the end."""
    at = np.arange(len(samples))
    factor = len(samples) / (len(samples) + by_ms * ALIGN_RATE / 1000)
    return np.interp(at * factor, at, samples).astype(np.float32)


def held(file: Path) -> LipTrack:
    """Lips tracked in a film of one picture of ``file`` with the grain of a camera."""
    with tempfile.TemporaryDirectory() as folder:
        still = Path(folder, "still.mp4")
        picture = ffmpeg.input(str(file), ss=1).video.filter("trim", end_frame=1)
        looped = picture.filter("loop", loop=-1, size=1).filter("setpts", "N/25/TB")
        grain = looped.filter("noise", alls=10, allf="t")
        graph = ffmpeg.output(grain, str(still), vcodec="mpeg4", t=STILL_S, **{"qscale:v": 4})
        run(graph, "holding a picture", still)
        return track_lips(still)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]))
