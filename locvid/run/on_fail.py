"""What becomes of a film that fails in the end."""

from __future__ import annotations

from enum import StrEnum


class OnFail(StrEnum):
    """It is kept as evidence, or its files are removed so that nobody can take it for finished."""

    KEEP = "keep"
    DROP = "drop"
