"""What all films of one run share."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.run.desk import Desk
from locvid.run.observer import Observer
from locvid.run.options import Options
from locvid.run.pace import Pace
from locvid.run.store import Store
from locvid.run.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where finished shots are kept, who carries out the work, and who is told of it."""

    options: Options
    store: Store
    upkeep: Upkeep
    pace: Pace
    desk: Desk
    observer: Observer
