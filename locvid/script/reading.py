"""Reads a script of any format: the suffix of the file decides which reader does it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from unicodedata import category

from locvid import plugins
from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput, Location
from locvid.model.script import Script
from locvid.script.base import Reader

GROUP = "locvid.readers"


def read_script(path: Path) -> Script:
    """The validated script in ``path``.

    Raises InvalidInput with file and line for whatever is wrong with it, and where no reader
    knows the suffix.
    """
    readers = _by_suffix()
    suffix = path.suffix.lower()
    if suffix not in readers:
        if path.is_dir():
            raise InvalidInput(f"'{path}' is a folder", hint="name the script in it")
        if not suffix and not path.exists():
            raise InvalidInput(f"there is no script and no folder '{path}'")
        raise InvalidInput(
            f"'{path.name}' is not a script: no reader knows the suffix '{suffix}'",
            Location(path),
            hint=f"known are: {', '.join(sorted(readers))}",
        )
    _refuse_name(path)
    return readers[suffix].read(path)


def _refuse_name(path: Path) -> None:
    """A script's name becomes that of files and folders."""
    if not path.stem.strip("."):
        fault = "is nothing but dots"
    elif any(category(sign) == "Cc" for sign in path.stem):
        fault = "holds a control character"
    elif any(category(sign) == "Cs" for sign in path.stem):
        fault = "is not in UTF-8"
    else:
        return
    raise InvalidInput(
        f"the name of the script {fault}",
        Location(path.with_name(shown(path.name))),
        hint="rename the file",
    )


def known_suffixes() -> tuple[str, ...]:
    """Suffixes that some reader reads, sorted, with the dot."""
    return tuple(sorted(_by_suffix()))


def recognises(path: Path, beginning: bytes) -> bool:
    """Whether the file at ``path``, which begins so, is a script by its suffix and its words."""
    reader = _by_suffix().get(path.suffix.lower())
    return reader is not None and reader.recognises(beginning)


@cache
def _by_suffix() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name in plugins.names(GROUP):
        reader: Reader = plugins.load(GROUP, name)()
        for suffix in reader.suffixes:
            found.setdefault(suffix, reader)
    return found
