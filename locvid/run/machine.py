"""How much memory this machine has. Asks the system and NVIDIA's driver; imports no library."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

from locvid.generate.device import ram_gb

_ASK_S = 10


@dataclass(frozen=True, slots=True)
class Machine:
    """10⁹ bytes; ``vram_gb`` of the largest card, None where the driver tells of none.

    ``ram_gb`` is None where the system does not tell.
    """

    vram_gb: float | None
    ram_gb: float | None


def machine() -> Machine:
    """This one."""
    return Machine(_vram_gb(), ram_gb())


def _vram_gb() -> float | None:
    """As ``nvidia-smi`` tells it, in MiB a line for each card."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    command = [program, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(
            command, capture_output=True, text=True, timeout=_ASK_S, check=True
        ).stdout
        cards = [float(line) for line in told.split()]
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return max(cards) * 2**20 / 1e9 if cards else None
