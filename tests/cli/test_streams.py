"""What a command does when its terminal or the reader of its output is not as it would like."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1] / "plugin"


def locvid(*arguments: str, variables: Mapping[str, str] | None = None, **options):
    """The program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "locvid", *arguments],
        env={**os.environ, "PYTHONPATH": str(PLUGIN), **(variables or {})},
        text=True,
        **options,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no SIGHUP")
@pytest.mark.parametrize("ignored", [True, False])
def test_a_run_goes_on_without_its_terminal_only_under_nohup(ignored, tmp_path):
    program = (
        "import os, signal, sys\n"
        "from locvid.cli import app\n"
        "def run(*_):\n"
        "    try: os.kill(os.getpid(), signal.SIGHUP)\n"
        "    except KeyboardInterrupt: return 130\n"
        "    return 0\n"
        "app.run = run\n"
        "app.main()\n"
    )
    how = signal.SIG_IGN if ignored else signal.SIG_DFL
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, how),
    )
    assert ended.returncode == (0 if ignored else 130)


def test_a_film_is_made_although_nobody_reads_its_messages_any_more(project):
    reading, writing = os.pipe()
    os.close(reading)
    run = locvid(
        *("render", "--langs", "fr", "--generator", "pattern", "--jobs", "1"),
        cwd=project,
        variables={"LOCVID_CACHE": str(project / "cache")},
        stdout=writing,
        stderr=writing,
    )
    os.close(writing)
    # The pattern has no lips: its verdict is that nothing can be told.
    assert run.wait(timeout=60) == 1
    assert (project / "out" / "film" / "film.fr-FR.mp4").is_file()


def test_a_letter_that_the_terminal_lacks_does_not_end_a_command(tmp_path):
    ended = locvid(
        "config",
        cwd=tmp_path,
        variables={"PYTHONIOENCODING": "ascii"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = ended.communicate()
    assert (ended.returncode, err) == (0, "")
    assert "\\u2013" in out
