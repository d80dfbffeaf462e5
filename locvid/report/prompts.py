"""Prompts as text, each under a heading that names shot and language."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.direct.generations import Generation
from locvid.direct.templates import paragraph_of
from locvid.model.performance import PerformancePrompt


def paragraphs(directed: Sequence[PerformancePrompt]) -> str:
    """All prompts, a blank line between them."""
    return "\n\n".join(
        f"{prompt.shot} · {prompt.locale.tag} · {prompt.duration.natural_s:.1f} s\n"
        f"{paragraph_of(prompt)}"
        for prompt in directed
    )


def generations(written: Sequence[Generation]) -> str:
    """What to paste, text after text; the headings are not part of it."""
    return "\n\n".join(f"{_heading(each)}\n{each.text}" for each in written)


def _heading(generation: Generation) -> str:
    shots = ", ".join(generation.shots)
    return f"### {shots} · {generation.locale} · ask for {generation.clip_s:.4g} s"
