"""Texts put into a YAML script change nothing else in the file."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from locvid.localize.text import caption
from locvid.script.edit import Wording, with_texts
from locvid.script.reading import read_script

LAYOUTS = {
    "block": "    text:\n      # first\n      en: Hello   # said warmly\n",
    "quoted": "    text:\n      'en': \"Hello\"\n\n    # the end\n",
    "in one row": "    text: {en: Hello} # all\n",
    "in rows": "    text: {\n      en: Hello,\n      }\n",
    "folded": "    text:\n      en: >-\n        Hel\n        lo\n\n",
    "literal": "    text:\n      en: |\n        Hello\n    # the end\n",
    "over two rows": "    text:\n      en: Hello\n        there\n",
    "windows": "    text:\r\n      en: Hello\r\n",
    "without a last line break": "    text:\n      en: Hello",
}
HEAD = """\
locvid: 1 # version
source: en
cast: {maya: {presenter: maya,   voice: warm-female}}
shots:
  - id: a
    setting: "office"
    speaker: maya
"""
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
    lambda text: caption("a" + text)
)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(english=st.none() | WORDS, norwegian=WORDS)
@example(english="- [a]: {b} #c", norwegian="'\" & *x")
@example(english=None, norwegian="null")
def test_only_the_texts_change(
    tmp_path: Path, layout: str, english: str | None, norwegian: str
) -> None:
    path = tmp_path / "film.yaml"
    before = HEAD + LAYOUTS[layout]
    path.write_bytes(before.encode())
    was = read_script(path).shots[0].lines[0].text
    texts = {"no": norwegian} | ({} if english is None else {"en": english})
    after = with_texts(path, {(0, 0): texts})
    path.write_bytes(after.encode())
    assert read_script(path).shots[0].lines[0].text == {**was, **texts}
    changed = [
        row for row in difflib.ndiff(before.splitlines(), after.splitlines()) if row[0] in "-?"
    ]
    assert all(
        any(own in row for own in ("en", "Hel", "lo", "there")) for row in changed if row[0] == "-"
    )
    for comment in ("# version", "# first", "# said warmly", "# all", "# the end"):
        assert (comment in before) <= (comment in after)


def test_all_lines_of_a_large_script_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    shots = [
        f"  - id: s{n}\n    setting: office\n    speaker: maya\n    text: {{en: Hello {n}}}\n"
        for n in range(50)
    ]
    path.write_text(HEAD.split("  - id")[0] + "".join(shots))
    path.write_text(with_texts(path, {(n, 0): {"fr": f"Salut {n}"} for n in range(50)}))
    assert [s.lines[0].text["fr"] for s in read_script(path).shots] == [
        f"Salut {n}" for n in range(50)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    text:\n      en: {text: Hello there, short: Hi} # two\n",
        "    text: {en: {short: Hi, text: Hello there}}\n",
        "    text:\n      en:\n        text: Hello there\n        short: Hi\n",
    ],
)
def test_a_new_text_leaves_the_short_one_beside_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "film.yaml"
    path.write_text(HEAD + text)
    after = with_texts(path, {(0, 0): {"en": "Good day: all", "no": Wording("Hei, du", "Hei")}})
    path.write_text(after)
    line = read_script(path).shots[0].lines[0]
    assert line.text == {"en": "Good day: all", "no": "Hei, du"}
    assert line.short == {"en": "Hi", "no": "Hei"}
