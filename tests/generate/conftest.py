"""A video server on this machine for the generators that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from video_server import VideoServerOnLoopback


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VideoServerOnLoopback]:
    """A well-behaved server that the environment names."""
    cache: Path = tmp_path_factory.mktemp("cache")
    with VideoServerOnLoopback() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCVID_SERVER_URLS", server.url)
        patch.setenv("LOCVID_CACHE", str(cache))
        yield server
