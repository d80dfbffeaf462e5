"""Prompts as text: one paragraph per shot under a heading that names shot and language."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.direct.paragraph import paragraph
from locvid.model.performance import PerformancePrompt


def paragraphs(directed: Sequence[PerformancePrompt]) -> str:
    """All prompts, a blank line between them."""
    return "\n\n".join(
        f"{prompt.shot} · {prompt.locale.tag} · {prompt.duration.natural_s:.1f} s\n"
        f"{paragraph(prompt)}"
        for prompt in directed
    )
