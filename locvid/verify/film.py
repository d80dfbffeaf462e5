"""Verifies a finished film: what a stranger can tell from its sound, its pixels and the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from locvid.model.locale import Locale
from locvid.model.profile import Demands
from locvid.model.take import Samples
from locvid.model.verdict import (
    Check,
    ExpectedLine,
    Gate,
    Outcome,
    SyncMeasurement,
    Verdict,
)
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.profiles import DEFAULT, profile
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.checks.always import ALWAYS, make
from locvid.verify.checks.base import FilmCheck, Observed
from locvid.verify.checks.recognised import recognised
from locvid.verify.decode import Streams, sound, streams
from locvid.verify.gate import for_one_shot, judge
from locvid.verify.hearing import HeardLine, check_speech, hear, load_aligners
from locvid.verify.integrity import check_picture, check_sound
from locvid.verify.lips import LipTrack, track_lips
from locvid.verify.measure import LipSync
from locvid.verify.shown import shown
from locvid.verify.traces import Traces, traces

__all__ = ["SYNC", "ExpectedLine", "verify"]

SYNC = "lip-sync"
"""Name of the check of the whole film, and of the one per shot."""

NOBODY_SPEAKS = "nobody speaks, so there is nothing to measure"
OFF_SCREEN = "whoever speaks is not in the picture, so there is nothing to measure"


def verify(
    file: Path,
    lines: Sequence[ExpectedLine],
    locale: Locale,
    gate: Gate,
    aligners: Sequence[str] = ("espeak",),
    progress: Callable[[float], None] | None = None,
    demands: Demands | None = None,
    recogniser: str = "",
    traced: Callable[[Traces], None] | None = None,
    with_things: bool = False,
) -> Verdict:
    """Measure ``file`` and judge it under ``gate``; ``progress`` gets the share done, 0…1.

    Whether the lips fit the sound is decided by all lines together; a shot decides only when its
    own evidence is strong and fails. Everything else is held to ``demands``; without any, to
    those of the default profile. ``recogniser`` reads what is said; it is slow, and none is asked
    where the name is empty. ``with_things`` also measures what passes or is set down in the
    picture, which is slow too. ``traced`` gets the curves that the verdict rests on, where there
    are any. Without ``lines`` nobody speaks, and lines may be ``off_screen``: there is then no
    lip-sync, and the verdict says so.

    Raises InvalidInput when the file cannot be read, MissingDependency when an aligner cannot run.
    """
    listeners = load_aligners(aligners)
    found = streams(file)
    samples = sound(file) if found.sound else np.zeros(0, np.float32)
    texts = [line.text for line in lines]
    with ThreadPoolExecutor(1) as beside:
        # Looking and listening need nothing of each other, and mostly leave the interpreter.
        overlaps = [line.overlap_s for line in lines]
        listening = (
            beside.submit(hear, samples, texts, locale, listeners, overlaps)
            if lines and _audible(samples)
            else None
        )
        track = track_lips(file, _share(progress, found)) if found.picture else _NO_PICTURE
    heard = listening.result() if listening is not None else []
    checks = [check_picture(track, found), check_sound(samples, found)]
    details: dict[str, object] = {"missing_faces": _missing(track)}
    if heard:
        details["lines"] = _described(lines, heard)
        spoken = check_speech(heard)
    said = [number for number, line in enumerate(lines) if not line.off_screen]
    seen = [lines[number] for number in said]
    unseen = [number for number, line in enumerate(lines) if line.off_screen]
    shots = dict.fromkeys(lines[number].shot for number in unseen)
    checks += [Check(SYNC, Outcome.PASS, OFF_SCREEN, shot) for shot in shots if shot]
    if heard and not seen:
        checks += [spoken, Check(SYNC, Outcome.PASS, OFF_SCREEN)]
    elif heard and np.isfinite(track.aperture).any():
        found_there = [heard[number] for number in said]
        sync = LipSync(track, samples, found_there, [line.speaker for line in seen])
        checks += _sync_checks(seen, spoken, sync, gate, details)
        if traced is not None:
            traced(traces(sync, track, samples, found_there))
    elif lines:
        checks.append(Check(SYNC, Outcome.CANNOT_TELL, _why_not(checks)))
    else:
        checks.append(Check(SYNC, Outcome.PASS, NOBODY_SPEAKS))
    held_to = demands or _usual_demands(locale)
    film = Observed(file, found, samples, track, texts, heard, locale, gate, held_to, unseen)
    further = ALWAYS
    if with_things:
        from locvid.verify.checks.things import check_things

        further = (*ALWAYS, check_things)
    checks += _further_checks(film, further, recogniser, details)
    checks.sort(key=lambda check: check.shot != "")  # stable: the whole film first
    if progress is not None:
        progress(1.0)
    return Verdict(_outcome(checks), tuple(checks), "+".join(aligners), gate.name, details)


def _usual_demands(locale: Locale) -> Demands:
    library = PresetLibrary()
    return Demands.of(profile(DEFAULT, library), market_for(locale, library)[0])


def _further_checks(
    film: Observed, further: Sequence[FilmCheck], recogniser: str, details: dict[str, object]
) -> list[Check]:
    """What the profile and the market ask for, and what a recogniser reads."""
    checks, not_made = make(further, film)
    if recogniser:
        read, missing = recognised(film, recogniser, details)
        checks += read
        not_made += missing
    if not_made:
        details["not_made"] = not_made
    return checks


def _sync_checks(
    lines: Sequence[ExpectedLine],
    spoken: Check,
    sync: LipSync,
    gate: Gate,
    details: dict[str, object],
) -> list[Check]:
    everything = range(len(lines))
    whole = sync.of(everything)
    details["curves"] = shown(sync.curves)
    details["voice_offset_ms"] = round(sync.voice_offset_ms(everything), 1)
    outcome, reason = _judged(sync, everything, whole, gate)
    if spoken.outcome is not Outcome.PASS and outcome is not Outcome.CANNOT_TELL:
        outcome, reason = Outcome.CANNOT_TELL, spoken.reason
    checks = [spoken, Check(SYNC, outcome, reason, sync=whole)]
    for shot in dict.fromkeys(line.shot for line in lines if line.shot):
        own = [number for number in everything if lines[number].shot == shot]
        measured = sync.of(own)
        outcome, reason = _judged(sync, own, measured, for_one_shot(gate))
        checks.append(Check(SYNC, outcome, reason, shot, measured))
    return checks


def _judged(
    sync: LipSync, lines: Sequence[int], measured: SyncMeasurement, gate: Gate
) -> tuple[Outcome, str]:
    """The gate's answer; a failure stands only where closed lips confirm the offset."""
    outcome, reason = judge(measured, gate)
    if outcome is Outcome.FAIL and not sync.closures_confirm(lines, measured.offset_ms):
        return Outcome.CANNOT_TELL, f"{reason}, but the closed lips of p, b, m do not confirm it"
    return outcome, reason


def _outcome(checks: Sequence[Check]) -> Outcome:
    """A failure anywhere fails the file; doubt counts where it concerns the whole file."""
    if any(check.outcome is Outcome.FAIL for check in checks):
        return Outcome.FAIL
    if any(check.outcome is Outcome.CANNOT_TELL and not check.shot for check in checks):
        return Outcome.CANNOT_TELL
    return Outcome.PASS


def _audible(samples: Samples) -> bool:
    return len(samples) > 0 and float(np.abs(samples).max()) > 0


def _why_not(checks: Sequence[Check]) -> str:
    failed = [check.reason for check in checks if check.outcome is Outcome.FAIL]
    return "; ".join(failed) if failed else "no face was found in any picture"


def _missing(track: LipTrack) -> float:
    return float(np.isnan(track.aperture).mean()) if len(track.aperture) else 1.0


def _described(
    lines: Sequence[ExpectedLine], heard: Sequence[HeardLine]
) -> list[dict[str, object]]:
    return [
        {
            "shot": line.shot,
            "start_s": round(found.span[0] / ALIGN_RATE, 2),
            "end_s": round(found.span[1] / ALIGN_RATE, 2),
            "score": round(found.score, 3),
        }
        | ({} if (apart := found.disagreement_ms) is None else {"aligners_apart_ms": round(apart)})
        for line, found in zip(lines, heard, strict=True)
    ]


def _share(
    progress: Callable[[float], None] | None, found: Streams
) -> Callable[[float], None] | None:
    """Seconds of film to share of the work, of which the lips are nearly all."""
    if progress is None:
        return None
    tell = progress
    return lambda second: tell(min(0.95 * second / found.seconds, 0.95) if found.seconds else 0.0)


_EMPTY = np.zeros(0)
_NO_PICTURE = LipTrack(_EMPTY, _EMPTY, (), _EMPTY, _EMPTY)
