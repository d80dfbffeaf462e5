from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from locvid.run.alive import machine
from locvid.run.sizes import bytes_of, written
from locvid.run.store import ENTRY, Store
from locvid.run.upkeep import MOST_BYTES, Upkeep, discard_damaged, prune, survey, usual_limit

SIZE = 10_000


def fill(store: Store, *names: str, age_s: float = 0.0) -> None:
    for name in names:
        with store.writing(key(name)) as folder:
            (folder / "picture.mp4").write_bytes(os.urandom(SIZE))
        used = time.time() - age_s
        os.utime(store.folder(key(name)) / ENTRY, (used, used))


def key(name: str) -> str:
    return name * 32


def names(store: Store) -> str:
    return "".join(each[0] for each in store.all_keys())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def test_what_was_not_used_for_longest_goes_first(store):
    fill(store, "ab", age_s=400)
    fill(store, "cd", age_s=300)
    fill(store, "ef", age_s=200)
    assert store.find(key("ab"))
    done = prune(store, limit_bytes=int(2.5 * SIZE))
    assert names(store) == "ae"
    assert [entry.key for entry in done.evicted] == [key("cd")]
    assert done.bytes_left == sum(entry.bytes for entry in survey(store)) <= 2.5 * SIZE
    assert done.bytes_freed >= SIZE


def test_nothing_is_evicted_within_the_limit_unless_it_is_unused_for_long(store):
    fill(store, "ab", age_s=3 * 86400)
    fill(store, "cd")
    assert not prune(store, 10 * SIZE).evicted
    assert names(store) == "ac"
    prune(store, 10 * SIZE, unused_s=86400)
    assert names(store) == "c"


def test_what_another_living_run_needs_stays(store):
    fill(store, "ab", "cd")
    run = "import sys, pathlib; from locvid.run.store import Store; "
    run += f"Store(pathlib.Path(sys.argv[1])).need(['{key('ab')}']); print(1, flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", run, str(store.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline()
        with store.at_work():
            done = prune(store, 0)
        assert [entry.key for entry in done.needed] == [key("ab")]
        assert names(store) == "a"
    finally:
        other.kill()
        other.communicate()
    with store.at_work():
        assert len(prune(store, 0).evicted) == 1
    assert names(store) == ""


def test_a_run_on_another_machine_is_believed_for_a_day(store):
    fill(store, "ab")
    needs = store.root / "work" / "another-machine.1" / "needs"
    needs.mkdir(parents=True)
    (needs / key("ab")).touch()
    with store.at_work():
        assert not prune(store, 0).evicted
    two_days_ago = time.time() - 2 * 86400
    for path in (needs / key("ab"), needs, needs.parent):
        os.utime(path, (two_days_ago, two_days_ago))
    with store.at_work():
        assert prune(store, 0).evicted
    assert not needs.parent.exists()


def test_what_was_used_since_it_was_looked_at_stays(store, monkeypatch):
    fill(store, "ab", age_s=1000)
    real = store.is_needed

    def slow(wanted: str) -> bool:
        Store(store.root).find(wanted)
        return real(wanted)

    monkeypatch.setattr(store, "is_needed", slow)
    monkeypatch.setattr("locvid.run.store._PATIENCE_S", 0.0)
    assert not prune(store, 0).evicted
    assert names(store) == "a"


def test_two_who_prune_at_once_do_not_disturb_each_other(store, monkeypatch):
    fill(store, "ab", "cd")
    real = store.is_needed

    def overtaken(wanted: str) -> bool:
        Store(store.root).evict(wanted, used=time.time())
        return real(wanted)

    monkeypatch.setattr(store, "is_needed", overtaken)
    assert not prune(store, 0).evicted
    assert names(store) == ""


def test_a_run_that_fills_the_cache_keeps_it_within_its_limit(store):
    upkeep = Upkeep(store, limit_bytes=4 * SIZE)
    for number in range(12):
        fill(store, f"{number:02}", age_s=1000 - number)
        upkeep.added(key(f"{number:02}"))
        assert sum(entry.bytes for entry in survey(store)) <= 4 * SIZE
    assert store.has(key("11"))


def test_damaged_entries_are_found_and_thrown_away(store):
    fill(store, "ab", "cd", "ef")
    picture = store.folder(key("cd")) / "picture.mp4"
    picture.write_bytes(b"\0" * SIZE)
    (store.folder(key("ef")) / ENTRY).write_text('{"../../../escape": [1, "x"]}')
    with store.at_work():
        found = discard_damaged(store, survey(store))
    assert sorted(entry.key for entry in found) == [key("cd"), key("ef")]
    assert names(store) == "a"


def test_what_is_no_entry_is_pruned_first(store):
    fill(store, "ab", age_s=1e6)
    junk = store.folder(key("cd"))
    junk.mkdir(parents=True)
    (junk / "picture.mp4").write_bytes(b"\0" * SIZE)
    prune(store, int(1.5 * SIZE))
    assert names(store) == "a"


def test_the_usual_limit_leaves_room_on_a_small_disk(store):
    assert 0 < usual_limit(store) <= MOST_BYTES


def test_names_of_machines_are_fit_for_folders():
    assert machine()
    assert not set(machine()) & set('/\\:*?"<>| ')


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), ("20 GB", 20 * 1000**3), ("1.5MiB", 1536 * 1024), ("7k", 7000), ("3TB", 3 * 10**12)],
)
def test_sizes_are_read(text, count):
    assert bytes_of(text) == count


@pytest.mark.parametrize("text", ["", "GB", "-1 GB", "1.2.3 MB", "20 GX", "1e9"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError, match="is not a size"):
        bytes_of(text)


def test_sizes_are_written_for_people():
    assert [written(n) for n in (0, 999, 1500, 10**9, 20 * 10**12)] == [
        "0 B", "999 B", "1.5 kB", "1.0 GB", "20.0 TB",
    ]  # fmt: skip
