"""Whatever bytes a reader is given, it makes a script of them or one sentence."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from film_formats import FILM, RELAXED, outcome
from hypothesis import example, given
from hypothesis import strategies as st

from locvid.documents.source import MAX_BYTES
from locvid.model.errors import InvalidInput
from locvid.script.base import Reader
from locvid.script.reading import read_script


def test_binary_huge_and_misencoded_files_are_one_sentence(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / f"bad{reader.suffixes[0]}"
    for data in (b"\x7fELF\x00" * 99, b"---\ncaf\xe9", b"-" * (MAX_BYTES + 1), b"PK\x03\x04junk"):
        path.write_bytes(data)
        error = outcome(reader.read, path)
        assert isinstance(error, InvalidInput)
        assert "\n" not in str(error)


@RELAXED
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00")
@example(data=b"\xef\xbb\xbf")
@example(data=b"!!binary |\n  aGk=")
@example(data=b"? [a]\n: b")
@example(data=b"<<: {a: b}")
@example(data=b"%YAML 9.9\n---\na")
@example(data=b"a: \xed\xa0\x80")
def test_any_bytes_give_a_script_or_a_sentence(reader: Reader, tmp_path: Path, data: bytes) -> None:
    _script_or_sentence(reader, tmp_path, data)


@RELAXED
@given(text=st.text(max_size=300))
@example(text="\x85\u2028\u2029'")
@example(text='"\\ud800"')
def test_any_text_gives_a_script_or_a_sentence(reader: Reader, tmp_path: Path, text: str) -> None:
    _script_or_sentence(reader, tmp_path, text.encode("utf-8", "surrogatepass"))


def _script_or_sentence(reader: Reader, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"any{reader.suffixes[0]}"
    path.write_bytes(data)
    found = outcome(reader.read, path)
    if isinstance(found, InvalidInput):
        assert found.message
        assert found.where is not None
        assert found.where.file == path


# Documents that are nearly scripts: the right keys with wrong values, and the other way round.
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2_000)
    | st.floats()
    | st.sampled_from(["maya", "en", "fr", "office", "close-up", "1", "../x", "", "Hello", "🎉"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "locvid",
                    "source",
                    "cast",
                    "shots",
                    "id",
                    "text",
                    "lines",
                    "speaker",
                    "sound",
                    "cue",
                    "time",
                    "setting",
                    "camera",
                    "delivery",
                    "presenter",
                    "voice",
                    "en",
                    "no",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
_SCRIPT = {
    "locvid": 1,
    "source": "en",
    "cast": {"maya": {"presenter": "maya", "voice": "warm-female"}},
    "shots": [{"id": "a", "setting": "office", "speaker": "maya", "text": {"en": "Hello"}}],
}


@RELAXED
@given(
    key=st.sampled_from(["source", "cast", "shots", "title", "camera", "delivery", "setting"]),
    value=_VALUES,
)
def test_a_script_with_one_value_replaced(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "near.yaml"
    # JSON is YAML, so this needs no writer that could go wrong in its own way.
    path.write_text(json.dumps({**_SCRIPT, key: value}), encoding="utf-8")
    script = outcome(read_script, path)
    if isinstance(script, InvalidInput):
        assert script.where is not None
        assert script.where.line is not None
        return
    assert all(line.speaker in script.cast for shot in script.shots for line in shot.lines)
    assert all(shot.setting and shot.lines for shot in script.shots)
    assert all("/" not in shot.id and not shot.id.startswith(".") for shot in script.shots)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("...yaml", "is nothing but dots"),
        ("..yaml", "is nothing but dots"),
        ("a\x1bb.yaml", "holds a control character"),
        pytest.param(
            os.fsdecode(b"caf\xe9.yaml"),
            "is not in UTF-8",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there"),
        ),
    ],
)
def test_names_that_cannot_be_those_of_films_are_refused(
    name: str, fault: str, tmp_path: Path
) -> None:
    shutil.copy(FILM / "film.yaml", tmp_path / name)
    with pytest.raises(InvalidInput, match=fault) as told:
        read_script(tmp_path / name)
    str(told.value).encode()
