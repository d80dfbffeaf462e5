"""Jobs that are under way, each in a small file, so that a killed run picks its job up again."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from locvid.generate.server.settings import shown
from locvid.media.atomic import write_json


@dataclass(frozen=True, slots=True)
class Submitted:
    """A job that a server has taken; ``url`` without passwords."""

    url: str
    id: str
    at_s: float


class Jobs:
    """The files of ``folder``, named by what the job is to make."""

    def __init__(self, folder: Path, timeout_s: float) -> None:
        self._folder = folder
        self._timeout_s = timeout_s

    def find(self, key: str) -> Submitted | None:
        """The job that makes ``key``, if one was handed in and is not given up."""
        return self._read(self._file(key))

    def keep(self, key: str, url: str, id_: str) -> None:
        """Remember a job as soon as a server has taken it."""
        write_json(self._file(key), {"url": shown(url), "id": id_, "at_s": time.time()})

    def forget(self, key: str) -> None:
        """Its result is used, or there will be none."""
        self._file(key).unlink(missing_ok=True)
        self.video(key).unlink(missing_ok=True)

    def video(self, key: str) -> Path:
        """Where the fetched video of ``key`` is until it is used."""
        return self._folder / f"{key}.mp4"

    def under_way(self, url: str) -> int:
        """How many jobs of this machine the server has, over all processes."""
        jobs = [self._read(file) for file in self._folder.glob("*.json")]
        return sum(job is not None and job.url == shown(url) for job in jobs)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _read(self, file: Path) -> Submitted | None:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            job = Submitted(str(told["url"]), str(told["id"]), float(told["at_s"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return job if time.time() - job.at_s < self._timeout_s else None
