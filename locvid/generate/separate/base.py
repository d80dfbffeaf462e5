"""What a separator is. To add one: one file here, one entry point in locvid.separators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from locvid import plugins
from locvid.model.availability import Availability
from locvid.model.take import Samples

GROUP = "locvid.separators"
LAST = "gaps"
"""Needs nothing, and does the least."""


class VoiceSeparator(Protocol):
    """Keeps the voice of a take and leaves out what lies behind it.

    Same sound, words and version give the same samples. ``account`` says in a sentence what is
    left of the background, for the manifest.
    """

    name: str
    version: str
    account: str

    def available(self) -> Availability:
        """Say whether it can run here, without loading anything heavy."""
        ...

    def voice(self, sound: Samples, words: Sequence[tuple[int, int]]) -> Samples:
        """The voice in ``sound``, float32 [n, 2] at 48 kHz, as long and at the same places.

        ``words`` are (start, end) in samples, in order; there is at least one.
        """
        ...


def separator() -> VoiceSeparator:
    """The first that can run here: those of the registry by name, ``gaps`` last."""
    named = [name for name in plugins.names(GROUP) if name != LAST]
    able = (plugins.load(GROUP, name)() for name in named)
    found: VoiceSeparator | None = next((each for each in able if each.available().ok), None)
    return found or plugins.load(GROUP, LAST)()
