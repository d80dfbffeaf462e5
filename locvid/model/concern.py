"""What speaks against a shot before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to know about a shot, a film or a machine.

    ``kind`` is one word: language, length, speakers, words, prompt, shots, retired, licence,
    memory or files. ``fatal`` where going on would waste the work; else it is advice. ``shot``
    and ``locale`` are empty where it is not about one.
    """

    kind: str
    message: str
    hint: str = ""
    fatal: bool = False
    shot: str = ""
    locale: str = ""

    def __str__(self) -> str:
        locale = f"[{self.locale}] " if self.locale else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{locale}{self.message}{hint}"
