"""Renders scripts: plan, perform missing shots, deliver films, verify them, keep what is done."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from glob import escape
from pathlib import Path

from locvid.media.atomic import storage_errors
from locvid.model.errors import GateFailed, Location
from locvid.model.verdict import Outcome
from locvid.run.desk import Desk
from locvid.run.execute.base import Executor
from locvid.run.execute.opening import open_executor
from locvid.run.film_run import FilmRun, needs_work, shots_in_use
from locvid.run.lock import locked
from locvid.run.observer import Observer
from locvid.run.on_fail import OnFail
from locvid.run.options import Options
from locvid.run.plan import PlannedFilm
from locvid.run.planning import Plan, pace_of, plan, settled
from locvid.run.result import FilmResult, RunResult, drop
from locvid.run.store import Store
from locvid.run.upkeep import Upkeep
from locvid.run.workshop import Workshop


def render(options: Options, observer: Observer) -> RunResult:
    """Make every film that is new, changed or failed its gate; take the others as they are.

    An error in one film is kept in the result and the others go on, unless ``fail_fast`` says to
    stop at the first error or failed gate; what is finished by then is kept. Raises LocvidError
    where nothing can be done at all, KeyboardInterrupt as it comes, with all workers ended.
    """
    options = replace(settled(options), remembers=True)
    executor = open_executor(options.executor, options.cluster)
    if any(not (options.out / script.stem).exists() for script in options.scripts):
        # There is a film that was never made: workers can get ready while it is planned.
        executor.prepare()
    planned = plan(options, observer.note, executor)
    stopped = options.fail_fast and bool(planned.errors)
    if planned.films and not stopped:
        for error in planned.errors:
            # Told in full at the end; but who waits for the others should know now.
            observer.note(f"going on without {str(error).splitlines()[0].rstrip(':')}")
        observer.planned(planned)
    errors = list(planned.errors)
    made: dict[int, FilmResult] = {}
    missing = {}
    store = Store(options.cache)
    for index, film in enumerate(planned.films):
        if needs_work(film, options.retries):
            missing[index] = film
        elif film.previous is not None:
            made[index] = FilmResult(film, film.previous, rendered=False)
            # Shots of a film that is still rendered are in use: a changed line joins them again.
            store.mark_used(shots_in_use(film), but_after_s=_MARK_AGAIN_S)
            observer.finished(made[index])
    old_failure = any(film.outcome is not Outcome.PASS for film in made.values())
    if missing and not stopped and not (options.fail_fast and old_failure):
        for index, run in _make(missing, options, planned, executor, observer).items():
            if run.result is not None:
                made[index] = run.result
            if run.error is not None:
                errors.append(run.error)
    films = _kept([made[index] for index in sorted(made)], options)
    errors += [_gate_failed(film) for film in films if film.outcome is not Outcome.PASS]
    return RunResult(films, tuple(errors))


_MARK_AGAIN_S = 3600
"""A mark of use is a write, and an unchanged run takes no time: one an hour will do."""


def _kept(films: list[FilmResult], options: Options) -> tuple[FilmResult, ...]:
    """The films as they are left: those that fail without their files if the user wants it so."""
    failing = [film for film in films if film.outcome is Outcome.FAIL]
    if options.on_fail is OnFail.KEEP or not failing:
        return tuple(films)
    with locked(options.out):
        return tuple(drop(film) if film.outcome is Outcome.FAIL else film for film in films)


def _make(
    films: Mapping[int, PlannedFilm],
    options: Options,
    planned: Plan,
    executor: Executor,
    observer: Observer,
) -> Mapping[int, FilmRun]:
    """Run the films' steps to their end; the first films have the first call on the workers."""
    store, pace = Store(options.cache), pace_of(options)
    with (
        _writable(options.out),
        locked(options.out),
        store.at_work() as scratch,
        executor.session(_workers(planned, options, executor), scratch, planned.gpu) as session,
    ):
        _sweep_beside(films.values())
        desk, upkeep = Desk(session, options.limits), Upkeep(store, options.cache_limit)
        workshop = Workshop(options, store, upkeep, pace, desk, observer)
        runs = {index: FilmRun(film, workshop) for index, film in films.items()}
        for run in runs.values():
            run.begin()
        desk.work(lambda: options.fail_fast and any(run.has_failed for run in runs.values()))
        upkeep.prune()
        pace.save()
    return runs


def _workers(planned: Plan, options: Options, executor: Executor) -> int:
    """One beside the GPUs of this machine, unless the user wants no more jobs than they are.

    It puts films together and verifies them, for which a GPU would stand idle.
    """
    beside = planned.gpu and not executor.remote
    if beside and (options.jobs is None or options.jobs > planned.jobs):
        return planned.jobs + 1
    return planned.jobs


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Make the output folder; one sentence where it is a file, read-only or on a full disk."""
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        yield


def _sweep_beside(films: Iterable[PlannedFilm]) -> None:
    """Remove what a killed run left hidden beside films; the folder is locked."""
    for film in films:
        for left in film.folder.glob(f".{escape(film.destination.name)}.*"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _gate_failed(result: FilmResult) -> GateFailed:
    judged = "does not pass" if result.outcome is Outcome.FAIL else "cannot be judged by"
    reasons = "; ".join(result.reasons)
    return GateFailed(
        f"the film {judged} the gate '{result.plan.profile.gate.name}': {reasons}",
        Location(result.plan.script.location.file),
        locale=result.plan.locale.tag,
        hint="its files were removed, as --on-fail drop wants it"
        if result.dropped
        else f"the film and its measurements are kept: {result.plan.file('.json')}",
    )
