"""Plans 10,000 jobs in a process of its own and tells how long that takes and how much memory.

    python bench/plan.py [--jobs 10000]

A job is a shot in a language. A folder of scripts of ten shots, each with its text in ten
languages, is planned with nothing made before, with an empty cache; ends with 1 where the plan
takes more than 2 s (CPU and wall of the whole command) or 300 MB per 10,000 jobs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
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
    with tempfile.TemporaryDirectory(prefix="locvid-plan-") as folder:
        for number in range(scripts):
            Path(folder, f"film-{number:04}.yaml").write_text(script(number), encoding="utf-8")
        command = [sys.executable, "-m", "locvid", "plan", ".", "--langs", ",".join(TEXTS)]
        began = time.monotonic()
        with Path(folder, "plan.json").open("w") as out:
            run = subprocess.Popen(
                [*command, "--json", "--cache", "cache"],
                cwd=folder,
                stdout=out,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            )
            _, status, used = os.wait4(run.pid, 0)
        wall_s = time.monotonic() - began
        plan = json.loads(Path(folder, "plan.json").read_text(encoding="utf-8"))
    planned = sum(len(film["shots"]) for film in plan["films"])
    if status or planned != scripts * SHOTS * len(TEXTS):
        print(f"planned {planned} jobs, status {status}")
        return 1
    return judged(planned, used, wall_s)


def judged(planned: int, used: resource.struct_rusage, wall_s: float) -> int:
    cpu_s, peak_mb = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6
    print(f"{planned} jobs: {cpu_s:.2f} s of CPU, {wall_s:.2f} s of wall time, {peak_mb:.0f} MB")
    per = planned / 10_000
    return 1 if cpu_s > MOST_S * per or peak_mb > MOST_MB * max(1.0, per) else 0


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
