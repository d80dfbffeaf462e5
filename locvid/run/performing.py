"""The shots of a film on their way: each is found in the store, or performed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from locvid.model.errors import LocvidError
from locvid.run.desk import Receiver
from locvid.run.plan import PlannedFilm, PlannedShot, ShotJob
from locvid.run.tasks import Performed, PerformShot
from locvid.run.workshop import Workshop


class Performing:
    """Gets all shots of a film, then calls ``complete`` with the folder of each."""

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
        for name in tuple(self._awaited):
            if self._follows.get(name) not in self._awaited:
                self._perform(name)
        if not missing:
            self._complete(self._folders)

    def _before(self, shot: PlannedShot) -> str:
        at = self._film.shots.index(shot)
        return self._film.shots[at - 1].prompt.shot

    def _perform(self, name: str) -> None:
        job = self._awaited[name]
        before = self._follows.get(name)
        task = PerformShot(
            label=f"that rendered shot '{name}' in {self._film.locale.tag}",
            generator=self._at.options.generator,
            settings=self._at.options.settings,
            sound_from=self._at.options.sound_from,
            project=self._film.script.location.file.parent,
            prompt=job.prompt,
            profile=self._film.profile,
            store=self._at.store.root,
            key=job.key,
            presets=self._at.options.presets,
            before=self._folders[before] if before else None,
        )
        receiver = Receiver(
            progressed=partial(self._performing, name),
            finished=partial(self._performed, name),
            failed=self._failed,
        )
        self._at.desk.submit(task, receiver)

    def _performing(self, name: str, share: float) -> None:
        # All frames drawn is not yet all files written: only the result makes it 1.
        self._at.observer.performing(self._film, name, min(share, 0.99))

    def _performed(self, name: str, made: Performed, work_s: float) -> None:
        key = self._awaited.pop(name).key
        self._at.pace.measured(self._film.profile.video, work_s, made.seconds)
        for message in made.notes:
            self._at.observer.note(f"{self._film.locale.tag} {name}: {message}")
        self._at.observer.performing(self._film, name, 1.0)
        self._folders[name] = self._at.store.folder(key)
        self._at.upkeep.added(key)
        if self._stopped:
            return
        for follower, before in self._follows.items():
            if before == name:
                self._perform(follower)
        if not self._awaited:
            self._complete(self._folders)

    def _failed(self, error: LocvidError) -> None:
        self._stopped = True
        self._given_up(error)
