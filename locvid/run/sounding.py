"""Puts another generator's sound under the voices of takes whose own sound will not do.

Judged are whole films: what is behind the words of a shot, and whether it goes on at its cuts. A
take keeps its voice. Where its background is missing, the other is added; where it is bad, the
voice is taken out of it and the other takes its place. All shots in one place are treated alike, or
every cut between them would be heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from locvid.model.deliverable import ShotFiles
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.take import DIALOGUE, STEMS, Samples
from locvid.verify.sound.own import Fault, Finding, faults_of, steps_of

if TYPE_CHECKING:
    from locvid.generate.base import Accompanying
    from locvid.generate.separate.base import VoiceSeparator
    from locvid.verify.sound.background import Background


class Remedy(StrEnum):
    """What becomes of a take's own sound."""

    KEEP = "kept"
    ADD = "added to"
    REPLACE = "replaced"


_REMEDIES = {
    Fault.NO_AMBIENCE: Remedy.ADD,
    Fault.DROPS_OUT: Remedy.REPLACE,
    Fault.HISS: Remedy.REPLACE,
    Fault.TOO_LOUD: Remedy.REPLACE,
    Fault.CLIPPED: Remedy.REPLACE,
    Fault.STEP: Remedy.REPLACE,
    # Nobody knows what the voice is: nothing may be taken away, and nothing is known to be lacking.
    Fault.NO_WORDS: Remedy.KEEP,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with one shot, and why: its own faults, or that of a shot in the same place."""

    remedy: Remedy
    findings: tuple[Finding, ...]
    because_of: str = ""


@dataclass(frozen=True, slots=True)
class Sounded:
    """Shots with the sound that their film gets, and what to tell of it.

    ``moved_db`` is how much louder the voices are than those that the other generator makes, on the
    average of the shots that it sounds in: its music has to follow.
    """

    shots: tuple[ShotFiles, ...]
    notes: tuple[str, ...]
    moved_db: float

    @property
    def changed(self) -> bool:
        """Whether any shot was given other sound than its own."""
        return bool(self.notes)


def decide(
    names: Sequence[str], places: Sequence[object], found: Sequence[Sequence[Finding]]
) -> tuple[Decision, ...]:
    """One decision a shot; ``places`` are equal for shots in one place."""
    own = [_remedy(findings) for findings in found]
    decisions = []
    for number, (remedy, findings) in enumerate(zip(own, found, strict=True)):
        alike = [
            other
            for other, place in enumerate(places)
            if place == places[number] and own[other] is not Remedy.KEEP
        ]
        told = any(finding.fault is Fault.NO_WORDS for finding in findings)
        if remedy is Remedy.KEEP and alike and not told:
            # Its own ambience would go on under the other one in this shot alone.
            decisions.append(Decision(Remedy.REPLACE, (), because_of=names[alike[0]]))
        else:
            decisions.append(Decision(remedy, tuple(findings)))
    return tuple(decisions)


def _remedy(findings: Sequence[Finding]) -> Remedy:
    wanted = {_REMEDIES[finding.fault] for finding in findings}
    return next((each for each in (Remedy.REPLACE, Remedy.ADD) if each in wanted), Remedy.KEEP)


def sounded(
    shots: Sequence[ShotFiles],
    prompts: Sequence[PerformancePrompt],
    profile: Profile,
    other: Accompanying,
    name: str,
    folder: Path,
) -> Sounded:
    """Judge the sound of ``shots`` and write what replaces it to ``folder``.

    ``shots`` have the words that were found in them; ``other``, called ``name``, makes the sound.
    """
    from locvid.generate.separate.base import separator

    heard = [_listen(shot, profile) for shot in shots]
    places = [(prompt.setting, prompt.room) for prompt in prompts]
    steps = steps_of(heard, places, profile.own_sound)
    found = [
        (*faults_of(each, profile.own_sound, profile.limits.clipped_share), *filter(None, [step]))
        for each, step in zip(heard, steps, strict=True)
    ]
    decisions = decide([shot.shot for shot in shots], places, found)
    keeper = separator()
    made, notes, moved = [], [], []
    for shot, prompt, decision, each in zip(shots, prompts, decisions, heard, strict=True):
        if decision.remedy is Remedy.KEEP:
            made.append(_told(shot, decision, name, each, {}))
            continue
        changed, said, moved_db = _changed(
            shot, prompt, profile, decision, each, other, name, keeper, folder
        )
        made.append(changed)
        notes += said
        moved.append(moved_db)
    return Sounded(tuple(made), tuple(notes), float(np.mean(moved)) if moved else 0.0)


def _changed(
    shot: ShotFiles,
    prompt: PerformancePrompt,
    profile: Profile,
    decision: Decision,
    heard: Background,
    other: Accompanying,
    name: str,
    keeper: VoiceSeparator,
    folder: Path,
) -> tuple[ShotFiles, list[str], float]:
    from locvid.generate.base import HeardVoice
    from locvid.media.wav import write_blocks

    sound = _mix(shot)
    replaced = decision.remedy is Remedy.REPLACE
    if replaced:
        sound = keeper.voice(sound, [(word.start, word.end) for word in shot.words])
    made = other.accompany(prompt, HeardVoice(sound, shot.words), profile.video)
    stems = {}
    for stem, samples in {DIALOGUE: sound, **made.stems}.items():
        stems[stem] = folder / f"{shot.shot}.{stem}.wav"
        write_blocks(stems[stem], [samples])
    told: dict[str, object] = {
        "by": name,
        "moved_db": round(made.moved_db, 1),
        **made.provenance,
    }
    if replaced:
        told["voice"] = {
            "kept_by": f"{keeper.name} {keeper.version}",
            "account": keeper.account,
            "clipped": heard.clipped_voice > profile.limits.clipped_share,
        }
    notes = [f"{shot.shot}: {_sentence(decision, name)}"]
    notes += [f"{shot.shot}: {note}" for note in made.notes]
    if replaced and heard.clipped_voice > profile.limits.clipped_share:
        notes.append(
            f"{shot.shot}: its voice is cut off too, which no other ambience mends: try another "
            "--seed"
        )
    return replace(_told(shot, decision, name, heard, told), stems=stems), notes, made.moved_db


def _sentence(decision: Decision, name: str) -> str:
    """What was done and why, for the user."""
    reasons = " and ".join(finding.reason for finding in decision.findings)
    if decision.remedy is Remedy.KEEP:
        return f"the take's own sound was kept{reasons and ': it '}{reasons}"
    done = f"{name}'s was added" if decision.remedy is Remedy.ADD else f"{name}'s is in its place"
    if decision.because_of:
        return f"{done}, as in '{decision.because_of}', so that the place sounds the same"
    return f"the take's own sound {reasons}: {done}"


def _told(
    shot: ShotFiles, decision: Decision, name: str, heard: Background, more: dict[str, object]
) -> ShotFiles:
    """``shot`` with what was heard and decided in its provenance, under ``own_sound``."""
    below = heard.below_voice_db
    told: dict[str, object] = {
        "remedy": decision.remedy.value,
        "account": _sentence(decision, name),
        "faults": [
            {"fault": finding.fault.value, "reason": finding.reason}
            for finding in decision.findings
        ],
        "because_of": decision.because_of,
        "heard": {
            "level_dbfs": round(heard.level_dbfs, 1),
            "below_voice_db": None if below is None else round(below, 1),
            "flatness_db": round(heard.flatness_db, 1),
            "unrest_db": round(heard.unrest_db, 2),
            "silent_s": round(heard.silent_s, 2),
            "clipped": round(heard.clipped, 5),
        },
        **more,
    }
    return replace(shot, provenance={**shot.provenance, "own_sound": told})


def _listen(shot: ShotFiles, profile: Profile) -> Background:
    from locvid.verify.sound.background import listen

    words = [(word.start, word.end) for word in shot.words]
    return listen(_mix(shot), words, profile.own_sound.silence_dbfs)


def _mix(shot: ShotFiles) -> Samples:
    from locvid.media.wav import read

    parts = [read(shot.stems[name]) for name in STEMS]
    return np.asarray(np.sum(parts, axis=0, dtype=np.float32))
