"""A real film of the studio, for commands that look at films."""

from __future__ import annotations

from verify.conftest import film, gate, with_sound_fixture, write_film_fixture

__all__ = ["film", "gate", "with_sound_fixture", "write_film_fixture"]
