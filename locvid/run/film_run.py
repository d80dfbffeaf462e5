"""One film on its way: perform what is missing, assemble, verify, correct or retake what fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import Location, LocvidError
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Demands
from locvid.model.verdict import Outcome, Verdict
from locvid.run.correction import constant_offset_ms
from locvid.run.desk import Receiver
from locvid.run.direction import expected_lines, spoken_lines
from locvid.run.manifest import film_manifest
from locvid.run.performing import Performing
from locvid.run.plan import PlannedFilm, State
from locvid.run.record import FilmRecord, ShotRecord, write_record
from locvid.run.result import FilmResult
from locvid.run.tasks import Assembled, AssembleFilm, VerifyFilm
from locvid.run.workshop import Workshop

if TYPE_CHECKING:
    from locvid.model.deliverable import Deliverable


class FilmRun:
    """Drives one film through its steps; ends with ``result`` or ``error`` set."""

    def __init__(self, film: PlannedFilm, workshop: Workshop) -> None:
        self.result: FilmResult | None = None
        self.error: LocvidError | None = None
        self._film = film
        self._at = workshop
        self._shots = Performing(film, workshop, self._performed, self._failed)
        self._attempts = {shot.prompt.shot: shot.attempt for shot in film.shots}
        self._earlier = 0
        self._folders: Mapping[str, Path] = {}
        self._needed: set[str] = set()
        self._lost = 0
        self._said: set[str] = set()

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
        # Said before looking: what is found now is not evicted until the film is finished.
        self._need({job.key for job in self._film.jobs(self._attempts)})
        self._shots.get(self._attempts)

    def _performed(self, folders: Mapping[str, Path]) -> None:
        self._folders = folders
        self._assemble()

    def _assemble(self) -> None:
        film = self._film
        names = [shot.prompt.shot for shot in film.shots]
        task = AssembleFilm(
            label=f"that assembled '{film.script.name}' in {film.locale.tag}",
            folders=tuple(self._folders[name] for name in names),
            lines=spoken_lines(tuple(shot.prompt for shot in film.shots)),
            aligners=self._at.options.aligners,
            title=film.script.title,
            source_tag=film.script.source,
            locale=film.locale,
            profile=film.profile,
            destination=film.destination,
            manifest=film_manifest(film, self._attempts, self._earlier),
            stems=self._at.options.stems,
            earlier=self._earlier,
            score=film.score,
            sound=film.sound.generator if film.sound is not None else "",
            prompts=tuple(job.prompt for job in film.jobs(self._attempts)),
            settings=self._at.options.settings,
            project=film.script.location.file.parent,
            presets=self._at.options.presets,
            marking=self._at.options.marking,
        )
        receiver = self._receiver("assembling", self._verify, self._not_assembled)
        self._at.desk.submit(task, receiver, urgent=True)

    def _not_assembled(self, error: LocvidError) -> None:
        """Shots that vanished meanwhile, by whatever hand, are made again; else it is an error."""
        gone = [
            folder.name for folder in self._folders.values() if not self._at.store.has(folder.name)
        ]
        if gone and self._lost < _MOST_LOST:
            self._lost += 1
            self._perform()
        else:
            self._failed(error)

    def _verify(self, assembled: Assembled, _: float) -> None:
        film, deliverable = self._film, assembled.deliverable
        for note in assembled.notes:
            # A film that is corrected is assembled twice.
            if note not in self._said:
                self._said.add(note)
                self._at.observer.note(f"{film.locale.tag} {note}")
        task = VerifyFilm(
            label=f"that verified '{film.script.name}' in {film.locale.tag}",
            film=deliverable.film,
            lines=expected_lines(tuple(shot.prompt for shot in film.shots)),
            locale=film.locale,
            gate=film.profile.gate,
            demands=Demands.of(film.profile, film.shots[0].prompt.market),
            aligners=self._at.options.aligners,
            recogniser=self._at.options.recogniser,
        )
        receiver = self._receiver("verifying", partial(self._verified, deliverable))
        self._at.desk.submit(task, receiver, urgent=True)

    def _verified(self, deliverable: Deliverable, verdict: Verdict, _: float) -> None:
        shots = {
            shot.prompt.shot: ShotRecord(shot.key, shot.parts, self._attempts[shot.prompt.shot])
            for shot in self._film.shots
        }
        record = write_record(
            deliverable.manifest,
            self._film.key,
            shots,
            deliverable.files,
            deliverable.seconds,
            verdict,
        )
        if not self._correct(verdict) and not self._retake(record.outcome, record.verdict):
            self._end(record, rendered=True)

    def _correct(self, verdict: Verdict) -> bool:
        """Take a constant offset out of the film, once; False where that is no remedy."""
        offset_ms = constant_offset_ms(verdict, self._film.profile.limits.correctable_ms)
        if self._earlier or offset_ms is None:
            return False
        self._earlier = round(offset_ms * SAMPLE_RATE / 1000)
        self._at.observer.correcting(self._film, -offset_ms)
        self._assemble()
        return True

    def _retake(self, outcome: Outcome, verdict: Mapping[str, object]) -> bool:
        """Render failing shots again with the next seed; False when there is no need or no try."""
        if outcome is not Outcome.FAIL or not _of_the_take(verdict):
            return False
        shots = _failing(verdict, tuple(self._attempts))
        attempt = max(self._attempts[shot] for shot in shots) + 1
        if attempt > self._at.options.retries:
            return False
        self._attempts |= dict.fromkeys(shots, attempt)
        self._at.observer.retaking(self._film, shots, attempt)
        self._perform()
        return True

    def _need(self, keys: set[str]) -> None:
        self._at.store.need(keys - self._needed)
        self._at.store.release(self._needed - keys)
        self._needed = keys

    def _end(self, record: FilmRecord, rendered: bool) -> None:
        self._need(set())
        self.result = FilmResult(self._film, record, rendered)
        self._at.observer.finished(self.result)

    def _receiver(
        self, step: str, finished: object, failed: Callable[[LocvidError], None] | None = None
    ) -> Receiver:
        return Receiver(
            progressed=partial(self._at.observer.finishing, self._film, step),
            finished=finished,  # type: ignore[arg-type]
            failed=failed or self._failed,
        )

    def _failed(self, error: LocvidError) -> None:
        # The first error of a film is told; its other shots would mostly repeat it.
        if self.error is None:
            self._need(set())
            error.where = error.where or Location(self._film.script.location.file)
            error.locale = error.locale or self._film.locale.tag
            self.error = error
            self._at.observer.failed(self._film, error)


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
