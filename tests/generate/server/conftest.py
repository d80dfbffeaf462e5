"""A server that misbehaves on demand, and settings that do not wait long for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from serving import Settings
from video_server import VideoServerOnLoopback

from locvid.generate.server.settings import ServerSettings


@pytest.fixture
def server() -> Iterator[VideoServerOnLoopback]:
    with VideoServerOnLoopback() as running:
        yield running


@pytest.fixture
def settings(server: VideoServerOnLoopback, tmp_path: Path) -> Settings:
    def made(**changes: Any) -> ServerSettings:
        quick = ServerSettings(
            urls=(server.url,),
            folder=tmp_path / "server",
            timeout_s=20,
            connect_s=1,
            silence_s=0.4,
            poll_s=0.01,
            backoff_s=0.01,
            tries=3,
        )
        return replace(quick, **changes)

    return made
