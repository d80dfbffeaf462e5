"""Python's collector of garbage, kept from work that makes none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Modules are loaded, thousands of prompts made, and all are kept: looking for garbage among
    them only takes time.

    What was made is not looked at later either, for it is there until the program ends.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
