"""Plans 10,000 jobs in a process of its own and tells how long that takes and how much memory.

    python bench/plan.py [--jobs 10000]

A job is a shot in a language. A folder of scripts of ten shots, each with its text in ten
languages, is planned with nothing made before, with an empty cache. One of the scripts in one
language is planned alone as well: that is the start of the program. Both run on compiled modules,
as an installed copy does. Ends with 1 where the plan takes more than 2 s (CPU of the whole
command) or 300 MB per 10,000 jobs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SHOTS = 10
TEXTS = {
    "en-US": "Today we are launching {what}, and it is faster.",
    "fr-FR": "Aujourd'hui, nous lançons {what}, et c'est plus rapide.",
    "de-DE": "Heute stellen wir {what} vor, und das ist schneller.",
    "es-ES": "Hoy lanzamos {what}, y es más rápido.",
    "it-IT": "Oggi lanciamo {what}, ed è più veloce.",
    "pt-BR": "Hoje lançamos {what}, e é mais rápido.",
    "ja-JP": "本日、さらに速くなった{what}を発表します。",
    "nl-NL": "Vandaag lanceren we {what}, en dat is sneller.",
    "pl-PL": "Dziś pokazujemy {what}, i to działa szybciej.",
    "hi-IN": "आज हम {what} ला रहे हैं, जो तेज़ है।",
}
NAMES = (
    "Aurora",
    "Borealis",
    "Cobalt",
    "Delta",
    "Ember",
    "Fjord",
    "Garnet",
    "Indigo",
    "Jet",
    "Lux",
)
MOST_S = 2.0
MOST_MB = 300.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=10_000)
    jobs = parser.parse_args().jobs
    scripts = jobs // (SHOTS * len(TEXTS))
    with tempfile.TemporaryDirectory(prefix="locvid-plan-") as name:
        folder = Path(name)
        for number in range(scripts):
            (folder / f"film-{number:04}.yaml").write_text(script(number), encoding="utf-8")
        planned(folder, "film-0000.yaml", ["fr-FR"])
        alone = planned(folder, "film-0000.yaml", ["fr-FR"])
        print(
            f"one script in one language: {alone.cpu_s:.2f} s of CPU, {alone.wall_s:.2f} s of wall"
        )
        every = planned(folder, ".", list(TEXTS))
    if every.status or every.jobs != scripts * SHOTS * len(TEXTS):
        print(f"planned {every.jobs} jobs, status {every.status}")
        return 1
    return judged(every)


@dataclass(frozen=True)
class Measured:
    jobs: int
    status: int
    cpu_s: float
    wall_s: float
    peak_mb: float


def planned(folder: Path, source: str, tags: list[str]) -> Measured:
    """Plan ``source`` in a process of its own."""
    variables = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "locvid", "plan", source, "--langs", ",".join(tags)]
    command += ["--json", "--cache", "cache"]
    began = time.monotonic()
    with (folder / "plan.json").open("w") as out:
        run = subprocess.Popen(
            command,
            cwd=folder,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env=variables,
        )
        _, status, used = os.wait4(run.pid, 0)
    wall_s = time.monotonic() - began
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    jobs = sum(len(film["shots"]) for film in plan["films"])
    cpu_s, peak_mb = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
    return Measured(jobs, status, cpu_s, wall_s, peak_mb)


def judged(every: Measured) -> int:
    print(
        f"{every.jobs} jobs: {every.cpu_s:.2f} s of CPU, {every.wall_s:.2f} s of wall time, "
        f"{every.peak_mb:.0f} MB"
    )
    per = every.jobs / 10_000
    return 1 if every.cpu_s > MOST_S * per or every.peak_mb > MOST_MB * max(1.0, per) else 0


def script(number: int) -> str:
    shots = []
    for shot in range(SHOTS):
        # Every fifth line has a figure, which has to be spelled out; no two lines are the same.
        what = f"{NAMES[shot]} {NAMES[number % 10]} {NAMES[number // 10 % 10]}"
        what += f" {number}" if shot % 5 == 0 else ""
        texts = "".join(f"      {tag}: '{each(text, what)}'\n" for tag, text in TEXTS.items())
        shots.append(
            f"  - id: shot-{shot}\n    setting: office\n    speaker: maya\n"
            "    delivery: {emotion: confident, pace: natural}\n"
            f"    sound: [{{cue: keyboard, level: soft, at: left}}]\n    text:\n{texts}"
        )
    return (
        f"locvid: 1\nsource: en-US\ntitle: Film {number}\n"
        f"cast:\n  maya: {{presenter: maya, voice: warm-female}}\nshots:\n{''.join(shots)}"
    )


def each(text: str, what: str) -> str:
    return text.format(what=what).replace("'", "''")


if __name__ == "__main__":
    sys.exit(main())
