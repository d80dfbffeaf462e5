"""Are films understood and in sync, and are wrong ones found out? On files, as a stranger has them.

    locvid render SCRIPT --langs TAG,... --out OUT && python bench/acceptance.py SCRIPT OUT TAG...

Per film: the share of characters that Whisper-base reads wrongly in the whole mix (the median of
five hearings with noise at -80 dBFS, for what it reads in a doubtful place hangs on the last bit;
in brackets the extremes), the measured offset and verdict, then the verdicts of the same picture
with its sound 120 ms early, 120 ms late, and with the sound of the next film's language or,
backwards, its own. The last two must not pass.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

import av
import ffmpeg
import numpy as np
import soxr

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from recogniser import edits, normalised, transcribe  # noqa: E402

from locvid.media import wav  # noqa: E402
from locvid.media.ffmpeg import run  # noqa: E402
from locvid.model.locale import Locale  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402
from locvid.model.verdict import Check, Verdict  # noqa: E402
from locvid.run.direction import (  # noqa: E402
    Project,
    localized,
    open_project,
    resolve_locales,
)
from locvid.verify.film import ExpectedLine, verify  # noqa: E402

SHIFT_MS = 120
HEARINGS, NOISE_DB = 5, -80


def main(script: Path, out: Path, tags: tuple[str, ...]) -> None:
    project = open_project(script)
    locales = resolve_locales(tags)[0]
    films = [out / script.stem / f"{script.stem}.{locale.tag}.mp4" for locale in locales]
    print(
        f"{'film':8} {'read wrongly':>20} {'offset':>8}  {'verdict':12} "
        f"{-SHIFT_MS:+d} ms{'':6} {SHIFT_MS:+d} ms{'':6} {'other film':12} backwards"
    )
    for index, (locale, film) in enumerate(zip(locales, films, strict=True)):
        sound = stereo(film)
        other = stereo(films[(index + 1) % len(films)])
        own = judged(film, project, locale)
        sync = lip_sync(own).sync
        offset = f"{sync.offset_ms:+.0f} ms" if sync else "-"
        silence = np.zeros((SHIFT_MS * SAMPLE_RATE // 1000, 2), np.float32)
        wrong = (
            sound[len(silence) :],
            np.concatenate([silence, sound]),
            other,
            np.ascontiguousarray(sound[::-1]),
        )
        shares = misread(film, project, locale)
        read = f"{median(shares):.3f} ({shares[0]:.3f}-{shares[-1]:.3f})"
        verdicts = [outcome_with(film, other_sound, project, locale) for other_sound in wrong]
        print(
            f"{locale.tag:8} {read:>20} {offset:>8}  "
            f"{own.outcome.value:12} " + " ".join(f"{verdict:12}" for verdict in verdicts),
            flush=True,
        )


def misread(film: Path, project: Project, locale: Locale) -> tuple[float, ...]:
    """Shares of wrong characters, 0…1, in several hearings, least first.

    Each shot is heard by itself, as the chapters of the film.
    """
    sound = stereo(film).mean(axis=1)
    with av.open(str(film)) as container:
        spans = [
            [int(chapter[edge] * chapter["time_base"] * SAMPLE_RATE) for edge in ("start", "end")]
            for chapter in container.chapters()
        ]
    texts = [" ".join(line.spoken for line in lines) for lines in localized(project, locale).shots]
    wanted = [normalised(text, locale.language) for text in texts]
    shares = []
    for hearing in range(HEARINGS):
        noise = np.random.default_rng(hearing).normal(0, 10 ** (NOISE_DB / 20), len(sound))
        noisy = (sound + noise).astype(np.float32)
        heard = [transcribe(noisy[first:last], locale.language) for first, last in spans]
        read = [normalised(text, locale.language) for text in heard]
        shares.append(sum(map(edits, wanted, read)) / sum(map(len, wanted)))
    return tuple(sorted(shares))


def judged(film: Path, project: Project, locale: Locale) -> Verdict:
    script = localized(project, locale)
    lines = [
        ExpectedLine(shot.id, line.spoken)
        for shot, texts in zip(script.script.shots, script.shots, strict=True)
        for line in texts
    ]
    return verify(film, lines, locale, project.profile.gate)


def lip_sync(verdict: Verdict) -> Check:
    return next(check for check in verdict.checks if check.name == "lip-sync" and not check.shot)


def outcome_with(film: Path, sound: np.ndarray, project: Project, locale: Locale) -> str:
    """The verdict on the picture of ``film`` with other sound, muxed into a new file."""
    with tempfile.TemporaryDirectory() as folder:
        track, changed = Path(folder, "sound.wav"), Path(folder, "changed.mp4")
        with wav.StereoWriter(track) as writer:
            writer.write(sound)
        picture = ffmpeg.input(str(film))["v:0"]
        graph = ffmpeg.output(
            picture, ffmpeg.input(str(track)), str(changed), vcodec="copy", acodec="aac"
        )
        run(graph, "muxing other sound", changed)
        return judged(changed, project, locale).outcome.value


def stereo(film: Path) -> np.ndarray:
    """The sound of a film, float32 [samples, 2] at 48 kHz."""
    with av.open(str(film)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    sound = np.ascontiguousarray(np.concatenate(frames, axis=1).T, np.float32)
    return np.asarray(soxr.resample(sound, rate, SAMPLE_RATE), np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]))
