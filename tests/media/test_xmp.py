"""The source type in the XMP packet of an mp4."""

from __future__ import annotations

import pytest

from locvid.media.xmp import BOX, read_source_type

PACKET = b"<a:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia</a>"


def box(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    return (8 + len(content) if size is None else size).to_bytes(4, "big") + kind + content


@pytest.mark.parametrize("size", [None, 0])
def test_it_is_found_also_in_a_box_that_goes_to_the_end_of_the_file(size, tmp_path):
    file = tmp_path / "film.mp4"
    other = box(b"uuid", b"of another kind.")
    file.write_bytes(box(b"ftyp", b"isom") + other + box(b"uuid", BOX.bytes + PACKET, size))
    assert read_source_type(file) == "algorithmicMedia"


@pytest.mark.parametrize("content", [b"", b"short", box(b"ftyp", b"isom"), box(b"mdat", b"", 0)])
def test_none_is_found_where_there_is_none(content, tmp_path):
    file = tmp_path / "film.mp4"
    file.write_bytes(content)
    assert read_source_type(file) is None
