"""Where the pictures of checked files go, and the writing of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from locvid.run.checking import Checked

SUFFIX = ".check.png"


def plot(checked: Checked, folder: Path | None, taken: Collection[Path] = ()) -> Path | None:
    """Draw the verdict on a file beside it or in ``folder``; returns the picture's path.

    None where there is nothing to draw: no verdict, or no face or no sound to compare. Files of
    one name in several folders get numbers: what is ``taken`` is not drawn over. Raises
    InvalidInput where the picture cannot be written.
    """
    if checked.verdict is None or checked.traces is None or checked.gate is None:
        return None
    from locvid.report.plot.verdict import draw_verdict

    place = folder or checked.file.parent
    target = place / (checked.file.name + SUFFIX)
    number = 2
    while target in taken:
        target = place / f"{checked.file.name}-{number}{SUFFIX}"
        number += 1
    draw_verdict(checked.file.name, checked.verdict, checked.gate, checked.traces, target)
    return target
