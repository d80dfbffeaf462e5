"""On which line of a preset a key stands: looked up only when there is something wrong with it."""

from __future__ import annotations

from pathlib import Path

import yaml


def line_of(file: Path, key: str) -> int | None:
    """The line, from 1, of ``key`` (``gate.name`` is a key within a mapping), None without one.

    Where only the first part of the key is there, its line.
    """
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None
    line = None
    for part in key.split("."):
        if not isinstance(node, yaml.MappingNode):
            break
        entry = next((pair for pair in node.value if pair[0].value == part), None)
        if entry is None:
            break
        line, node = entry[0].start_mark.line + 1, entry[1]
    return line
