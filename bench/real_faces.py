"""How lip-sync is measured on films of people, whose true offset nobody knows.

    python bench/real_faces.py FOLDER TEXTS.yaml      FILE: {locale: en-US, text: "what is said"}

Their sound is moved by known amounts: the estimate must move with it. Per clip: what is measured
with the sound where it is and on what evidence, the error of every move and its median; then the
verdicts on the picture with the sound of every other clip, which must not pass.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.model.verdict import Gate, Outcome, SyncMeasurement
from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile
from locvid.run.direction import resolve_locales
from locvid.verify.align.base import ALIGN_RATE, Aligner
from locvid.verify.decode import sound
from locvid.verify.gate import judge
from locvid.verify.hearing import check_speech, hear, load_aligners
from locvid.verify.lips import LipTrack, track_lips
from locvid.verify.measure import LipSync

MOVED_MS = (-300, -200, -100, 0, 100, 200, 300)


@dataclass(frozen=True)
class Clip:
    name: str
    locale: Locale
    text: str
    samples: Samples
    track: LipTrack


def main(folder: Path, texts: Path) -> None:
    gate = profile("web", PresetLibrary()).gate
    aligners = load_aligners(("espeak",))
    clips = [
        Clip(
            name,
            resolve_locales((entry["locale"],))[0][0],
            entry["text"],
            sound(folder / name),
            track_lips(folder / name),
        )
        for name, entry in yaml.safe_load(texts.read_text()).items()
    ]
    print(f"{'clip':18}" + "".join(f"{ms:+8d}" for ms in MOVED_MS) + "   median error, verdicts")
    for clip in clips:
        rows = [verdict(clip, moved(clip.samples, ms), clip, aligners, gate) for ms in MOVED_MS]
        own = rows[MOVED_MS.index(0)][0].offset_ms
        errors = [
            abs(sync.offset_ms - own - ms)
            for ms, (sync, _, _) in zip(MOVED_MS, rows, strict=True)
            if ms
        ]
        print(
            f"{clip.name:18}"
            + "".join(f"{sync.offset_ms:+8.0f}" for sync, _, _ in rows)
            + f"   {np.median(errors):5.1f} ms       "
            + ", ".join(outcome.value for _, outcome, _ in rows)
        )
    print()
    for clip in clips:
        _, outcome, reason = verdict(clip, clip.samples, clip, aligners, gate)
        print(f"{clip.name}: {outcome.value}: {reason}")
    passed = 0
    for clip in clips:
        for other in clips:
            if other is clip:
                continue
            # whoever cheats may give the words of the picture or those of the sound
            for words in (clip, other):
                sync, outcome, reason = verdict(clip, other.samples, words, aligners, gate)
                passed += outcome is Outcome.PASS
                print(
                    f"{clip.name} with the sound of {other.name}, text of {words.name}: "
                    f"{outcome.value} (correlation {sync.correlation:.2f}, "
                    f"margin {sync.peak_margin:.2f})"
                )
    print(f"passed with the sound of another clip: {passed}")


def verdict(
    picture: Clip, samples: Samples, words: Clip, aligners: list[Aligner], gate: Gate
) -> tuple[SyncMeasurement, Outcome, str]:
    """As ``locvid check`` judges a file, without decoding it anew."""
    heard = hear(samples, [words.text], words.locale, aligners)
    lip_sync = LipSync(picture.track, samples, heard)
    measured = lip_sync.of([0])
    outcome, reason = judge(measured, gate)
    speech = check_speech(heard)
    if speech.outcome is not Outcome.PASS and outcome is not Outcome.CANNOT_TELL:
        return measured, Outcome.CANNOT_TELL, speech.reason
    if outcome is Outcome.FAIL and not lip_sync.closures_confirm([0], measured.offset_ms):
        return measured, Outcome.CANNOT_TELL, f"{reason}, not confirmed by the closures"
    return measured, outcome, reason


def moved(samples: Samples, by_ms: int) -> Samples:
    by = by_ms * ALIGN_RATE // 1000
    silence = np.zeros(abs(by), np.float32)
    kept = [silence, samples[:-by]] if by > 0 else [samples[-by:], silence]
    return np.concatenate(kept).astype(np.float32) if by else samples


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
