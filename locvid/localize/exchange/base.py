"""What goes to a translator and comes back: one **Batch** per language, one **Unit** per line.

To add a format: one file here, one entry point in locvid.exchanges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class State(StrEnum):
    """How far a translation is. ``NEEDS_REVIEW``: the source changed after it was made."""

    NEW = "new"
    TRANSLATED = "translated"
    NEEDS_REVIEW = "needs-review"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Budget:
    """The room that a line has: what the source takes, said in the target at its own pace.

    ``seconds`` with pauses; ``syllables`` at the natural pace of the target's market and at most
    at its fastest; ``characters`` that the captions can show in that time.
    """

    seconds: float
    syllables: int
    most_syllables: int
    characters: int

    def __str__(self) -> str:
        return (
            f"{self.seconds:g} s; {self.syllables} syllables, at most {self.most_syllables}; "
            f"at most {self.characters} characters"
        )

    @classmethod
    def parse(cls, text: str) -> Budget | None:
        """The budget that ``str`` wrote, or None."""
        match = _BUDGET.fullmatch(text.strip())
        return cls(float(match[1]), int(match[2]), int(match[3]), int(match[4])) if match else None


_BUDGET = re.compile(
    r"(\d+(?:\.\d+)?(?:e[-+]?\d+)?) s; (\d+) syllables, at most (\d+); at most (\d+) characters"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the script. ``id`` is ``SHOT/NUMBER``; ``context`` says what is seen, for people.

    ``SHOT/NUMBER/caption`` is a condensed caption of that line.

    ``protected`` are the words of ``source`` that stay as they are, in the order they come.
    ``picture`` shows its shot: a path from the file's folder, with slashes, empty for none.
    ``line`` is where the unit stands in the file that it was read from.
    """

    id: str
    source: str
    target: str = ""
    state: State = State.NEW
    speaker: str = ""
    context: str = ""
    budget: Budget | None = None
    protected: tuple[str, ...] = ()
    picture: str = ""
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """All lines of one script in one language; ``script`` is the name of its file.

    ``pictures`` are those that units name, as JPEG, for formats that hold them themselves; they
    are not read back.
    """

    script: str
    source: str
    target: str
    units: tuple[Unit, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False)


class Exchange(Protocol):
    """Writes batches to one file format and reads them back without loss."""

    suffix: str
    """Of the files that are written, with the dot."""

    def recognises(self, path: Path, beginning: bytes) -> bool:
        """Whether ``path``, which begins so (up to 4 KiB), is a file of this format."""
        ...

    def write(self, batch: Batch) -> bytes:
        """The file."""
        ...

    def read(self, path: Path) -> Batch:
        """What ``path`` holds; raises one InvalidInput that tells every problem with its line."""
        ...


def pieces(source: str, protected: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """``source`` cut into (text, stays as it is); of overlapping terms the longest counts."""
    if not protected:
        yield source, False
        return
    longest_first = sorted(set(protected), key=len, reverse=True)
    pattern = "|".join(map(whole, longest_first))
    end = 0
    for match in re.finditer(pattern, source):
        if match.start() > end:
            yield source[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(source):
        yield source[end:], False


def whole(term: str) -> str:
    """A regular expression for ``term`` that is not a part of a longer word.

    That counts only beside letters of scripts that part words by spaces: in Acmeの and الAcme the
    term stands whole.
    """
    before = f"(?<!{_LETTER})" if re.match(_LETTER, term) else ""
    after = f"(?!{_LETTER})" if re.match(_LETTER, term[-1:]) else ""
    return before + re.escape(term) + after


_LETTER = "[0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]"
"""Latin, Greek and Cyrillic letters, and digits."""


def protected_in(source: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``terms`` that stand in ``source``, each once, in the order they come."""
    return tuple(dict.fromkeys(text for text, stays in pieces(source, terms) if stays))
