"""What all films of one run share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from locvid.run.desk import Desk
from locvid.run.observer import Observer
from locvid.run.pace import Pace
from locvid.run.planning import Options
from locvid.run.store import Store
from locvid.run.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Workshop:
    """``scratch`` is the run's own folder, gone at its end; it is where all workers reach it.

    ``sound_first``: the sound of a shot is a task of its own, before that of its picture.
    """

    options: Options
    store: Store
    scratch: Path
    upkeep: Upkeep
    pace: Pace
    desk: Desk
    observer: Observer
    sound_first: bool
