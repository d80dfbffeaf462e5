from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import locvid

PACKAGE = Path(locvid.__file__).parent


def built(folder: Path) -> str:
    code = "from locvid.run.build import build; print(build())"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_code_that_decides_pictures_and_sound_makes_another_build(tmp_path):
    ignored = shutil.ignore_patterns("__pycache__", "*.npz", "*.tflite")
    shutil.copytree(PACKAGE, tmp_path / "locvid", ignore=ignored)
    first = built(tmp_path)
    assert first.startswith(locvid.__version__)
    with (tmp_path / "locvid" / "cli" / "app.py").open("a") as file:
        file.write("\n# elsewhere\n")
    assert built(tmp_path) == first
    with (tmp_path / "locvid" / "media" / "ffmpeg.py").open("a") as file:
        file.write("\n# here\n")
    assert built(tmp_path) != first
    (tmp_path / "locvid" / "presets" / "data").mkdir()
    assert built(tmp_path) == locvid.__version__, "a wheel is known by its version"
