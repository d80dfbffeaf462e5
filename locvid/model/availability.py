"""Whether a swappable part can be used on this machine, and if not, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Availability:
    """Answer of ``available()``: ``reason`` and ``how_to_get_it`` are empty when ``ok``."""

    ok: bool
    reason: str = ""
    how_to_get_it: str = ""


READY = Availability(ok=True)
