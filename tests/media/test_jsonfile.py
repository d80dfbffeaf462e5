from __future__ import annotations

import pytest

from locvid.media.jsonfile import read_json


def test_what_is_json_is_read(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"a": [1, null, "\\ud83d\\ude00"]}')
    assert read_json(file) == {"a": [1, None, "\N{GRINNING FACE}"]}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"NaN", b'[Infinity, "a"]', b"[" * 100_000, b'"\\ud800"', b"9" * 5000],
    ids=["empty", "cut", "latin", "nan", "infinity", "deep", "half a character", "long number"],
)
def test_all_else_is_one_kind_of_error(tmp_path, content):
    file = tmp_path / "a.json"
    file.write_bytes(content)
    with pytest.raises(ValueError):  # noqa: PT011 - which one is nobody's business
        read_json(file)


def test_a_file_that_is_not_there_is_another(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "a.json")
