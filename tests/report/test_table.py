"""Tables are read on terminals of any width, and searched where they are files."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import cast

import pytest
from rich.text import Text

from locvid.model.locale import Locale
from locvid.report import table
from locvid.run.result import RunResult


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, *more: str) -> str:
    made = table.plain_table("shot", "syllables", "reason", *more)
    made.add_row("hook", Text("12"), "the text of the line has changed since", *more)
    table.show(made, stream, colour=False)
    return Text.from_ansi(stream.getvalue()).plain


def test_a_file_gets_a_row_a_line_with_nothing_behind_it() -> None:
    assert shown(io.StringIO(), "x") == (
        "shot  syllables  reason                                  x\n"
        "hook  12         the text of the line has changed since  x\n"
    )
    assert all(line == line.rstrip() for line in shown(io.StringIO()).splitlines())


def test_no_word_is_torn_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    wide = shown(Terminal())
    assert "──" in wide

    monkeypatch.setenv("COLUMNS", "26")
    narrow = shown(Terminal())
    assert "──" not in narrow
    assert "shot hook" in narrow
    assert "syllables 12" in narrow
    assert all(len(line) <= 26 for line in narrow.splitlines())
    assert " ".join(narrow.split()) == (
        "shot hook · syllables 12 · reason the text of the line has changed since"
    )


def test_warnings_name_film_and_check() -> None:
    checks = [
        {"name": "pace", "shot": "", "outcome": "warning", "reason": "slow"},
        {"name": "faces", "shot": "one", "outcome": "warning", "reason": "none"},
        {"name": "sound", "shot": "", "outcome": "pass", "reason": "2 s"},
    ]
    film = SimpleNamespace(
        plan=SimpleNamespace(
            script=SimpleNamespace(name="film"), locale=Locale("fr-FR", "fr", "FR")
        ),
        record=SimpleNamespace(verdict={"checks": checks}),
    )
    result = cast(RunResult, SimpleNamespace(films=(film,)))
    assert table.warnings(result) == [
        "film.fr-FR: pace: slow",
        "film.fr-FR: shot 'one': faces: none",
    ]
