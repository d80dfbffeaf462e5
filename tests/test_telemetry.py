"""Nothing about a run is told to the makers of the libraries that it uses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from locvid.telemetry import SWITCHES, keep_libraries_silent

USE_ONNXRUNTIME = "import locvid, onnxruntime; onnxruntime.SessionOptions()"


def left_behind(home: Path, **wanted: str) -> list[Path]:
    """What a new process that uses onnxruntime writes into a home of its own."""
    home.mkdir()
    # The library is silent under tests of its own and where CI says who it is.
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "TMPDIR", "LOCALAPPDATA"), str(home))
    subprocess.run(
        [sys.executable, "-c", USE_ONNXRUNTIME], env=environment | places | wanted, check=True
    )
    return [path for path in home.rglob("*") if path.is_file()]


def test_onnxruntime_makes_no_identifier_and_queues_no_events(tmp_path: Path) -> None:
    assert left_behind(tmp_path / "silent") == []
    if not left_behind(tmp_path / "talking", ORT_DISABLE_TELEMETRY="0"):
        pytest.skip("this build of onnxruntime reports nothing anyway")


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "0")
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY")

    keep_libraries_silent()

    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "0"
    assert os.environ["ORT_DISABLE_TELEMETRY"] == SWITCHES["ORT_DISABLE_TELEMETRY"]


@pytest.mark.gpu
def test_libraries_of_models_know_their_switches() -> None:
    hub = pytest.importorskip("huggingface_hub.constants", reason="needs the extra gpu")
    metrics = pytest.importorskip("pyannote.audio.telemetry.metrics", reason="needs the extra gpu")

    assert hub.HF_HUB_DISABLE_TELEMETRY
    assert not metrics.is_metrics_enabled()
