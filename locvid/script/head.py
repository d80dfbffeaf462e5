"""The head of a script, all but its shots, as the formats write it that are not YAML throughout."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput, Location
from locvid.script.lines import parse_yaml
from locvid.script.tree import Node, Scalar, Table

FRONT_MATTER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---|\.\.\.).*\n)*?\s*locvid\s*:"
)
"""Matches the beginning of a file whose front matter says that it is a script."""


def yaml_head(rows: Iterable[tuple[int, str]], file: Path) -> Table:
    """The head that ``rows`` write in YAML; each comes with its line in the file.

    Raises InvalidInput with the file's own line numbers.
    """
    numbered = dict(rows)
    if not numbered:
        return Table({}, 1)
    # Empty lines in place of all others keep the numbers right.
    text = "\n".join(numbered.get(line, "") for line in range(1, max(numbered) + 1))
    tree = parse_yaml(text, file)
    if tree is None:
        return Table({}, 1)
    if not isinstance(tree, Table):
        raise InvalidInput(
            "the head of the script must have keys and values",
            Location(file, tree.line),
            hint="begin with 'locvid: 1'",
        )
    return tree


def flat_head(pairs: Iterable[tuple[str, str, int]], file: Path) -> Table:
    """The head that (key, value, line) write; ``cast.maya.voice`` is a key inside others.

    Raises InvalidInput where a key stands twice, or both alone and with others inside.
    """
    root: dict[str, object] = {}
    lines: dict[tuple[str, ...], int] = {}
    for dotted, value, line in pairs:
        parts = unicodedata.normalize("NFC", dotted).split(".", 2)
        path = tuple(part.strip() for part in parts)
        place = root
        for depth, part in enumerate(path[:-1], start=1):
            lines.setdefault(path[:depth], line)
            inner = place.setdefault(part, {})
            if not isinstance(inner, dict):
                raise _twice(dotted, lines[path[:depth]], line, file)
            place = inner
        if path[-1] in place:
            raise _twice(dotted, lines[path], line, file)
        lines[path] = line
        place[path[-1]] = Scalar(value, line)
    return _nested(root, (), lines)


def _nested(
    place: dict[str, object], path: tuple[str, ...], lines: dict[tuple[str, ...], int]
) -> Table:
    entries: dict[str, Node] = {}
    for key, value in place.items():
        entries[key] = (
            _nested(value, (*path, key), lines) if isinstance(value, dict) else _scalar(value)
        )
    return Table(entries, lines.get(path, 1), {key: lines[(*path, key)] for key in entries})


def _scalar(value: object) -> Scalar:
    assert isinstance(value, Scalar)
    return value


def _twice(key: str, first: int, line: int, file: Path) -> InvalidInput:
    return InvalidInput(f"'{shown(key)}' stands twice, first in line {first}", Location(file, line))
