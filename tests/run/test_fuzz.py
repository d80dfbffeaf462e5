"""Broken files of every kind; ``bench/fuzz.py`` tries as many as wanted."""

from __future__ import annotations

import pytest
from coverage_fuzzing import MISSING, fuzz_by_coverage, installed
from fuzzing import attempt, fuzz, targets

INPUTS = 60
LED_INPUTS = 400


@pytest.mark.parametrize("name", sorted(targets()))
def test_a_broken_file_is_a_locvid_error_or_nothing_at_all(name, tmp_path, monkeypatch):
    # A lock that is cut off is waited for; here it need not be.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    fuzz(name, INPUTS, tmp_path, always_the_same=True)


FOUND = [
    (
        "preset voices",
        b"description: warm\nkokoro:\n  fr: {blend: {ff_s iisw:0.5, im_nicola: 0.5}}\n",
    ),
    ("preset voices", b"description: warm\nkokoro:\n  fr: {blend: {ff_siwis: 1}, rate: fast}\n"),
    ("preset voices", b"description: warm\nkokoro: {}\nespeak: {variant: f3, pitch: .inf}\n"),
]
"""What broke a reader once."""


@pytest.mark.parametrize(("name", "content"), FOUND)
def test_what_was_found_does_not_come_back(name, content, tmp_path):
    target = targets()[name]
    attempt(target, tmp_path / f"found{target.suffix}", content)


@pytest.mark.skipif(not installed(), reason=MISSING)
@pytest.mark.parametrize("name", ["script.yaml", "manifest"])
def test_a_search_for_new_code_finds_none_that_breaks(name, tmp_path):
    ended = fuzz_by_coverage(name, LED_INPUTS, 1, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert f"Done {LED_INPUTS} runs" in ended.stderr
    kept = [path for path in (tmp_path / "corpus").iterdir() if not path.name.startswith("good-")]
    assert kept, "inputs that reach new code are gone on with"
