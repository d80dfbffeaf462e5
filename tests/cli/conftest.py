"""A real film of the studio for commands that look at films, and a script in German too."""

from __future__ import annotations

from pathlib import Path

import pytest
from verify.conftest import film, gate, with_sound_fixture, write_film_fixture

__all__ = ["film", "gate", "german", "with_sound_fixture", "write_film_fixture"]


@pytest.fixture
def german(project: Path) -> Path:
    """The project's script with its lines in German too."""
    script = project / "film.yaml"
    text = script.read_text().replace("fr: Bonjour à tous.", "fr: Bonjour.\n      de: Guten Tag.")
    script.write_text(text.replace("fr: À demain.", "fr: À demain.\n      de: Bis morgen."))
    return script
