"""Writes decisions about films down: those made in the shell, and those saved by a review page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from locvid.model.errors import InvalidInput, Location
from locvid.run.approvals import (
    Approval,
    Approvals,
    Decision,
    read_approvals,
    write_approvals,
)
from locvid.run.record import sha256


def decide(
    films: Iterable[tuple[str, Path, str]], decision: Decision, note: str, by: str
) -> dict[str, Approval]:
    """The same decision about ``films``, each a name, a file and the SHA-256 it should have.

    Raises InvalidInput where a file is not what its manifest says: nobody has judged that one.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    decided = {}
    for name, file, expected in films:
        if not file.is_file() or sha256(file) != expected:
            raise InvalidInput(
                "this film is not the one that its manifest describes",
                Location(file),
                hint="run locvid render again",
            )
        decided[name] = Approval(decision, expected, note, by, now)
    return decided


def merged(files: Iterable[Path]) -> dict[str, Approval]:
    """Decisions of several people; where two concern the same film, the later one holds."""
    taken: dict[str, Approval] = {}
    for file in files:
        if not file.exists():
            raise InvalidInput(f"there is no file {file}")
        _take_later(taken, read_approvals(file))
    return taken


def update(file: Path, taken: Approvals, decided: Approvals) -> Approvals:
    """Add to the decisions in ``file`` what is later in ``taken``, and ``decided`` in any case.

    Returns those that changed the file.
    """
    known = dict(read_approvals(file))
    before = dict(known)
    _take_later(known, taken)
    known.update(decided)
    write_approvals(file, known)
    return {name: approval for name, approval in known.items() if before.get(name) != approval}


def _take_later(known: dict[str, Approval], others: Mapping[str, Approval]) -> None:
    for name, approval in others.items():
        if name not in known or _time(approval) >= _time(known[name]):
            known[name] = approval


def _time(approval: Approval) -> datetime:
    """When it was decided; what cannot be read is older than everything."""
    try:
        moment = datetime.fromisoformat(approval.at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
