"""Throws broken files at every reader of locvid and counts what escapes.

    python bench/fuzz.py 100000 [--engine coverage] [--only script.yaml] [--seed 1] [--part 1/4]

Scripts in every registered format, locvid.yaml, presets, manifests, cache entries, measured paces
and locks: good ones with pieces cut out, doubled and replaced, and bytes of no meaning. The engine
``changes`` (hypothesis) makes them blindly, with another start each time; ``coverage`` (atheris,
extra ``fuzz``) goes on with those that reach new code, and repeats itself for the same ``--seed``.
``--part`` takes every so-many-th reader, to spread a long run. Nothing but a LocvidError may come
out of a reader; the input that breaks one is shown.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from coverage_fuzzing import MISSING, fuzz_by_coverage, installed  # noqa: E402
from fuzzing import fuzz, targets  # noqa: E402

KEPT = Path(tempfile.gettempdir()) / "locvid-fuzz-found"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", type=int, nargs="?", default=100_000, help="for all targets")
    parser.add_argument("--engine", choices=("changes", "coverage"), default="changes")
    parser.add_argument("--only", choices=sorted(targets()))
    parser.add_argument("--seed", type=int, default=1, help="of the engine 'coverage'")
    parser.add_argument("--part", default="1/1", help="1/4: every fourth reader from the first")
    options = parser.parse_args()
    if options.engine == "coverage" and not installed():
        print(MISSING, file=sys.stderr)
        return 4
    names = sorted(targets())
    each = max(1, options.inputs // len(names))
    part, parts = map(int, options.part.split("/"))
    chosen = [options.only] if options.only else names[part - 1 :: parts]
    # A lock that is cut off is waited for; here it need not be.
    time.sleep = lambda seconds: None
    broken = 0
    for name in chosen:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="locvid-fuzz-") as folder:
            if options.engine == "coverage":
                said = by_coverage(name, each, options.seed, Path(folder))
            else:
                said = by_changes(name, each, Path(folder))
        broken += bool(said)
        print(f"{name:18} {each} inputs, {time.monotonic() - began:.1f} s{said}", flush=True)
    print(f"{each * len(chosen)} inputs, {broken} of {len(chosen)} targets broken")
    return 1 if broken else 0


def by_changes(name: str, count: int, folder: Path) -> str:
    """What broke; empty where nothing did."""
    try:
        fuzz(name, count, folder, always_the_same=False)
    except Exception:
        return f"\n{traceback.format_exc()}"
    return ""


def by_coverage(name: str, count: int, seed: int, folder: Path) -> str:
    """What broke, with the place of the input; empty where nothing did."""
    ended = fuzz_by_coverage(name, count, seed, folder)
    if not ended.returncode:
        return ""
    KEPT.mkdir(exist_ok=True)
    inputs = [shutil.copy(path, KEPT) for path in folder.glob("*-*") if path.is_file()]
    return f"\n{ended.stdout}{ended.stderr[-4000:]}\nthe input: {inputs}"


if __name__ == "__main__":
    sys.exit(main())
