"""Where the small model of the tests is."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """One folder per language, as LOCVID_ALIGN_MODELS wants it."""
    return Path(__file__).parent / "models"
