"""Reads JSON that anybody may have edited: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NoReturn

MAX_BYTES = 64 * 1024 * 1024
"""The manifest of a film of ten thousand shots is below 50 MB."""

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
"""An escape that may be half of a character (RFC 8259, 8.2)."""


def read_json(path: Path) -> object:
    """What ``path`` holds.

    Raises OSError where it cannot be read and ValueError where it is no JSON, not UTF-8, larger
    than ``MAX_BYTES``, nested too deeply to be read, or holds a number that JSON does not have or
    half a character, which no file could be named with and no terminal could show.
    """
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    try:
        content: object = json.loads(data.decode("utf-8"), parse_constant=_refuse)
        if _SURROGATE.search(data):
            json.dumps(content, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return content


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
