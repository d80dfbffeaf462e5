"""Reads JSON that anybody may have edited: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

MAX_BYTES = 64 * 1024 * 1024
"""The manifest of a film of ten thousand shots is below 50 MB."""


def read_json(path: Path) -> object:
    """What ``path`` holds.

    Raises OSError where it cannot be read and ValueError where it is no JSON, not UTF-8, larger
    than ``MAX_BYTES``, nested too deeply to be read, or holds a number that JSON does not have.
    """
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
