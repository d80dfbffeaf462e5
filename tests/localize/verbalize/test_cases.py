"""What is written and how it is said, case by case, in every language with a reading preset."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.localize.locales import resolve
from locvid.localize.verbalize import verbalized

CASES = [
    pytest.param(file.stem, *line.split("\t"), id=f"{file.stem}: {line.split(chr(9))[0]}")
    for file in sorted(Path(__file__).parent.glob("cases/*.tsv"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("tag", "written", "said"), CASES)
def test_it_is_said_as_the_market_says_it(tag, written, said):
    assert verbalized(written, resolve(tag)[0]) == said


def test_there_are_cases_enough_for_nine_languages():
    assert len(CASES) >= 300
    assert len({case.values[0].split("-")[0] for case in CASES}) >= 9
