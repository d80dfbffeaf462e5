"""The dialect for people, and for any model that reads English prose."""

from __future__ import annotations

from locvid.direct.paragraph import paragraph
from locvid.model.performance import PerformancePrompt


class PlainDialect:
    """One paragraph; see ``locvid.direct.paragraph``."""

    name = "plain"

    def write(self, prompt: PerformancePrompt) -> str:
        """The paragraph of ``prompt``."""
        return paragraph(prompt)
