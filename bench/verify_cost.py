"""What a verification costs: CPU seconds per second of film on one core, by part.

    python bench/verify_cost.py SCRIPT OUT TAG...   after: locvid render SCRIPT --langs TAG,...

Each part is run by itself in this process, with one thread for every library; ``all`` is the whole
verification as ``locvid check`` does it. The aim is at most 0.25 for 720p.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[library] = "1"

import cv2  # noqa: E402

from locvid.model.locale import Locale  # noqa: E402
from locvid.model.verdict import Gate  # noqa: E402
from locvid.run.direction import localized, open_project, resolve_locales  # noqa: E402
from locvid.verify.align.base import Aligner  # noqa: E402
from locvid.verify.decode import pictures, sound, streams  # noqa: E402
from locvid.verify.film import ExpectedLine, verify  # noqa: E402
from locvid.verify.hearing import hear, load_aligners  # noqa: E402
from locvid.verify.lips import track_lips  # noqa: E402
from locvid.verify.measure import LipSync  # noqa: E402

T = TypeVar("T")

PARTS = ("decoding", "lips", "sound", "hearing", "sync", "all")


def main(script: Path, out: Path, tags: tuple[str, ...]) -> None:
    cv2.setNumThreads(1)
    project = open_project(script)
    aligners = load_aligners(("espeak",))
    print(f"{'film':10}{'size':>11}" + "".join(f"{part:>10}" for part in PARTS))
    for locale in resolve_locales(tags)[0]:
        film = out / script.stem / f"{script.stem}.{locale.tag}.mp4"
        texts = [line.spoken for shot in localized(project, locale).shots for line in shot]
        found = streams(film)
        spent = costs(film, texts, locale, aligners, project.profile.gate)
        print(
            f"{locale.tag:10}{found.width:>6}x{found.height}"
            + "".join(f"{cost / found.seconds:10.3f}" for cost in spent),
            flush=True,
        )


def costs(
    film: Path, texts: list[str], locale: Locale, aligners: list[Aligner], gate: Gate
) -> tuple[float, ...]:
    """CPU seconds of ``PARTS``."""
    decoding = timed(lambda: sum(1 for _ in pictures(film)))[0]
    looking, track = timed(lambda: track_lips(film))
    reading, samples = timed(lambda: sound(film))
    hearing, heard = timed(lambda: hear(samples, texts, locale, aligners))
    fitting = timed(lambda: LipSync(track, samples, heard).of(range(len(heard))))[0]
    lines = [ExpectedLine("", text) for text in texts]
    everything = timed(lambda: verify(film, lines, locale, gate))[0]
    return decoding, looking - decoding, reading, hearing, fitting, everything


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of this process, all threads together, and the result."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]))
