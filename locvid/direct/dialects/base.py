"""What a dialect is. To add one: one file here, one entry point in locvid.dialects."""

from __future__ import annotations

from typing import Protocol

from locvid.model.performance import PerformancePrompt


class Dialect(Protocol):
    """Writes a prompt the way one family of models reads it."""

    name: str

    def write(self, prompt: PerformancePrompt) -> str:
        """The prompt as text, with every spoken line verbatim in it."""
        ...
