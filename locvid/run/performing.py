"""The shots of a film on their way: each is found in the store, or rehearsed and performed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from locvid.generate.base import DEFAULTS
from locvid.model.errors import LocvidError
from locvid.run.desk import Receiver
from locvid.run.plan import PlannedFilm, PlannedShot, ShotJob
from locvid.run.rehearsal import Rehearsal
from locvid.run.tasks import Performed, PerformShot, RehearseShot
from locvid.run.workshop import Workshop

_SOUND_SHARE = 0.35
"""Share of the work on a shot that is done when its sound is there."""


class Performing:
    """Gets all shots of a film, then calls ``complete`` with the folder of each.

    Where the workshop says so, the sound of a shot and its picture are two tasks: three shots then
    keep two workers busy to the end. Pictures come before the work on other films, but not before
    the last rehearsal has begun, so that no worker is left without work while there is some.
    """

    def __init__(
        self,
        film: PlannedFilm,
        workshop: Workshop,
        complete: Callable[[Mapping[str, Path]], None],
        failed: Callable[[LocvidError], None],
    ) -> None:
        self._film = film
        self._at = workshop
        self._complete = complete
        self._given_up = failed
        self._stopped = False
        self._folders: dict[str, Path] = {}
        self._awaited: dict[str, ShotJob] = {}
        self._follows: dict[str, str] = {}
        self._unbegun: set[str] = set()
        self._rehearsals: dict[str, tuple[Rehearsal, float]] = {}

    def get(self, attempts: Mapping[str, int]) -> None:
        """Begin to get every shot, in the given attempt at it."""
        self._folders.clear()
        self._awaited.clear()
        missing: list[tuple[PlannedShot, ShotJob]] = []
        for shot, job in zip(self._film.shots, self._film.jobs(attempts), strict=True):
            folder = self._at.store.find(job.key)
            if folder is None:
                missing.append((shot, job))
            else:
                self._folders[shot.prompt.shot] = folder
                self._at.observer.performing(self._film, shot.prompt.shot, 1.0)
        # The longest first: the workers then come to their end together.
        missing.sort(key=lambda each: -each[0].prompt.duration.natural_s)
        self._awaited = {shot.prompt.shot: job for shot, job in missing}
        self._follows = {
            shot.prompt.shot: self._before(shot) for shot, _ in missing if shot.follows
        }
        self._unbegun = set(self._awaited) if self._at.sound_first else set()
        if self._at.sound_first:
            for name in self._awaited:
                self._rehearse(name)
        elif missing:
            self._perform_ready(tuple(self._awaited))
        if not missing:
            self._complete(self._folders)

    def _before(self, shot: PlannedShot) -> str:
        at = self._film.shots.index(shot)
        return self._film.shots[at - 1].prompt.shot

    def _rehearse(self, name: str) -> None:
        options, job = self._at.options, self._awaited[name]
        task = RehearseShot(
            label=f"that made the sound of shot '{name}' in {self._film.locale.tag}",
            generator=options.sound_from or options.generator,
            settings=DEFAULTS if options.sound_from else options.settings,
            project=self._film.script.location.file.parent,
            prompt=job.prompt,
            profile=self._film.profile,
            folder=self._at.scratch / job.key,
            presets=options.presets,
        )
        receiver = Receiver(
            progressed=partial(self._rehearsing, name),
            finished=partial(self._rehearsed, name),
            failed=self._failed,
        )
        self._at.desk.submit(task, receiver)

    def _rehearsing(self, name: str, share: float) -> None:
        self._unbegun.discard(name)
        self._at.observer.performing(self._film, name, share * _SOUND_SHARE)
        self._perform_ready(tuple(self._rehearsals))

    def _rehearsed(self, name: str, rehearsal: Rehearsal, work_s: float) -> None:
        self._rehearsals[name] = rehearsal, work_s
        self._rehearsing(name, 1.0)

    def _perform_ready(self, names: tuple[str, ...]) -> None:
        """Submit those whose sound is there and whose shot before is performed."""
        if self._stopped or self._unbegun:
            return
        for name in names:
            before = self._follows.get(name, "")
            if before not in self._awaited:
                self._perform(name, self._folders[before] if before else None)

    def _perform(self, name: str, before: Path | None) -> None:
        rehearsal, work_s = self._rehearsals.pop(name, (None, 0.0))
        job = self._awaited[name]
        task = PerformShot(
            label=f"that rendered shot '{name}' in {self._film.locale.tag}",
            generator=self._at.options.generator,
            settings=self._at.options.settings,
            project=self._film.script.location.file.parent,
            prompt=job.prompt,
            profile=self._film.profile,
            store=self._at.store.root,
            key=job.key,
            rehearsal=rehearsal,
            before=before,
            presets=self._at.options.presets,
        )
        receiver = Receiver(
            progressed=partial(self._performing, name),
            finished=partial(self._performed, name, work_s),
            failed=self._failed,
        )
        self._at.desk.submit(task, receiver, urgent=self._at.sound_first)

    def _performing(self, name: str, share: float) -> None:
        done = _SOUND_SHARE if self._at.sound_first else 0.0
        # All frames drawn is not yet all files written: only the result makes it 1.
        self._at.observer.performing(self._film, name, min(done + (1 - done) * share, 0.99))

    def _performed(self, name: str, sound_work_s: float, made: Performed, work_s: float) -> None:
        key = self._awaited.pop(name).key
        shutil.rmtree(self._at.scratch / key, ignore_errors=True)
        self._at.pace.measured(self._film.profile.video, sound_work_s + work_s, made.seconds)
        for message in made.notes:
            self._at.observer.note(f"{self._film.locale.tag} {name}: {message}")
        self._at.observer.performing(self._film, name, 1.0)
        self._folders[name] = self._at.store.folder(key)
        self._at.upkeep.added(key)
        followers = [each for each, before in self._follows.items() if before == name]
        self._perform_ready(tuple(self._rehearsals) if self._at.sound_first else tuple(followers))
        if not self._awaited and not self._stopped:
            self._complete(self._folders)

    def _failed(self, error: LocvidError) -> None:
        self._stopped = True
        self._given_up(error)
