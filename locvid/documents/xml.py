"""XML that people hand in, parsed without following anything in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from locvid.documents.source import read_bytes
from locvid.model.errors import InvalidInput, Location


def parse_xml(path: Path) -> Any:
    """The root element of ``path`` (an lxml element, which knows its ``sourceline``).

    Raises InvalidInput for malformed XML and for document types: no exchange format needs one,
    and entities are how a small file becomes a large one or reads others.
    """
    from lxml import etree

    data = read_bytes(path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        said = str(error).split(", line ")[0]
        raise InvalidInput(f"this is not valid XML: {said}", Location(path, line)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidInput(
            "the file has a document type, which may define entities",
            Location(path, 1),
            hint="take the <!DOCTYPE …> out",
        )
    return root


def xml_safe(text: str) -> str:
    """``text`` without the characters that XML 1.0 cannot hold (section 2.2)."""
    return "".join(char if _allowed(ord(char)) else "\N{REPLACEMENT CHARACTER}" for char in text)


def _allowed(code: int) -> bool:
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )
