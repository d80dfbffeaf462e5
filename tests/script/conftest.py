"""Readers, and the film in the format of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from film_formats import FILM, SUFFIXES, word_film

from locvid import plugins
from locvid.script.base import Reader
from locvid.script.reading import GROUP


@pytest.fixture(params=plugins.names(GROUP))
def reader(request: pytest.FixtureRequest) -> Reader:
    loaded: Reader = plugins.load(GROUP, request.param)()
    return loaded


@pytest.fixture(params=SUFFIXES)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the film in one format."""
    path = tmp_path / f"film{request.param}"
    if request.param == ".docx":
        word_film().save(str(path))
    else:
        path.write_bytes((FILM / path.name).read_bytes())
    return path
