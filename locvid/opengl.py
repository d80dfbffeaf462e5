"""Empty shared libraries under the names of those of OpenGL, for programs that never call them.

The loader takes a library that is in memory already for one of the same name (``DT_SONAME``) that
another needs. What is loaded here is the least that it accepts, in the format of the ELF
specification (System V ABI, chapters 4 and 5): symbols that all lead to one place, which no call
ever reaches, for Skia asks OpenGL for nothing unless it is told to draw on a GPU.
"""

from __future__ import annotations

import ctypes
import importlib.util
import platform
import re
import struct
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

NEEDED = ("libEGL.so.1", "libGL.so.1")

_MACHINES = {"x86_64": 62, "aarch64": 183}
"""``e_machine`` of the processors for which there are wheels; both are little-endian."""

_FUNCTION = re.compile(rb"\0((?:egl|glX?)[A-Z]\w*)(?=\0)")


def stand_in_for_opengl() -> None:
    """Load what is missing of OpenGL, as empty libraries where this machine has none.

    Raises ImportError where that cannot be done: on other systems, or without Skia.
    """
    machine = _MACHINES.get(platform.machine())
    found = importlib.util.find_spec("skia")
    if sys.platform != "linux" or machine is None or found is None or found.origin is None:
        raise ImportError("OpenGL is missing, and nothing can stand in for it here")
    functions = sorted(set(_FUNCTION.findall(Path(found.origin).read_bytes())))
    for name in NEEDED:
        try:
            ctypes.CDLL(name)
        except OSError:
            _load(shared_library(name, functions, machine))


def _load(library: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".so") as file:
        file.write(library)
        file.flush()
        ctypes.CDLL(file.name)


def shared_library(name: str, functions: Sequence[bytes], machine: int) -> bytes:
    """A shared library ``name`` (64 bit, little-endian) that has ``functions`` and does nothing."""
    symbols, names = bytes(24), b"\0" + name.encode() + b"\0"
    head = 64 + 3 * 56
    for function in functions:
        # a global function, 1 << 4 | 2, of section 1, anywhere within what is loaded
        symbols += struct.pack("<IBBHQQ", len(names), 0x12, 0, 1, head, 0)
        names += function + b"\0"
    count = len(functions) + 1
    # a hash table of one bucket: every name is looked for along the whole chain
    chain = [*range(2, count), 0] if functions else []
    table = struct.pack(f"<{count + 3}I", 1, count, min(1, len(functions)), 0, *chain)

    at_table = head + len(symbols)
    at_names = at_table + len(table)
    at_dynamic = -(-(at_names + len(names)) // 8) * 8
    entries = ((14, 1), (5, at_names), (6, head), (10, len(names)), (11, 24), (4, at_table), (0, 0))
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in entries)
    size = at_dynamic + len(dynamic)

    header = struct.pack(
        "<16sHHIQQQIHHHHHH", b"\x7fELF\x02\x01\x01", 3, machine, 1, 0, 64, 0, 0, 64, 56, 3, 0, 0, 0
    )
    loaded = _segment(1, 0, size, align=0x10000)
    described = _segment(2, at_dynamic, len(dynamic), align=8)
    # without this one the loader would want a stack that may be executed
    stack = _segment(0x6474E551, 0, 0, align=16)
    body = header + loaded + described + stack + symbols + table + names
    return body + bytes(at_dynamic - len(body)) + dynamic


def _segment(kind: int, start: int, size: int, align: int) -> bytes:
    """A program header: readable and writable, never executable."""
    return struct.pack("<IIQQQQQQ", kind, 6, start, start, start, size, size, align)
