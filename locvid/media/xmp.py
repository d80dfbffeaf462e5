"""The XMP packet of an mp4 or mov file: where it stands, and the source type in it."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

BOX = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")
"""Type of the uuid box that holds XMP in ISO base media files (Adobe XMP specification, part 3)."""

_MOST_BOXES = 10_000
_MOST_BYTES = 1 << 20
_SOURCE_TYPE = re.compile(rb"DigitalSourceType[>\s=\"']+(?:[^<\"'\s]*/)?([A-Za-z]{1,64})[<\"']")


def read_source_type(file: Path) -> str | None:
    """Last word of the IPTC digital source type; None where the file has none, or no such boxes."""
    with file.open("rb") as stream:
        for _ in range(_MOST_BOXES):
            header = stream.read(8)
            if len(header) < 8:
                return None
            size, taken = int.from_bytes(header[:4], "big"), 8
            if size == 1:
                size, taken = int.from_bytes(stream.read(8), "big"), 16
            if header[4:] == b"uuid" and stream.read(16) == BOX.bytes:
                # 0 is "to the end of the file".
                length = size - taken - 16 if size else _MOST_BYTES
                packet = stream.read(min(_MOST_BYTES, max(0, length)))
                found = _SOURCE_TYPE.search(packet)
                return found.group(1).decode("ascii") if found else None
            if size < taken:
                # The last box, or none at all.
                return None
            stream.seek(size - taken - (16 if header[4:] == b"uuid" else 0), 1)
    return None
