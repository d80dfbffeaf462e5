"""What changed between two manifests, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from locvid.report.table import plain_table
from locvid.run.comparison import Change


def as_data(changes: Sequence[Change]) -> dict[str, Any]:
    """One object per change; null is for what is not there."""
    return {
        "changes": [
            {
                "place": change.place,
                "what": change.what,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ]
    }


def as_table(changes: Sequence[Change]) -> Table:
    """One row per change."""
    table = plain_table("where", "what", "before", "after")
    for change in changes:
        table.add_row(change.place, change.what, _shown(change.before), _shown(change.after))
    return table


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)
