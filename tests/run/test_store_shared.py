"""Processes that use one cache at once: fill it, read from it, prune it, as hard as they can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from locvid.run.store import Store, is_sound

SECONDS = 1.5
PROCESSES = 4

USER = """
import random, sys, time
from pathlib import Path
from locvid.run.store import Store
from locvid.run.upkeep import prune

store, chance = Store(Path(sys.argv[1])), random.Random(sys.argv[2])
made = kept = evicted = 0
deadline = time.monotonic() + float(sys.argv[3])
with store.at_work():
    while time.monotonic() < deadline:
        key = str(chance.randrange(6)) * 64
        content = key.encode() * 50
        what = chance.random()
        if what < 0.1:
            evicted += len(prune(store, chance.choice((0, 8000))).evicted)
        elif what < 0.15:
            # A disk that loses bytes.
            try:
                (store.folder(key) / "picture.mp4").write_bytes(b"damaged")
            except OSError:
                pass
        else:
            store.need([key])
            if store.find(key) is None:
                with store.writing(key) as folder:
                    (folder / "picture.mp4").write_bytes(content)
                made += 1
            else:
                kept += 1
            time.sleep(chance.random() * 0.004)
            # Needed and therefore there, whatever the others do: but their damage may be found.
            try:
                found = (store.folder(key) / "picture.mp4").read_bytes()
            except FileNotFoundError:
                found = None
            if sys.argv[4] == "whole":
                assert found == content, (key, found)
            store.release([key])
print(made, kept, evicted)
"""


def users(root: Path, damage: str) -> list[list[int]]:
    source = USER if damage == "damaged" else USER.replace("what < 0.15", "False")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", source, str(root), str(number), str(SECONDS), damage],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    ended = [(*process.communicate(timeout=60), process.returncode) for process in running]
    for _, err, code in ended:
        assert code == 0, err
    return [[int(word) for word in out.split()] for out, _, _ in ended]


def test_what_one_process_needs_no_other_takes_away(tmp_path):
    made, kept, evicted = map(sum, zip(*users(tmp_path, "whole"), strict=True))
    assert made > 10
    assert kept > 10
    assert evicted > 10
    store = Store(tmp_path)
    assert all(is_sound(store.folder(key)) for key in store.all_keys())
    assert not list((tmp_path / "work").iterdir())


def test_damage_is_repaired_by_whoever_finds_it_first(tmp_path):
    assert sum(made for made, _, _ in users(tmp_path, "damaged")) > 10
    store = Store(tmp_path)
    for key in store.all_keys():
        found = store.find(key)
        assert found is None or (found / "picture.mp4").read_bytes() == key.encode() * 50
