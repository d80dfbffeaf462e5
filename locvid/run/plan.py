"""The planner: which shots and films would be made, why, and how long it will take.

Pure functions of prompts, presets and what is known of the last run; nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.script import Script
from locvid.run.keys import (
    Content,
    Maker,
    Parts,
    changes,
    digest,
    film_content,
    parts_of,
    plain,
    retake,
    shot_content,
)
from locvid.run.reading import TooFast
from locvid.run.record import FilmRecord
from locvid.run.refusals import goes_on


class State(StrEnum):
    """What a run would do with a shot or a film: make it, make it again, or take it as it is."""

    NEW = "new"
    CHANGED = "changed"
    CACHED = "cached"


@dataclass(frozen=True, slots=True)
class ShotJob:
    """One attempt at one shot, with the content key of what it would produce."""

    prompt: PerformancePrompt
    attempt: int
    key: str


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """One shot of a film. ``prompt``, ``content`` and ``key`` are those of attempt 0.

    ``attempt`` is the one to begin with; ``expected_s`` is seconds of work on one core, 0 where
    nothing has to be made. ``follows``: it goes on from the last frames of the shot before.
    """

    prompt: PerformancePrompt
    content: Content
    key: str
    attempt: int
    state: State
    reason: str
    expected_s: float
    follows: bool = False

    @property
    def parts(self) -> Parts:
        """Digests of what it is made of, by names for a person."""
        return parts_of(self.content)

    def job(self, attempt: int, before: ShotJob | None = None) -> ShotJob:
        """What to make for an attempt; later ones get a seed and a key of their own.

        ``before`` is the job of the shot before, for one that goes on from its last frames.
        """
        if not attempt and not (self.follows and before is not None):
            return ShotJob(self.prompt, 0, self.key)
        own = {**self.content, "attempt": attempt}
        if self.follows and before is not None:
            own["goes on from"] = before.key
        return ShotJob(retake(self.prompt, attempt), attempt, digest(own))


@dataclass(frozen=True, slots=True)
class PlannedScore:
    """The music under a film: the emotion of each shot, in order, and what all of it comes from.

    ``generator`` plays it: where that is not who performs, only under a film that gets other sound
    of it, or ``always``.
    """

    emotions: tuple[str, ...]
    seed: int
    presets: Mapping[str, object]
    generator: str
    always: bool


@dataclass(frozen=True, slots=True)
class PlannedSound:
    """Another generator whose sound takes the place of a take's that will not do.

    ``version`` is that of everything which decides what it then sounds like.
    """

    generator: str
    version: str


@dataclass(frozen=True, slots=True)
class PlannedFilm:
    """One script in one locale. ``previous`` is the last run's record where there is one.

    Where ``state`` is cached the finished files are intact and nothing needs to be done.
    ``presets`` maps ``kind/name`` to the content of every preset that its shots use. ``score`` is
    None where no music plays. ``too_fast`` are the captions of each shot that nobody can read.
    """

    script: Script
    locale: Locale
    profile: Profile
    folder: Path
    key: str
    shots: tuple[PlannedShot, ...]
    state: State
    reason: str
    expected_s: float
    previous: FilmRecord | None
    maker: Maker
    presets: Mapping[str, object]
    score: PlannedScore | None = None
    sound: PlannedSound | None = None
    too_fast: Mapping[str, tuple[TooFast, ...]] = field(default_factory=dict)

    @property
    def destination(self) -> Path:
        """Path of the film's files without their suffixes: ``out/launch/launch.fr-FR``."""
        return self.folder / f"{self.script.name}.{self.locale.tag}"

    def jobs(self, attempts: Mapping[str, int]) -> tuple[ShotJob, ...]:
        """The job of every shot in order, for the attempts at them; each knows the one before."""
        made: list[ShotJob] = []
        for shot in self.shots:
            made.append(shot.job(attempts[shot.prompt.shot], made[-1] if made else None))
        return tuple(made)

    @property
    def film(self) -> Path:
        """The film itself, in the container of its profile."""
        return self.file(f".{self.profile.container}")

    def file(self, suffix: str) -> Path:
        """One of the film's files: ``.srt``, ``.vtt``, ``.json`` (the manifest)."""
        return self.destination.with_name(self.destination.name + suffix)


@dataclass(frozen=True, slots=True)
class Known:
    """What the planner is told of the outside world.

    ``stored`` answers whether the cache holds a key; ``intact`` whether the finished files still
    are what ``previous`` says; ``work_per_second`` is seconds of work per second of video.
    """

    previous: FilmRecord | None
    intact: bool
    stored: Callable[[str], bool]
    work_per_second: float


def plan_film(
    script: Script,
    locale: Locale,
    folder: Path,
    prompts: tuple[PerformancePrompt, ...],
    profile: Profile,
    maker: Maker,
    presets: Callable[[PerformancePrompt], Mapping[str, object]],
    stems: bool,
    known: Known,
    listeners: tuple[str, ...] = (),
    write: Callable[[PerformancePrompt], str] | None = None,
    last_frames: bool = False,
    score: PlannedScore | None = None,
    captions_look: Mapping[str, object] | None = None,
    marks: str = "",
    sound: PlannedSound | None = None,
    too_fast: Mapping[str, tuple[TooFast, ...]] | None = None,
) -> PlannedFilm:
    """Plan one film: a key for each shot, what has to be made, and the reason.

    ``listeners`` are the aligners and the recogniser that it will be verified with. ``write`` is
    how the generator wants prompts written; ``last_frames`` whether it can go on from the shot
    before. ``score`` is the music that goes under it, ``captions_look`` how captions look that are
    drawn into the picture, ``marks`` stands for how the film is marked. ``sound`` is what may take
    the place of the takes' own. ``too_fast`` is passed on.
    """
    used = [presets(prompt) for prompt in prompts]
    planned: list[PlannedShot] = []
    job: ShotJob | None = None
    for number, (prompt, own) in enumerate(zip(prompts, used, strict=True)):
        follows = last_frames and number > 0 and goes_on(prompts[number - 1], prompt)
        content = shot_content(prompt, profile, maker, own, write(prompt) if write else "")
        planned.append(_plan_shot(prompt, content, known, follows, job))
        if last_frames:
            job = planned[-1].job(planned[-1].attempt, job)
    shots = tuple(planned)
    keys = tuple(shot.key for shot in shots)
    made_of = film_content(script, keys, profile, maker, stems, listeners, marks)
    if score is not None:
        made_of["score"] = (
            score.emotions,
            score.seed,
            plain(score.presets),
            score.generator,
            score.always,
            maker.version,
        )
    if sound is not None:
        made_of["sound"] = (sound.generator, sound.version)
    if captions_look:
        made_of["captions in the picture"] = plain(captions_look)
    key = digest(made_of)
    state, reason = _film_state(key, shots, known)
    if state is State.CACHED:
        shots = tuple(replace(shot, state=state, reason=reason, expected_s=0.0) for shot in shots)
        work_s = 0.0
    else:
        finishing_s = FINISHING_SHARE * known.work_per_second * sum(map(_length_s, prompts))
        work_s = finishing_s + sum(shot.expected_s for shot in shots)
    return PlannedFilm(
        script=script,
        locale=locale,
        profile=profile,
        folder=folder,
        key=key,
        shots=shots,
        state=state,
        reason=reason,
        expected_s=work_s,
        previous=known.previous,
        maker=maker,
        presets=_all_of((*used, score.presets if score else {})),
        score=score,
        sound=sound,
        too_fast=too_fast or {},
    )


def _all_of(used: Iterable[Mapping[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for own in used:
        found.update(own)
    return found


FINISHING_SHARE = 0.25
"""Work of assembling and verifying a film, as a share of the work of rendering it."""


def _plan_shot(
    prompt: PerformancePrompt,
    content: Content,
    known: Known,
    follows: bool,
    before_it: ShotJob | None,
) -> PlannedShot:
    key = digest(content)
    before = known.previous.shots.get(prompt.shot) if known.previous else None
    # A shot that needed another attempt last time starts from that attempt.
    attempt = before.attempt if before and before.key == key else 0
    if before is None:
        state, reason = State.NEW, "not rendered yet"
    elif before.key == key:
        state, reason = State.NEW, "no longer in the cache"
    else:
        state, reason = (
            State.CHANGED,
            f"{', '.join(changes(before.parts, parts_of(content)))} changed",
        )
    expected_s = _length_s(prompt) * known.work_per_second
    shot = PlannedShot(prompt, content, key, attempt, state, reason, expected_s, follows)
    first = shot.job(attempt, before_it).key if attempt or follows else key
    if known.stored(first):
        return replace(shot, state=State.CACHED, reason="in the cache", expected_s=0.0)
    return shot


def _film_state(key: str, shots: tuple[PlannedShot, ...], known: Known) -> tuple[State, str]:
    if known.previous is None:
        return State.NEW, "not finished yet"
    if known.previous.key != key:
        changed = [shot.prompt.shot for shot in shots if shot.state is not State.CACHED]
        what = f"shot {', '.join(changed)}" if changed else "shots, profile, marks or checks"
        return State.CHANGED, f"{what} changed"
    if not known.intact:
        return State.CHANGED, "its files are gone or were altered"
    return State.CACHED, "unchanged"


def _length_s(prompt: PerformancePrompt) -> float:
    return prompt.duration.natural_s
