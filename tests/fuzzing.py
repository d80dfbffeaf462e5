"""Throws broken files at every reader; nothing but a LocvidError may come out.

Shared by the tests (few inputs, always the same) and ``bench/fuzz.py`` (as many as wanted).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fuzz_targets import Target, targets
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from locvid.model.errors import LocvidError

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\t", b"\r", b"\x85", b"\xe2\x80\xa8",
    b"&a ", b"*a", b"<<: ", b"!!python/object/apply:os.system ['true']", b"{", b"}", b"[" * 400,
    b"]", b": ", b"- ", b"'", b'"', b"|\n", b">\n", b"---\n", b"...\n", b"%YAML 9.9\n", b"#",
    b"null", b"~", b".inf", b"1e999", b"NaN", b"0x" + b"f" * 5000, b"9" * 5000, b"-1",
    b"../../etc/passwd", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\\ud800", b"2024-13-45",
    b"-->", b"00:00:00,000 --> 99:99:99,999\n", b"INT. ROOM - DAY\n", b",", b";",
    b"=cmd|' /C calc'!A0", b"PK\x03\x04",
)  # fmt: skip


def fuzz(name: str, count: int, folder: Path, always_the_same: bool) -> None:
    """Try ``count`` inputs on one target; what escapes is raised with the smallest such input."""
    target = targets()[name]
    file = folder / f"fuzzed{target.suffix}"

    @settings(
        max_examples=count,
        derandomize=always_the_same,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(_broken(target.seeds))
    def once(content: bytes) -> None:
        attempt(target, file, content)

    once()


def attempt(target: Target, file: Path, content: bytes) -> None:
    """Have ``content`` read from ``file``; only a LocvidError may come of it, and is swallowed."""
    file.write_bytes(content)
    try:
        target.attempt(file)
    except LocvidError as error:
        # What is told must be fit to be told.
        f"{error} {error.hint}".encode()


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
