"""Where the pictures of checked files go, and the writing of them."""

from __future__ import annotations

from pathlib import Path

from locvid.run.checking import Checked

SUFFIX = ".check.png"


def plot(checked: Checked, folder: Path | None) -> Path | None:
    """Draw the verdict on a file beside it or in ``folder``; returns the picture's path.

    None where there is nothing to draw: no verdict, or no face or no sound to compare. Raises
    InvalidInput where the picture cannot be written.
    """
    if checked.verdict is None or checked.traces is None or checked.gate is None:
        return None
    from locvid.report.plot.verdict import draw_verdict

    target = (folder or checked.file.parent) / (checked.file.name + SUFFIX)
    draw_verdict(checked.file.name, checked.verdict, checked.gate, checked.traces, target)
    return target
