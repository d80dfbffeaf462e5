"""Who watches a run: told what happens as it happens, on the thread that runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from locvid.model.errors import LocvidError
from locvid.run.plan import PlannedFilm
from locvid.run.planning import Plan
from locvid.run.result import FilmResult


class Observer(Protocol):
    """Progress for people; nothing that a run decides depends on it."""

    def note(self, message: str) -> None:
        """A warning that concerns the script, a language or a preset."""
        ...

    def planned(self, plan: Plan) -> None:
        """What is about to be made; called once."""
        ...

    def performing(self, film: PlannedFilm, shot: str, share: float) -> None:
        """A shot is being rendered; ``share`` of it is done, 1 at the end."""
        ...

    def finishing(self, film: PlannedFilm, step: str, share: float) -> None:
        """The film is in ``step`` (``assembling``, ``verifying``)."""
        ...

    def correcting(self, film: PlannedFilm, moved_ms: float) -> None:
        """The sound is moved by ``moved_ms`` (negative: earlier), as its offset is constant."""
        ...

    def retaking(self, film: PlannedFilm, shots: Sequence[str], attempt: int) -> None:
        """The film did not pass its gate, and these shots are rendered again."""
        ...

    def finished(self, result: FilmResult) -> None:
        """A film is finished, whatever its verdict."""
        ...

    def failed(self, film: PlannedFilm, error: LocvidError) -> None:
        """A film cannot be finished."""
        ...
