"""Kills a render at random moments and checks what each kill left behind.

    python bench/crash.py 100 [--from 1] [--generator pattern] [--seed 0]

Each time two scripts in three languages (twelve shots, six films) are rendered from nothing and
killed with SIGKILL; then every file under a final name must be complete, a second run must finish
with the very bytes of a run that was left alone, and no shot that was finished may be made again.
Each moment is its own by ``--seed`` and its number: ``--from 58`` goes on where a run was stopped.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from crashing import FILMS, SHOTS, Crashes  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("moments", type=int, nargs="?", default=100)
    parser.add_argument("--from", type=int, default=1, dest="first", help="number of a moment")
    parser.add_argument("--generator", default="studio", help="pattern is the tests' quick one")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory(prefix="locvid-crash-") as folder:
        crashes = Crashes(Path(folder), options.generator)
        print(f"a run that is left alone takes {crashes.seconds:.1f} s", flush=True)
        for number in range(options.first, options.moments + 1):
            try:
                moment = crashes.kill(random.Random(f"{options.seed}/{number}"))
            except AssertionError as error:
                failures += 1
                print(f"{number:4}  FAILED  {error}", flush=True)
                continue
            when = "at its end" if moment.ended_before else f"after {moment.seconds:.1f} s"
            print(
                f"{number:4}  killed {when}: {moment.shots_kept} of {SHOTS} shots and "
                f"{moment.films_kept} of {FILMS} films were finished and kept",
                flush=True,
            )
    print(f"moments {options.first} to {options.moments}, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
