"""A project's own numbers for MiniMax-H3."""

from __future__ import annotations

from pathlib import Path

import pytest
from prompts import LIBRARY

from locvid.generate.h3.recipe import recipe
from locvid.model.errors import InvalidInput
from locvid.presets.library import PresetLibrary


def test_a_single_step_is_refused_where_it_is_written(tmp_path: Path) -> None:
    """The library wants two, and would say so after everything is loaded."""
    own = tmp_path / "presets" / "generators" / "h3.yaml"
    own.parent.mkdir(parents=True)
    packaged = LIBRARY.get("generators", "h3").location.file.read_text()
    own.write_text(packaged.replace("steps: 50", "steps: 1"))
    with pytest.raises(InvalidInput, match="steps") as caught:
        recipe(PresetLibrary(tmp_path))
    assert caught.value.where is not None
