"""How well verify measures lip-sync: studio films with the sound moved by known amounts.

    python bench/sync.py SCRIPT OUT TAG...     after: locvid render SCRIPT --langs TAG,... --out OUT

Prints, per film, the error of every injected offset, then median and 95th percentile, the films
that pass although the sound is 120 ms or more away, and those that do not pass although it is not.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from locvid.model.verdict import Outcome
from locvid.run.direction import localized, open_project, resolve_locales
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.decode import sound
from locvid.verify.gate import judge
from locvid.verify.hearing import check_speech, hear, load_aligners
from locvid.verify.lips import track_lips
from locvid.verify.measure import LipSync

INJECTED_MS = (-300, -200, -120, -60, 0, 60, 120, 200, 300)


def main(script: Path, out: Path, tags: tuple[str, ...]) -> None:
    project = open_project(script)
    gate = project.profile.gate
    aligners = load_aligners(("espeak",))
    errors, false_passes, missed = [], 0, 0
    print("film      " + "".join(f"{ms:+8d}" for ms in INJECTED_MS) + "   CPU s per s")
    for locale in resolve_locales(tags)[0]:
        film = out / script.stem / f"{script.stem}.{locale.tag}.mp4"
        texts = [line.spoken for shot in localized(project, locale).shots for line in shot]
        started = time.process_time()
        samples, track = sound(film), track_lips(film)
        row = []
        cost = 0.0
        for injected in INJECTED_MS:
            moved = shifted(samples, injected * ALIGN_RATE // 1000)
            heard = hear(moved, texts, locale, aligners)
            measured = LipSync(track, moved, heard).of(range(len(texts)))
            cost = cost or (time.process_time() - started) * ALIGN_RATE / len(samples)
            row.append(measured.offset_ms)
            passed = (
                judge(measured, gate)[0] is Outcome.PASS
                and check_speech(heard).outcome is Outcome.PASS
            )
            false_passes += passed and abs(injected) >= 120
            missed += not passed and injected == 0
        # what the film itself measures is its own; the injected part is what must come back
        own = row[INJECTED_MS.index(0)]
        differences = [found - own - put for found, put in zip(row, INJECTED_MS, strict=True)]
        errors += [abs(difference) for difference in differences]
        print(f"{locale.tag:10}" + "".join(f"{found:+8.0f}" for found in row) + f"   {cost:.2f}")
    print(f"error of injected offsets: median {np.median(errors):.1f} ms, ", end="")
    print(f"95 % within {np.percentile(errors, 95):.1f} ms")
    print(f"false passes: {false_passes}, good films that do not pass: {missed}")


def shifted(samples: np.ndarray, by: int) -> np.ndarray:
    silence = np.zeros(abs(by), np.float32)
    if by > 0:
        return np.concatenate([silence, samples[:-by]])
    return np.concatenate([samples[-by:], silence]) if by < 0 else samples


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]))
