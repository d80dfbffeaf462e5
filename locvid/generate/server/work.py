"""Gets one video made: chooses a server, hands the job in, waits for it, fetches the result."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.generate.server.answers import DONE, FAILED, Job
from locvid.generate.server.api import Busy, ServerTrouble, VideoServer
from locvid.generate.server.jobs import Jobs
from locvid.generate.server.settings import ServerSettings, shown

_LONGEST_POLL_S = 10.0
_LONGEST_WAIT_S = 60.0
_SUBMISSIONS = 2
"""How often a job is handed in at most: once more where it failed or was forgotten."""

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Order:
    """A job to hand in: ``key`` stands for all of it, ``picture`` is what the video starts from."""

    key: str
    fields: Mapping[str, Any]
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A fetched video and who made it."""

    video: Path
    server: str
    job: str
    model: str
    resumed: bool


def make(
    order: Order,
    servers: Sequence[VideoServer],
    jobs: Jobs,
    settings: ServerSettings,
    check: Callable[[Path], object],
    report: Report,
) -> Made:
    """The video of ``order``; a job that was handed in for its key before is picked up.

    Raises ServerTrouble where no server can be reached, the job fails twice, or the time is up.
    """
    deadline_s = time.monotonic() + settings.timeout_s
    key = order.key
    found = jobs.find(key)
    server = next((each for each in servers if found and shown(each.url) == found.url), None)
    id_ = found.id if found and server else ""
    resumed, submissions, reason = bool(id_), 0, ""
    while True:
        if server is None:
            if submissions == _SUBMISSIONS:
                raise ServerTrouble(reason)
            server, id_ = _handed_in(order, servers, jobs, deadline_s, settings)
            submissions += 1
        outcome = _awaited(server, id_, deadline_s, settings, report)
        if outcome is not None and outcome.state == DONE:
            server.fetch(id_, jobs.video(key), check)
            return Made(jobs.video(key), server.name, id_, outcome.model, resumed)
        jobs.forget(key)
        if outcome is None:
            reason = f"{server.name} took a job and then did not know it any more"
        else:
            reason = f"{server.name} failed to make the video: {outcome.reason or 'no reason told'}"
        server, resumed = None, False


def _handed_in(
    order: Order,
    servers: Sequence[VideoServer],
    jobs: Jobs,
    deadline_s: float,
    settings: ServerSettings,
) -> tuple[VideoServer, str]:
    """Give the job to the server with the fewest, or to the next one where that fails.

    Where a queue is full it is waited for: that passes, and others are in the same queue.
    """
    pause_s = settings.backoff_s
    while True:
        troubles: list[ServerTrouble] = []
        for server in sorted(servers, key=lambda each: jobs.under_way(each.url)):
            try:
                taken = server.submit(order.fields, order.key, order.picture)
            except ServerTrouble as trouble:
                troubles.append(trouble)
                continue
            jobs.keep(order.key, server.url, taken.id)
            return server, taken.id
        busy = [trouble for trouble in troubles if isinstance(trouble, Busy)]
        wait_s = min([_LONGEST_WAIT_S, *(max(pause_s, each.after_s) for each in busy)])
        if not busy or time.monotonic() + wait_s > deadline_s:
            reasons = "; ".join(trouble.message for trouble in troubles)
            raise ServerTrouble(reasons, hint=troubles[-1].hint)
        time.sleep(wait_s)
        pause_s = min(pause_s * 2, _LONGEST_WAIT_S)


def _awaited(
    server: VideoServer, id_: str, deadline_s: float, settings: ServerSettings, report: Report
) -> Job | None:
    """The job when it is done or has failed; None where the server has forgotten it."""
    pause_s = settings.poll_s
    while True:
        job = server.job(id_)
        if job is None or job.state in (DONE, FAILED):
            return job
        report(job.share)
        if time.monotonic() + pause_s > deadline_s:
            raise ServerTrouble(
                f"{server.name} has not made the video within {settings.timeout_s:.0f} s",
                hint="run again to go on waiting, or set LOCVID_SERVER_TIMEOUT_S",
            )
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.5, _LONGEST_POLL_S)
