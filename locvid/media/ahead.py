"""Makes the next items of an iterator in a thread while the caller works on the one before."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

AHEAD = 2
"""Items that may be made before they are asked for: memory stays bounded."""


def made_ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield ``items`` in their order, at most ``AHEAD`` of them made before they are asked for.

    Worth it where making and using an item both leave the interpreter, as decoding and image
    filters do. What ``items`` raises is raised here; leaving early ends the thread and closes
    ``items`` there, where it was running.
    """
    ready: queue.Queue[T | _End] = queue.Queue()
    wanted = threading.Semaphore(AHEAD)
    left = threading.Event()
    thread = threading.Thread(target=_make, args=(items, ready, wanted, left), daemon=True)
    thread.start()
    try:
        while not isinstance(item := ready.get(), _End):
            yield item
            wanted.release()
        if item.error is not None:
            raise item.error
    finally:
        left.set()
        wanted.release()
        thread.join()


class _End:
    """The iterator has ended, by ``error`` or by itself."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def _make(
    items: Iterator[T],
    ready: queue.Queue[T | _End],
    wanted: threading.Semaphore,
    left: threading.Event,
) -> None:
    try:
        while True:
            wanted.acquire()
            if left.is_set():
                break
            try:
                ready.put(next(items))
            except StopIteration:
                break
    except BaseException as error:
        ready.put(_End(error))
    else:
        ready.put(_End())
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            close()
