"""A project folder whose presets a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locvid.presets.library import PresetLibrary

Write = Callable[[str, str, str], PresetLibrary]


@pytest.fixture
def project(tmp_path: Path) -> Write:
    """Write a preset (kind, name, text) into a project and get the library that sees it."""

    def write(kind: str, name: str, text: str) -> PresetLibrary:
        folder = tmp_path / "presets" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return PresetLibrary(tmp_path)

    return write
