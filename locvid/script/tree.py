"""A document as a tree that remembers its lines: what every reader hands to the checks.

Values stay as they were written; the form of the script decides what they mean. So ``no:`` is the
Norwegian text of a line, not the truth value that YAML 1.1 makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; ``plain`` is false where it stood in quotes or in a block."""

    text: str
    line: int
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether the document leaves the value empty."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in order; ``key_lines`` says where each key stands."""

    entries: Mapping[str, Node]
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)


Node = Scalar | Items | Table
