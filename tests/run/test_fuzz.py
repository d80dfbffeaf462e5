"""Broken files of every kind; ``bench/fuzz.py`` tries as many as wanted."""

from __future__ import annotations

import pytest
from fuzzing import fuzz, targets

INPUTS = 60


@pytest.mark.parametrize("name", sorted(targets()))
def test_a_broken_file_is_a_locvid_error_or_nothing_at_all(name, tmp_path, monkeypatch):
    # A lock that is cut off is waited for; here it need not be.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    fuzz(name, INPUTS, tmp_path, always_the_same=True)
