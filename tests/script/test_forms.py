"""What is peculiar to single formats, and what is wrong with the form of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from film_formats import FILM, outcome, said

from locvid.model.errors import InvalidInput
from locvid.script.reading import read_script


def test_a_member_of_the_cast_speaks_in_fountain_without_capitals(tmp_path: Path) -> None:
    path = tmp_path / "film.fountain"
    text = (FILM / "film.fountain").read_text("utf-8")
    path.write_text(text.replace("JON (O.S.)", "Jon (O.S.)"), encoding="utf-8")
    assert said(read_script(path)) == said(read_script(FILM / "film.yaml"))


def test_the_only_member_of_the_cast_needs_no_name(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text(
        "1\n00:00:00,000 --> 00:00:00,000\nlocvid: 1\nsource: en\nsetting: office\n"
        "cast: {maya: {presenter: maya, voice: warm-female}}\n\n"
        "2\n00:00:01,000 --> 00:00:02,000\nRemember: we\nopen at 10:30.\n[fr] On ouvre.\n"
    )
    (line,) = read_script(path).shots[0].lines
    assert (line.speaker, line.text) == (
        "maya",
        {"en": "Remember: we open at 10:30.", "fr": "On ouvre."},
    )


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.md", "# Title\n", 1, "no front matter"),
        ("a.md", "---\nlocvid: 1\n", 1, "never ends"),
        ("a.md", "---\nlocvid: 1\n---\nHello\n", 4, "belongs to no shot"),
        ("a.md", "---\nlocvid: 1\n---\n# a\n\n    code\n", 6, "block of code"),
        ("a.md", "---\nlocvid: 1\nshots: []\n---\n# a\n", 3, "not a key of the head"),
        ("a.md", "---\nlocvid: 1\nsorce: en\n---\n# a\n", 3, "did you mean 'source'?"),
        ("a.fountain", "FADE IN:\n\nINT. OFFICE\n", 1, "unknown key"),
        ("a.fountain", "Locvid: 1\n\nMAYA\nHello\n", 3, "belongs to no scene"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", 1, "no head"),
        ("a.srt", "hello\n\n1\n0:0:9,0 --> 0:0:1,0\nHi\n", 1, "no time above 'hello'"),
        ("a.vtt", "WEBVTT\n\n00:09.000 --> 00:01.000\nHi\n", 3, "ends before it begins"),
        ("a.csv", "locvid,1\na,b\n", 1, "no row that names the columns"),
        ("a.csv", "locvid,1\nshot,speeker,en\n", 2, "did you mean 'speaker'?"),
        ("a.csv", "locvid,1\nlocvid,1\nshot,en\n", 2, "stands twice"),
        ("a.csv", 'locvid,1\nshot,en\na,"x\n', 3, "not valid CSV"),
        ("a.csv", "locvid,1\nshot,en\na,b,c\n", 3, "more cells than there are columns"),
    ],
)
def test_what_is_wrong_with_the_form_of_a_format(
    tmp_path: Path, name: str, text: str, line: int, message: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    error = outcome(read_script, path)
    assert isinstance(error, InvalidInput)
    assert message in f"{error.message} {error.hint}"
    assert f"{path}:{line}" in str(error)
