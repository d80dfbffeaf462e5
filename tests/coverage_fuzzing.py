"""Throws broken files at one reader, led by what they make it do: atheris, over libFuzzer.

    python tests/coverage_fuzzing.py NAME COUNT SEED FOLDER

An input that reaches code which none before it reached is kept in ``FOLDER`` and changed further,
so that the search goes where blind changes hardly ever come. A process of its own for each reader:
libFuzzer ends the process that it runs in. Ends with 0 where nothing but a LocvidError came out;
else the input lies in ``FOLDER``, as ``crash-…``. Linux only, with the extra ``fuzz``.
"""

from __future__ import annotations

import contextlib
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

LONGEST_BYTES = 20_000
SLOWEST_S = 600
MOST_MB = 4096

MISSING = "coverage-guided fuzzing needs atheris (Linux, x86-64): pip install 'locvid[fuzz]'"


def installed() -> bool:
    return importlib.util.find_spec("atheris") is not None


def fuzz_by_coverage(
    name: str, count: int, seed: int, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Try ``count`` inputs on one target, in a process of its own that writes into ``folder``."""
    command = [sys.executable, __file__, name, str(count), str(seed), str(folder)]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
    )


def main(name: str, count: int, seed: int, folder: Path) -> None:
    import atheris

    # Whatever is imported in here tells which of its branches were taken.
    with atheris.instrument_imports(include=["locvid"]):
        from fuzz_targets import targets
        from fuzzing import TOKENS, attempt

        target = targets()[name]
        file = folder / f"fuzzed{target.suffix}"
        time.sleep = lambda seconds: None  # a lock that is cut off is waited for
        for good in target.seeds:
            attempt(target, file, good)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, good in enumerate(target.seeds):
        (corpus / f"good-{number}").write_bytes(good)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS if len(token) < 64))
    options = [f"-runs={count}", f"-seed={seed}", f"-max_len={LONGEST_BYTES}", f"-dict={words}"]
    options += [f"-artifact_prefix={folder}/", f"-timeout={SLOWEST_S}", f"-rss_limit_mb={MOST_MB}"]
    atheris.Setup(
        [sys.argv[0], *options, "-print_final_stats=1", str(corpus)],
        lambda content: attempt(target, file, content),
    )
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1])]
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
