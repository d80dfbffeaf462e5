"""Collects what is wrong with a file, so that one run tells all of it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from locvid.model.errors import InvalidInput, Location

MOST_TOLD = 20
"""Problems that one error spells out; the rest is counted."""


class Problems:
    """Problems of one file in the order they were found."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._found: list[tuple[str, int, str | None]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, message: str, line: int, hint: str | None = None) -> None:
        """Note a problem; ``hint`` is the next step."""
        if (message, line, hint) not in self._found[-MOST_TOLD:]:
            self._found.append((message, line, hint))

    def raise_any(self) -> None:
        """Raise what was found as one InvalidInput, if anything was."""
        if self._found:
            self._raise()

    def _raise(self) -> NoReturn:
        ordered = sorted(self._found, key=lambda problem: problem[1])
        message, line, hint = ordered[0]
        if len(ordered) == 1:
            raise InvalidInput(message, Location(self.file, line), hint=hint)
        others = [f"\n{self._spelled(problem)}" for problem in ordered[1:MOST_TOLD]]
        if len(ordered) > MOST_TOLD:
            others.append(f"\nand {len(ordered) - MOST_TOLD} more")
        first = f"{message} ({hint})" if hint else message
        raise InvalidInput(
            first + "".join(others),
            Location(self.file, line),
            hint=f"{len(ordered)} problems to solve in {self.file.name}",
        )

    def _spelled(self, problem: tuple[str, int, str | None]) -> str:
        message, line, hint = problem
        return f"{Location(self.file, line)}: {message}" + (f" ({hint})" if hint else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or the known ones where none is near."""
    candidates = sorted(known)
    # Comparing is quadratic, and what somebody put in place of a word may be a whole book.
    near = get_close_matches(word[:64], candidates, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"there are: {', '.join(candidates)}" if candidates else "there are none"


def shown(word: str) -> str:
    """``word`` fit for a message: cut to 40 characters and without control characters."""
    printable = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in word
    )
    return printable if len(printable) <= 40 else f"{printable[:39]}…"
