"""Throws broken files at every reader of locvid and counts what escapes.

    python bench/fuzz.py 100000 [--only script.yaml]

Scripts in every registered format, locvid.yaml, presets, manifests, cache entries, measured paces
and locks: good ones with pieces cut out, doubled and replaced, and bytes of no meaning. Nothing
but a LocvidError may come out of a reader; the smallest input that breaks one is shown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from fuzzing import fuzz, targets  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", type=int, nargs="?", default=100_000, help="for all targets")
    parser.add_argument("--only", choices=sorted(targets()))
    options = parser.parse_args()
    names = [options.only] if options.only else sorted(targets())
    each = max(1, options.inputs // len(names))
    # A lock that is cut off is waited for; here it need not be.
    time.sleep = lambda seconds: None
    broken = 0
    for name in names:
        began = time.process_time()
        with tempfile.TemporaryDirectory(prefix="locvid-fuzz-") as folder:
            try:
                fuzz(name, each, Path(folder), always_the_same=False)
            except Exception:
                broken += 1
                traceback.print_exc()
        print(f"{name:14} {each} inputs, {time.process_time() - began:.1f} s of CPU", flush=True)
    print(f"{each * len(names)} inputs, {broken} of {len(names)} targets broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
