"""Puts an XMP packet into a picture file, where each format has its place for one.

Places as in the XMP specification, part 3 (Adobe 2020), and the container of WebP (RFC 9649).
"""

from __future__ import annotations

from pathlib import Path

from locvid.model.errors import LocvidError

_JPEG_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_GIF_NAME = b"\x21\xff\x0bXMP DataXMP"
_GIF_TRAILER = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
"""However a reader that skips blocks of data falls into it, it leads to the end of the packet."""

_WEBP_HAS_XMP = 0x04


def embed(file: Path, packet: bytes) -> None:
    """Put ``packet`` into a JPEG, a GIF or a WebP that has none; raises LocvidError for others."""
    content = file.read_bytes()
    if content.startswith(b"\xff\xd8"):
        content = _in_jpeg(content, packet)
    elif content.startswith(b"GIF8"):
        content = content[:-1] + _GIF_NAME + packet + _GIF_TRAILER + content[-1:]
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        content = _in_webp(content, packet)
    else:
        raise LocvidError(f"{file.name} is no JPEG, GIF or WebP")
    file.write_bytes(content)


def _in_jpeg(content: bytes, packet: bytes) -> bytes:
    """In an APP1 segment, after the header of JFIF if there is one."""
    at = 2
    if content[2:4] == b"\xff\xe0":
        at = 4 + int.from_bytes(content[4:6], "big")
    segment = _JPEG_NAME + packet
    return (
        content[:at] + b"\xff\xe1" + (2 + len(segment)).to_bytes(2, "big") + segment + content[at:]
    )


def _in_webp(content: bytes, packet: bytes) -> bytes:
    """In a chunk at the end, which the extended header announces."""
    chunks = content[12:]
    if chunks[:4] == b"VP8X":
        chunks = chunks[:8] + bytes([chunks[8] | _WEBP_HAS_XMP]) + chunks[9:]
    else:
        chunks = _extended_header(chunks) + chunks
    chunks += b"XMP " + len(packet).to_bytes(4, "little") + packet + b"\0" * (len(packet) % 2)
    return b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WEBP" + chunks


def _extended_header(chunks: bytes) -> bytes:
    """Of a file that is a single lossy picture; its size stands in its first frame (RFC 6386)."""
    if chunks[:4] != b"VP8 ":
        raise LocvidError("the WebP is of a kind that ffmpeg did not make until now")
    size = (int.from_bytes(chunks[at : at + 2], "little") & 0x3FFF for at in (14, 16))
    sides = b"".join((side - 1).to_bytes(3, "little") for side in size)
    return b"VP8X" + (10).to_bytes(4, "little") + bytes([_WEBP_HAS_XMP, 0, 0, 0]) + sides
