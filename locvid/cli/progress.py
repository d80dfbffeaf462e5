"""Shows a run on stderr: bars that redraw on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from locvid.cli import boundary
from locvid.cli.environment import Environment
from locvid.model.errors import LocvidError
from locvid.run.observer import Observer
from locvid.run.plan import PlannedFilm
from locvid.run.planning import Plan
from locvid.run.result import FilmResult

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@contextmanager
def watching(environment: Environment, quiet: bool) -> Iterator[Observer]:
    """The observer that suits the terminal, while the block runs."""
    if quiet:
        yield Silent()
    elif not environment.live:
        yield Lines(environment)
    else:
        bars = Bars(environment)
        with bars.progress:
            yield bars


class Silent:
    """Shows nothing."""

    def note(self, message: str) -> None:
        """Nothing."""

    def planned(self, plan: Plan) -> None:
        """Nothing."""

    def performing(self, film: PlannedFilm, shot: str, share: float) -> None:
        """Nothing."""

    def finishing(self, film: PlannedFilm, step: str, share: float) -> None:
        """Nothing."""

    def correcting(self, film: PlannedFilm, moved_ms: float) -> None:
        """Nothing."""

    def retaking(self, film: PlannedFilm, shots: Sequence[str], attempt: int) -> None:
        """Nothing."""

    def finished(self, result: FilmResult) -> None:
        """Nothing."""

    def failed(self, film: PlannedFilm, error: LocvidError) -> None:
        """Nothing."""


class Lines(Silent):
    """One line for each thing that is done; for logs and pipes."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._began = environment.clock()
        self._several = False
        self._in_work: set[tuple[str, str]] = set()

    def note(self, message: str) -> None:
        """A warning."""
        boundary.warn(message, self._environment)

    def planned(self, plan: Plan) -> None:
        """How much there is to do."""
        self._several = len({film.script.name for film in plan.films}) > 1
        shots = [shot for film in plan.films for shot in film.shots if shot.expected_s > 0]
        if shots:
            if plan.chosen_because:
                self._line(f"{plan.generator} performs: {plan.chosen_because}")
            films = {film.locale.tag for film in plan.films if film.expected_s > 0}
            self._line(
                f"{counted(len(shots), 'shot')} to render in {', '.join(sorted(films))}, "
                f"about {lasting(plan.expected_s)} with {counted(plan.jobs, 'job')}"
            )

    def performing(self, film: PlannedFilm, shot: str, share: float) -> None:
        """Shots that are done, or were already."""
        key = (_name(film), shot)
        if share < 1:
            self._in_work.add(key)
            return
        how = "rendered" if key in self._in_work else "taken from the cache"
        self._in_work.discard(key)
        self._line(f"{self._name(film)} {shot}: {how}")

    def finishing(self, film: PlannedFilm, step: str, share: float) -> None:
        """Steps that begin."""
        if share == 0:
            self._line(f"{self._name(film)}: {step}")

    def correcting(self, film: PlannedFilm, moved_ms: float) -> None:
        """An offset that is taken out."""
        self._line(f"{self._name(film)}: {correction_words(moved_ms)}")

    def retaking(self, film: PlannedFilm, shots: Sequence[str], attempt: int) -> None:
        """A shot that failed its check."""
        self._line(f"{self._name(film)}: {retake_words(shots, attempt)}")

    def finished(self, result: FilmResult) -> None:
        """The verdict."""
        if result.rendered:
            self._line(f"{self._name(result.plan)}: {result.outcome}")

    def failed(self, film: PlannedFilm, error: LocvidError) -> None:
        """That there is no film; the error itself is told at the end."""
        self._line(f"{self._name(film)}: stopped by an error")

    def _name(self, film: PlannedFilm) -> str:
        """The language, with the script where there are several."""
        return _name(film) if self._several else film.locale.tag

    def _line(self, words: str) -> None:
        seconds = self._environment.clock() - self._began
        boundary.inform(f"[{seconds:6.1f} s] {words}", self._environment)


class Bars(Silent):
    """A bar per language with the time left, and below it one per shot in work."""

    def __init__(self, environment: Environment) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._environment = environment
        console = Console(
            file=environment.stderr,
            no_color=not environment.colour,
            highlight=False,
            emoji=False,
            force_terminal=True,
        )
        self.progress: Progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._films: dict[str, TaskID] = {}
        self._shots: dict[tuple[str, str], TaskID] = {}
        self._shares: dict[str, dict[str, float]] = {}

    def note(self, message: str) -> None:
        """A warning, above the bars."""
        self.progress.console.print(f"warning: {message}", markup=False)

    def planned(self, plan: Plan) -> None:
        """A bar for each film that needs work."""
        if plan.chosen_because and any(film.expected_s > 0 for film in plan.films):
            self.progress.console.print(
                f"{plan.generator} performs: {plan.chosen_because}", markup=False
            )
        for film in plan.films:
            if film.expected_s > 0:
                name = _name(film)
                self._films[name] = self.progress.add_task(name, total=_total(film))
                self._shares[name] = {shot.prompt.shot: 0.0 for shot in film.shots}

    def performing(self, film: PlannedFilm, shot: str, share: float) -> None:
        """The bar of a shot, and with it that of its film."""
        name = _name(film)
        self._shares.setdefault(name, {})[shot] = share
        self._update(film, sum(self._shares[name].values()))
        key = (name, shot)
        if share >= 1:
            if key in self._shots:
                self.progress.remove_task(self._shots.pop(key))
            return
        if key not in self._shots:
            self._shots[key] = self.progress.add_task(f"  {film.locale.tag} {shot}", total=1.0)
        self.progress.update(self._shots[key], completed=share)

    def finishing(self, film: PlannedFilm, step: str, share: float) -> None:
        """The last stretch of a film's bar."""
        steps = {"assembling": 0.0, "verifying": 0.5}
        self._update(film, len(film.shots) + steps.get(step, 0.0) + share / 2, f": {step}")

    def correcting(self, film: PlannedFilm, moved_ms: float) -> None:
        """A line above the bars; the film is assembled and verified once more."""
        self.note(f"{_name(film)}: {correction_words(moved_ms)}")

    def retaking(self, film: PlannedFilm, shots: Sequence[str], attempt: int) -> None:
        """The film's bar goes back by the shots that are rendered again."""
        name = _name(film)
        self._shares.setdefault(name, {}).update(dict.fromkeys(shots, 0.0))
        self._update(film, sum(self._shares[name].values()))
        self.note(f"{name}: {retake_words(shots, attempt)}")

    def finished(self, result: FilmResult) -> None:
        """A full bar."""
        if result.rendered:
            self._update(result.plan, _total(result.plan), f": {result.outcome}")

    def failed(self, film: PlannedFilm, error: LocvidError) -> None:
        """A bar that stands still; the error itself is told at the end."""
        name = _name(film)
        if name in self._films:
            self.progress.stop_task(self._films[name])
            self._update(film, None, ": stopped by an error")

    def _update(self, film: PlannedFilm, done: float | None, words: str = "") -> None:
        name = _name(film)
        if name in self._films:
            self.progress.update(self._films[name], completed=done, description=name + words)


def counted(number: int, noun: str) -> str:
    """``1 shot``, ``2 shots``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def lasting(seconds: float) -> str:
    """A length of time for people: ``40 s``, ``3 min``."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def correction_words(moved_ms: float) -> str:
    """What is done about a constant offset."""
    side = "earlier" if moved_ms < 0 else "later"
    return f"the offset is constant: the sound is moved {abs(moved_ms):.0f} ms {side}"


def retake_words(shots: Sequence[str], attempt: int) -> str:
    """What is rendered again, and which attempt it is."""
    return f"{', '.join(shots)} did not pass, rendering again (attempt {attempt + 1})"


def _name(film: PlannedFilm) -> str:
    return f"{film.script.name} {film.locale.tag}"


def _total(film: PlannedFilm) -> float:
    """Shots, and one more for assembling and verifying."""
    return len(film.shots) + 1.0
