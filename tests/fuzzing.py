"""Throws broken files at every reader; nothing but a LocvidError may come out.

Shared by the tests (few inputs, always the same) and ``bench/fuzz.py`` (as many as wanted).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from locvid.model.errors import LocvidError

ROOT = Path(__file__).parents[1]

LANGUAGE_FILE = b"""\
languages: [fr, '@north']
market_lists: {north: [da-DK, sv-SE]}
output: films
cache_limit: 20 GB
gate: {latest_ms: 45}
stems: yes
"""

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\t", b"\r", b"\x85", b"\xe2\x80\xa8",
    b"&a ", b"*a", b"<<: ", b"!!python/object/apply:os.system ['true']", b"{", b"}", b"[" * 400,
    b"]", b": ", b"- ", b"'", b'"', b"|\n", b">\n", b"---\n", b"...\n", b"%YAML 9.9\n", b"#",
    b"null", b"~", b".inf", b"1e999", b"NaN", b"0x" + b"f" * 5000, b"9" * 5000, b"-1",
    b"../../etc/passwd", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\\ud800", b"2024-13-45",
    b"-->", b"00:00:00,000 --> 99:99:99,999\n", b"INT. ROOM - DAY\n", b",", b";",
    b"=cmd|' /C calc'!A0", b"PK\x03\x04",
)  # fmt: skip

Try = Callable[[Path], object]
"""Reads one file, and goes on with what it has read as a run would."""


def fuzz(name: str, count: int, folder: Path, always_the_same: bool) -> None:
    """Try ``count`` inputs on one target; what escapes is raised with the smallest such input."""
    suffix, seeds, attempt = targets()[name]
    file = folder / f"fuzzed{suffix}"

    @settings(
        max_examples=count,
        derandomize=always_the_same,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(_broken(seeds))
    def once(content: bytes) -> None:
        file.write_bytes(content)
        try:
            attempt(file)
        except LocvidError as error:
            # What is told must be fit to be told.
            f"{error} {error.hint}".encode()

    once()


def targets() -> Mapping[str, tuple[str, Sequence[bytes], Try]]:
    """Name -> suffix, good files to break, reader. Every registered script reader is in it."""
    from locvid.script.reading import known_suffixes

    found: dict[str, tuple[str, Sequence[bytes], Try]] = {
        f"script{suffix}": (suffix, _examples(suffix), _script) for suffix in known_suffixes()
    }
    profile = (ROOT / "presets" / "profiles" / "web.yaml").read_bytes()
    return found | {
        "project": (".yaml", [LANGUAGE_FILE], _project),
        "preset": (".yaml", [profile], _preset),
        "manifest": (".json", [_manifest()], _record),
        "diff": (".json", [_manifest()], _diff),
        "cache entry": (".json", [b'{"take.json": [12, "ab"]}'], _entry),
        "pace": (".json", [b'{"studio 320x180@25": 1.5}'], _pace),
        "lock": (".json", [b'{"pid": 123456789, "host": "another"}'], _lock),
    }


def _broken(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Good files with a few things cut out, doubled and put in; and bytes of no meaning at all."""
    instead = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8))
    edit = st.tuples(st.floats(0, 1), st.integers(0, 40), instead)
    edited = st.builds(_edited, st.sampled_from(seeds), st.lists(edit, min_size=1, max_size=6))
    written = st.builds(lambda value: json.dumps(value).encode(), _values())
    return st.one_of(edited, edited, edited, written, st.binary(max_size=300))


def _values() -> st.SearchStrategy[Any]:
    leaves = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from(["run", "version", "locvid", "shots", "languages", "gate"]),
    )  # fmt: skip
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
        max_leaves=12,
    )


def _edited(good: bytes, edits: Sequence[tuple[float, int, bytes]]) -> bytes:
    content = good
    for place, length, instead in edits:
        start = int(place * len(content))
        content = content[:start] + instead + content[start + length :]
    return content


def _examples(suffix: str) -> Sequence[bytes]:
    """Scripts of this format that lie in the source tree."""
    folders = (ROOT / "examples", ROOT / "tests" / "script", ROOT / "bench" / "scripts")
    found = [path for folder in folders for path in sorted(folder.rglob(f"*{suffix}"))]
    small = [path.read_bytes() for path in found if path.stat().st_size < 20_000]
    return small or [b"locvid: 1\nsource: en\n\nHello there.\n"]


def _manifest() -> bytes:
    sync = {"offset_ms": 12.0}
    check = {"name": "lip-sync", "outcome": "pass", "reason": "", "shot": "", "sync": sync}
    run = {
        "version": 1,
        "key": "ab" * 32,
        "files": {"film.fr-FR.mp4": {"bytes": 12, "sha256": "cd" * 32}},
        "shots": {"hook": {"key": "ef" * 32, "parts": {"text": "12"}, "attempt": 0}},
        "seconds": 12.5,
        "verdict": {"outcome": "pass", "checks": [check]},
    }
    shot = {"id": "hook", "attempt": 0, "seed": 1, "prompt": {"lines": [{"text": "Bonjour."}]}}
    files = {"film.mp4": {"bytes": 12, "sha256": "cd" * 32}}
    manifest = {
        "schema": 1,
        "title": "Film",
        "shots": [shot],
        "delivery": {"seconds": 12.5, "files": files},
        "run": run,
    }
    return json.dumps(manifest, indent=1).encode()


def _script(file: Path) -> None:
    from locvid.script.reading import read_script

    read_script(file)


def _project(file: Path) -> None:
    from locvid.run.settings.project_file import read_project
    from locvid.run.settings.resolve import resolve

    read_project(file)
    named = file.with_name("locvid.yaml")
    named.write_bytes(file.read_bytes())
    resolve({}, {}, file.parent, lambda: file.parent)


def _preset(file: Path) -> None:
    from locvid.presets.library import PresetLibrary
    from locvid.presets.profiles import profile

    profiles = file.parent / "presets" / "profiles"
    profiles.mkdir(parents=True, exist_ok=True)
    (profiles / "fuzzed.yaml").write_bytes(file.read_bytes())
    profile("fuzzed", PresetLibrary(file.parent))


def _record(file: Path) -> None:
    """Read what the last run left, and go on as a run does with a film that is unchanged."""
    from types import SimpleNamespace

    from locvid.run.film_run import needs_work
    from locvid.run.plan import State
    from locvid.run.record import read_record
    from locvid.run.result import FilmResult

    record = read_record(file)
    if record is None:
        return
    record.intact(file.parent)
    film: Any = SimpleNamespace(state=State.CACHED, previous=record)
    needs_work(film, 2)
    result = FilmResult(film, record, rendered=False)
    f"{result.reasons} {(result.sync or {}).get('offset_ms', 0):+.0f}".encode()


def _diff(file: Path) -> None:
    from locvid.report.changes import as_data, as_table
    from locvid.run.comparison import compare, read_manifest

    good = file.with_name("good.json")
    good.write_bytes(_manifest())
    for one, other in ((file, good), (good, file)):
        changed = compare(read_manifest(one), read_manifest(other))
        json.dumps(as_data(changed), ensure_ascii=False).encode()
        as_table(changed)


def _entry(file: Path) -> None:
    from locvid.run.store import ENTRY, Store
    from locvid.run.upkeep import survey

    store = Store(file.parent / "cache")
    key = "ab" * 32
    store.folder(key).mkdir(parents=True, exist_ok=True)
    (store.folder(key) / ENTRY).write_bytes(file.read_bytes())
    survey(store)
    store.has(key)
    store.find(key)


def _pace(file: Path) -> None:
    from fractions import Fraction

    from locvid.model.media import VideoFormat
    from locvid.run.pace import Pace

    video = VideoFormat(320, 180, Fraction(25))
    pace = Pace(file, "studio")
    f"{pace.of(video):.0f}".encode()
    pace.measured(video, 1.0, 1.0)


def _lock(file: Path) -> None:
    from locvid.run.lock import locked

    (file.parent / ".locvid.lock").write_bytes(file.read_bytes())
    with locked(file.parent):
        pass


def every(count: int, folder: Path, always_the_same: bool) -> Mapping[str, Callable[[], None]]:
    """All targets, each ready to be tried."""
    return {name: partial(fuzz, name, count, folder, always_the_same) for name in targets()}
