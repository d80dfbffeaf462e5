"""What a report is: the results of a run written down for one kind of reader.

To add a format: a class that satisfies ``Report``, in a file of its own, registered by entry point
under ``locvid.reports``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from locvid.model.errors import InvalidInput, LocvidError
from locvid.report.films import FinishedFilm
from locvid.run.approvals import Approvals, Standing, standing


@dataclass(frozen=True, slots=True)
class Results:
    """Finished films, what kept others from being finished, and what people decided.

    ``approval_required`` says that a film nobody approved is to be told as a failure.
    """

    films: tuple[FinishedFilm, ...]
    errors: tuple[LocvidError, ...] = ()
    approvals: Approvals = field(default_factory=dict)
    approval_required: bool = False

    def standing(self, film: FinishedFilm) -> Standing:
        """Whether ``film`` is approved as it is now."""
        return standing(self.approvals, film.name, film.sha256)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report goes: the file or folder that was named, or the format's own in ``out``.

    ``messages`` takes lines for whoever reads along; ``variables`` are those of the environment.
    """

    target: Path | None
    out: Path
    messages: TextIO
    variables: Mapping[str, str]


def refuse_folder(place: Place, what: str) -> None:
    """Raise InvalidInput where a report that is one file is to go where a folder is."""
    if place.target is not None and place.target.is_dir():
        raise InvalidInput(
            f"the {what} report is a file, and {place.target} is a folder",
            hint=f"name a file in it: {what}={place.target / 'NAME'}",
        )


class Report(Protocol):
    """One format. Made without arguments; says nothing but through ``write``."""

    name: str
    description: str

    def check(self, place: Place) -> None:
        """Raise InvalidInput where ``place`` cannot be used: asked before anything is rendered."""
        ...

    def write(self, results: Results, place: Place) -> Path | None:
        """Write the report; returns the file to open, None where there is none.

        Raises InvalidInput where it cannot be written.
        """
        ...
