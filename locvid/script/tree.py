"""A document as a tree that remembers its lines: what every reader hands to the checks.

Values stay as they were written; the form of the script decides what they mean. So ``no:`` is the
Norwegian text of a line, not the truth value that YAML 1.1 makes of it.
"""

from __future__ import annotations

import unicodedata
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


def child(node: Node | None, key: str) -> Node | None:
    """The value under ``key``; None where there is none."""
    return node.entries.get(key) if isinstance(node, Table) else None


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The values of a list; none of anything else."""
    return node.items if isinstance(node, Items) else ()


def entries_of(node: Node | None) -> tuple[tuple[str, Node], ...]:
    """Keys and values of a table; none of anything else."""
    return tuple(node.entries.items()) if isinstance(node, Table) else ()


def text_of(node: Node | None, key: str, default: str = "") -> str:
    """The single value under ``key``, in NFC and without space at its ends."""
    value = child(node, key)
    if not isinstance(value, Scalar) or value.is_null:
        return default
    return unicodedata.normalize("NFC", value.text).strip()


def line_of(node: Node | None, key: str) -> int:
    """The line in which ``key`` stands."""
    if isinstance(node, Table):
        return node.key_lines.get(key, node.line)
    return node.line if node is not None else 1
