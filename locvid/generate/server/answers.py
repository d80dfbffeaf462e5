"""What servers answer: jobs and errors as the engines write them, read with care."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"

_STATES = {
    "queued": QUEUED, "pending": QUEUED, "created": QUEUED,
    "in_progress": RUNNING, "processing": RUNNING, "running": RUNNING, "preprocessing": RUNNING,
    "completed": DONE, "succeeded": DONE, "success": DONE,
    "failed": FAILED, "error": FAILED, "cancelled": FAILED, "canceled": FAILED,
    "expired": FAILED, "deleted": FAILED,
}  # fmt: skip
"""SGLang-Diffusion says queued, completed, failed, deleted; vLLM-Omni also in_progress; gateways
in front of hosted models use the others."""

_LONGEST_REASON = 300


class Unreadable(Exception):
    """An answer that is not what was asked for; the next one may be."""


class UnknownState(Exception):
    """A job is in a state that nobody knows; waiting would be blind."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a server says of a job: ``state`` is queued, running, done or failed.

    ``share`` of the work is 0…1; ``reason`` says why it failed.
    """

    id: str
    state: str
    share: float
    reason: str
    model: str


def job_of(answer: Any) -> Job:
    """The job in a response; raises Unreadable or UnknownState."""
    try:
        told = answer.json()
    except ValueError as error:
        raise Unreadable("its answer is not JSON") from error
    if not isinstance(told, dict) or not isinstance(told.get("id"), str) or not told["id"]:
        raise Unreadable("its answer names no job")
    status = str(told.get("status", "queued"))
    if status.lower() not in _STATES:
        raise UnknownState(status)
    progress = told.get("progress")
    return Job(
        id=told["id"],
        state=_STATES[status.lower()],
        share=min(1.0, max(0.0, progress / 100)) if isinstance(progress, int | float) else 0.0,
        reason=_words(told.get("error")),
        model=str(told.get("model") or ""),
    )


def detail(answer: Any) -> str:
    """The reason in an error's body, shortened; empty where there is none."""
    try:
        told = answer.json()
    except ValueError:
        return ""
    if isinstance(told, dict):
        told = told.get("detail") or told.get("error") or told.get("message") or ""
    return _words(told)


def retry_after(answer: Any) -> float:
    """Seconds; a date in this header is not read, the usual pause is taken."""
    written = answer.headers.get("retry-after", "")
    return float(written) if written.isdigit() else 0.0


def _words(told: object) -> str:
    if isinstance(told, dict):
        told = told.get("message") or told.get("msg") or told.get("code") or ""
    elif isinstance(told, list):
        told = "; ".join(_words(each) for each in told)
    return " ".join(str(told or "").split())[:_LONGEST_REASON]
