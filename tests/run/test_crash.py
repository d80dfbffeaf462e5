"""A run that is killed at random moments; ``bench/crash.py`` does the same a hundred times."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from crashing import Crashes

MOMENTS = 3


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_a_run_killed_at_any_moment_loses_nothing_that_was_finished(tmp_path):
    crashes = Crashes(tmp_path, "pattern")
    moments = [crashes.kill(random.Random(seed)) for seed in range(MOMENTS)]
    assert not all(moment.ended_before for moment in moments)
