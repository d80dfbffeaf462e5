"""The dialect for people, and for any model that reads English prose."""

from __future__ import annotations

from locvid.direct.paragraph import paragraph
from locvid.model.performance import PerformancePrompt


class PlainDialect:
    """One paragraph a shot; see ``locvid.direct.paragraph``."""

    name = "plain"

    def write(self, *shots: PerformancePrompt) -> str:
        """The paragraphs of ``shots``, a blank line between them."""
        return "\n\n".join(paragraph(shot) for shot in shots)
