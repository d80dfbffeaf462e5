"""How much faster independent jobs are done by two workers than by one.

    python bench/scaling.py [--executor local] [--address HOST:PORT] [--tasks 12] [--seconds 1.0]

Each task is a fixed amount of work of one thread, about as long as ``--seconds`` on this machine
while it is quiet; nothing is shared between them, so what is lost is the executor's own doing.
Wall time is compared, best of three: run it on a machine with two cores that nobody else uses.
Ends with 1 where two workers are less than 1.8 times as fast. (Shots of the embedded generator
gain less on two cores: one shot already draws in one process and encodes in another.)
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]

from locvid.run.execute.base import Cluster, Finished, Report  # noqa: E402
from locvid.run.execute.opening import open_executor  # noqa: E402

LEAST = 1.8
_TRIES = 3


@dataclass(frozen=True)
class Burn:
    """Counts; its result is the process that did it."""

    rounds: int
    label: str = "that counted"

    def run(self, report: Report) -> int:
        burn(self.rounds)
        return os.getpid()


def burn(rounds: int) -> int:
    total = 0
    for number in range(rounds):
        total = (total * 31 + number) % 1_000_003
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--executor", default="local")
    parser.add_argument("--address", default="")
    parser.add_argument("--tasks", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    rounds = round(options.seconds * rounds_per_second())
    walls = {}
    for jobs in (1, 2):
        walls[jobs] = min(
            wall_s(options.executor, options.address, jobs, options.tasks, rounds)
            for _ in range(_TRIES)
        )
        print(f"{jobs} at a time: {options.tasks} tasks in {walls[jobs]:.2f} s", flush=True)
    gain = walls[1] / walls[2]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"two workers are {gain:.2f} times as fast as one (load of the machine {load:.1f})")
    return 1 if gain < LEAST else 0


def rounds_per_second() -> float:
    began = time.process_time()
    burn(1_000_000)
    return 1_000_000 / (time.process_time() - began)


def wall_s(executor: str, address: str, jobs: int, tasks: int, rounds: int) -> float:
    """Wall seconds of the tasks; workers are started before."""
    with tempfile.TemporaryDirectory(prefix="locvid-scaling-") as folder:
        opened = open_executor(executor, Cluster(address=address))
        with opened.session(jobs, Path(folder)) as session:
            for _ in range(jobs):
                session.submit(Burn(rounds))
            workers = {e.result for e in session.events() if isinstance(e, Finished)}
            assert len(workers) == jobs, "each worker has had a task"
            for _ in range(tasks):
                session.submit(Burn(rounds))
            began = time.monotonic()
            done = sum(isinstance(event, Finished) for event in session.events())
            assert done == tasks
            return time.monotonic() - began


if __name__ == "__main__":
    # Workers import the task by name.
    from scaling import main as run

    sys.exit(run())
