"""One film on its way: perform what is missing, assemble, verify, correct or retake what fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import LocvidError
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Demands
from locvid.model.verdict import Outcome, Verdict
from locvid.run.correction import constant_offset_ms
from locvid.run.desk import Desk, Receiver
from locvid.run.direction import spoken_lines
from locvid.run.manifest import film_manifest
from locvid.run.observer import Observer
from locvid.run.pace import Pace
from locvid.run.plan import PlannedFilm, PlannedShot, ShotJob, State
from locvid.run.planning import Options
from locvid.run.record import FilmRecord, ShotRecord, write_record
from locvid.run.result import FilmResult
from locvid.run.store import Store
from locvid.run.tasks import AssembleFilm, Performed, PerformShot, VerifyFilm
from locvid.run.upkeep import Upkeep

if TYPE_CHECKING:
    from locvid.model.deliverable import Deliverable


class FilmRun:
    """Drives one film through its steps; ends with ``result`` or ``error`` set."""

    def __init__(
        self,
        film: PlannedFilm,
        options: Options,
        store: Store,
        upkeep: Upkeep,
        pace: Pace,
        desk: Desk,
        observer: Observer,
    ) -> None:
        self.result: FilmResult | None = None
        self.error: LocvidError | None = None
        self._film = film
        self._options = options
        self._store = store
        self._upkeep = upkeep
        self._pace = pace
        self._desk = desk
        self._observer = observer
        self._attempts = {shot.prompt.shot: shot.attempt for shot in film.shots}
        self._earlier = 0
        self._folders: dict[str, Path] = {}
        self._awaited: set[str] = set()
        self._waiting: dict[str, tuple[str, ShotJob]] = {}
        self._needed: set[str] = set()
        self._lost = 0

    @property
    def has_failed(self) -> bool:
        """Whether the film ended with an error, or without passing its gate."""
        failed_gate = self.result is not None and self.result.outcome is not Outcome.PASS
        return failed_gate or self.error is not None

    def begin(self) -> None:
        """Submit the first tasks. A finished film that failed its gate goes on with a retake."""
        previous = self._film.previous
        if self._film.state is State.CACHED and previous is not None:
            if not self._retake(previous.outcome, previous.verdict):
                self._end(previous, rendered=False)
        else:
            self._perform()

    def _perform(self) -> None:
        """Get every shot: from the store where it is there, from the generator where not."""
        self._earlier = 0
        self._folders.clear()
        self._waiting.clear()
        missing: list[tuple[PlannedShot, ShotJob]] = []
        jobs = self._film.jobs(self._attempts)
        # Said before looking: what is found now is not evicted until the film is finished.
        self._need({job.key for job in jobs})
        for shot, job in zip(self._film.shots, jobs, strict=True):
            folder = self._store.find(job.key)
            if folder is None:
                missing.append((shot, job))
            else:
                self._folders[shot.prompt.shot] = folder
                self._observer.performing(self._film, shot.prompt.shot, 1.0)
        self._awaited = {shot.prompt.shot for shot, _ in missing}
        # The longest first: the workers then come to their end together.
        missing.sort(key=lambda each: -each[0].prompt.duration.natural_s)
        for shot, job in missing:
            before = self._before(shot)
            if before in self._awaited:
                self._waiting[before] = (shot.prompt.shot, job)
            else:
                self._submit_shot(shot.prompt.shot, job, before)
        if not missing:
            self._assemble()

    def _before(self, shot: PlannedShot) -> str:
        """Name of the shot that ``shot`` goes on from; empty where it goes on from none."""
        at = self._film.shots.index(shot)
        return self._film.shots[at - 1].prompt.shot if shot.follows else ""

    def _submit_shot(self, name: str, job: ShotJob, before: str) -> None:
        task = PerformShot(
            label=f"that rendered shot '{name}' in {self._film.locale.tag}",
            generator=self._options.generator,
            settings=self._options.settings,
            sound_from=self._options.sound_from,
            project=self._film.script.location.file.parent,
            prompt=job.prompt,
            profile=self._film.profile,
            store=self._store.root,
            key=job.key,
            presets=self._options.presets,
            before=self._folders[before] if before else None,
        )
        receiver = Receiver(
            progressed=partial(self._performing, name),
            finished=partial(self._performed, name, job),
            failed=self._failed,
        )
        self._desk.submit(task, receiver)

    def _performing(self, name: str, share: float) -> None:
        # All frames drawn is not yet all files written: only the result makes it 1.
        self._observer.performing(self._film, name, min(share, 0.99))

    def _performed(self, name: str, job: ShotJob, made: Performed, work_s: float) -> None:
        self._pace.measured(self._film.profile.video, work_s, made.seconds)
        for message in made.notes:
            self._observer.note(f"{self._film.locale.tag} {name}: {message}")
        self._observer.performing(self._film, name, 1.0)
        self._folders[name] = self._store.folder(job.key)
        self._upkeep.added(job.key)
        self._awaited.discard(name)
        if name in self._waiting and self.error is None:
            self._submit_shot(*self._waiting.pop(name), name)
        if not self._awaited and self.error is None:
            self._assemble()

    def _assemble(self) -> None:
        film = self._film
        names = [shot.prompt.shot for shot in film.shots]
        task = AssembleFilm(
            label=f"that assembled '{film.script.name}' in {film.locale.tag}",
            folders=tuple(self._folders[name] for name in names),
            title=film.script.title,
            source_tag=film.script.source,
            locale=film.locale,
            profile=film.profile,
            destination=film.destination,
            manifest=film_manifest(film, self._attempts, self._earlier),
            stems=self._options.stems,
            earlier=self._earlier,
        )
        receiver = self._receiver("assembling", self._verify, self._not_assembled)
        self._desk.submit(task, receiver, urgent=True)

    def _not_assembled(self, error: LocvidError) -> None:
        """Shots that vanished meanwhile, by whatever hand, are made again; else it is an error."""
        gone = [
            folder.name for folder in self._folders.values() if not self._store.has(folder.name)
        ]
        if gone and self._lost < _MOST_LOST:
            self._lost += 1
            self._perform()
        else:
            self._failed(error)

    def _verify(self, deliverable: Deliverable, _: float) -> None:
        film = self._film
        task = VerifyFilm(
            label=f"that verified '{film.script.name}' in {film.locale.tag}",
            film=deliverable.film,
            lines=spoken_lines(tuple(shot.prompt for shot in film.shots)),
            locale=film.locale,
            gate=film.profile.gate,
            demands=Demands.of(film.profile, film.shots[0].prompt.market),
            aligners=self._options.aligners,
            recogniser=self._options.recogniser,
        )
        receiver = self._receiver("verifying", partial(self._verified, deliverable))
        self._desk.submit(task, receiver, urgent=True)

    def _verified(self, deliverable: Deliverable, verdict: Verdict, _: float) -> None:
        files = (deliverable.film, deliverable.srt, deliverable.vtt, *deliverable.stems.values())
        shots = {
            shot.prompt.shot: ShotRecord(shot.key, shot.parts, self._attempts[shot.prompt.shot])
            for shot in self._film.shots
        }
        record = write_record(
            deliverable.manifest, self._film.key, shots, files, deliverable.seconds, verdict
        )
        if not self._correct(verdict) and not self._retake(record.outcome, record.verdict):
            self._end(record, rendered=True)

    def _correct(self, verdict: Verdict) -> bool:
        """Take a constant offset out of the film, once; False where that is no remedy."""
        offset_ms = constant_offset_ms(verdict, self._film.profile.limits.correctable_ms)
        if self._earlier or offset_ms is None:
            return False
        self._earlier = round(offset_ms * SAMPLE_RATE / 1000)
        self._observer.correcting(self._film, -offset_ms)
        self._assemble()
        return True

    def _retake(self, outcome: Outcome, verdict: Mapping[str, object]) -> bool:
        """Render failing shots again with the next seed; False when there is no need or no try."""
        if outcome is not Outcome.FAIL or not _of_the_take(verdict):
            return False
        shots = _failing(verdict, tuple(self._attempts))
        attempt = max(self._attempts[shot] for shot in shots) + 1
        if attempt > self._options.retries:
            return False
        self._attempts |= dict.fromkeys(shots, attempt)
        self._observer.retaking(self._film, shots, attempt)
        self._perform()
        return True

    def _need(self, keys: set[str]) -> None:
        self._store.need(keys - self._needed)
        self._store.release(self._needed - keys)
        self._needed = keys

    def _end(self, record: FilmRecord, rendered: bool) -> None:
        self._need(set())
        self.result = FilmResult(self._film, record, rendered)
        self._observer.finished(self.result)

    def _receiver(
        self, step: str, finished: object, failed: Callable[[LocvidError], None] | None = None
    ) -> Receiver:
        return Receiver(
            progressed=partial(self._observer.finishing, self._film, step),
            finished=finished,  # type: ignore[arg-type]
            failed=failed or self._failed,
        )

    def _failed(self, error: LocvidError) -> None:
        # The first error of a film is told; its other shots would mostly repeat it.
        if self.error is None:
            self._need(set())
            error.locale = error.locale or self._film.locale.tag
            self.error = error
            self._observer.failed(self._film, error)


_MOST_LOST = 2
"""Times that shots which vanished from the cache are made again within one run."""


def needs_work(film: PlannedFilm, retries: int) -> bool:
    """Whether a run would do anything: the film has to be made, or failed and may be retaken."""
    if film.state is not State.CACHED or film.previous is None:
        return True
    attempts = [shot.attempt for shot in film.previous.shots.values()]
    return film.previous.outcome is Outcome.FAIL and max(attempts, default=0) < retries


def shots_in_use(film: PlannedFilm) -> tuple[str, ...]:
    """Keys of the shots that a finished film is made of."""
    attempts = {shot.prompt.shot: shot.attempt for shot in film.shots}
    return tuple(job.key for job in film.jobs(attempts))


_OF_THE_MIX = frozenset({"loudness", "true peak"})
"""Checks that fail by how a film is mastered: another seed would change nothing."""


def _of_the_take(verdict: Mapping[str, object]) -> bool:
    checks = verdict["checks"]
    assert isinstance(checks, list)
    failed = {check["name"] for check in checks if check["outcome"] == Outcome.FAIL}
    return not failed or not failed <= _OF_THE_MIX


def _failing(verdict: Mapping[str, object], shots: tuple[str, ...]) -> tuple[str, ...]:
    """Shots with a failed check; all of them where only the whole film failed."""
    checks = verdict["checks"]
    assert isinstance(checks, list)
    failed = {check["shot"] for check in checks if check["outcome"] == Outcome.FAIL}
    return tuple(shot for shot in shots if shot in failed) or shots
