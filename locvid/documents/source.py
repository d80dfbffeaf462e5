"""Reads a source file as text or bytes, and says in one sentence why it cannot be."""

from __future__ import annotations

from pathlib import Path

from locvid.model.errors import InvalidInput, Location

MAX_BYTES = 5 * 1024 * 1024
"""A feature film's dialogue in twenty languages is below 2 MB."""


def read_text(path: Path) -> str:
    """The text of ``path`` without a byte-order mark.

    Raises InvalidInput when the file is missing, not a file, not readable, larger than
    ``MAX_BYTES``, binary, not UTF-8, or blank.
    """
    data = read_bytes(path)
    if b"\x00" in data:
        # Text in UTF-16 has zero bytes too, but announces itself.
        utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        message = "is in UTF-16, not UTF-8" if utf_16 else "is a binary file, not a text file"
        raise InvalidInput(
            f"'{path.name}' {message}",
            Location(path),
            hint="save it as UTF-8" if utf_16 else "name a script, such as script.yaml",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"'{path.name}' is not UTF-8: byte 0x{data[error.start]:02x} cannot be read",
            Location(path, data.count(b"\n", 0, error.start) + 1),
            hint="save it as UTF-8",
        ) from error
    if not text.strip():
        raise InvalidInput(f"'{path.name}' is empty", Location(path))
    return text


def rows_of_text(text: str) -> list[str]:
    """The lines of ``text`` as editors count them; a line separator of Unicode begins none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_bytes(path: Path) -> bytes:
    """What ``path`` holds; raises InvalidInput as ``read_text`` does, but for what is text."""
    try:
        if path.is_dir():
            raise InvalidInput(
                f"'{path.name}' is a folder, not a script",
                Location(path),
                hint="name the script file in it",
            )
        if not path.exists():
            raise InvalidInput(f"there is no file '{path.name}'", Location(path))
        if not path.is_file():
            raise InvalidInput(f"'{path.name}' is not a regular file", Location(path))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        # ValueError: a null character in the name.
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"the file cannot be read: {reason}", Location(path)) from error
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            f"'{path.name}' is larger than {MAX_BYTES // 1024 // 1024} MB",
            Location(path),
            hint="divide it into several scripts",
        )
    return data
