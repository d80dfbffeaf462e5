"""Runs tasks on a Ray cluster that is there already: one actor per GPU or per core.

Results travel through the shared disk; what goes through Ray is tasks and events, both small. A
lost node costs the tasks in work on it: they are begun again elsewhere.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from locvid.model.availability import READY, Availability
from locvid.model.errors import LocvidError, MissingDependency
from locvid.run.execute.base import HERE, Cluster, Event, Session, Task
from locvid.run.execute.fleet import FleetSession, Place, PlaceLost, PlaceRefused
from locvid.run.execute.place import Terms, Worker

_POLL_S = 0.25
"""Progress is asked for this often; results are told as they come."""

_KNOCK_S = 10.0


class RayExecutor:
    """Actors on the cluster at ``Cluster.address``, else at RAY_ADDRESS, else on this machine."""

    name = "ray"
    remote = True

    def __init__(self) -> None:
        self._cluster = HERE

    def available(self) -> Availability:
        """Needs the extra ``ray``; whether a cluster answers is found out when one is used."""
        if find_spec("ray") is None:
            return Availability(False, "not installed: ray", "pip install 'locvid[ray]'")
        return READY

    def configure(self, cluster: Cluster) -> None:
        """Take the address of the cluster."""
        self._cluster = cluster

    def prepare(self) -> None:
        """Connecting takes a second or two and is done when the cluster is asked something."""

    def places(self, gpu: bool) -> int:
        """As many as the nodes that live now have GPUs or cores."""
        resources = _connected(self._cluster.address).cluster_resources()
        count = int(resources.get("GPU" if gpu else "CPU", 0))
        if not count:
            kind = "GPU" if gpu else "core"
            raise MissingDependency(
                f"the Ray cluster has no {kind} to offer",
                hint="start nodes with `ray start --address=HEAD:6379`, with --num-gpus where "
                "Ray does not find their GPUs by itself",
            )
        return count

    @contextlib.contextmanager
    def session(self, jobs: int, scratch: Path, gpu: bool = False) -> Iterator[Session]:
        """Up to ``jobs`` actors; leaving the block kills them and what they started."""
        ray = _connected(self._cluster.address)
        session = FleetSession(_RayFleet(ray, Terms.of_this_process(scratch), gpu), max(1, jobs))
        try:
            yield session
        finally:
            session.close()


class _Actor:
    """Lives on a node. Its second thread answers questions while the first one works."""

    def __init__(self, terms: Terms) -> None:
        self._refusal: LocvidError | None = None
        self._lock = threading.Lock()
        self._told: list[Event] = []
        try:
            self._worker = Worker(terms)
        except LocvidError as error:
            self._refusal = error

    def refusal(self) -> LocvidError | None:
        """Why it cannot work; None where it can."""
        return self._refusal

    def work(self, ticket: int, task: Task) -> list[Event]:
        """Carry out a task; returns what was not told yet, and at last how it ended."""
        for event in self._worker.work(task):
            with self._lock:
                self._told.append(replace(event, ticket=ticket))
        return self.progress()

    def progress(self) -> list[Event]:
        """What happened since it was last asked."""
        with self._lock:
            told, self._told = self._told, []
        return told


class _RayFleet:
    def __init__(self, ray: Any, terms: Terms, gpu: bool) -> None:
        self._ray = ray
        self._terms = terms
        self._actor = ray.remote(_Actor).options(
            num_cpus=0 if gpu else 1,
            num_gpus=1 if gpu else 0,
            max_concurrency=2,
            # A lost actor is replaced from here, where it is known what it was doing.
            max_restarts=0,
        )

    def open(self) -> Place:
        return _RayPlace(self._ray, self._actor.remote(self._terms))

    def wait(self, places: Sequence[Place]) -> None:
        awaited = [place.awaited for place in places if isinstance(place, _RayPlace)]
        self._ray.wait([each for each in awaited if each is not None], timeout=_POLL_S)


class _RayPlace:
    """One actor. ``awaited`` is what it will answer next."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self._ray = ray
        self._actor = actor
        self._ready = False
        self.awaited: Any = actor.refusal.remote()
        self._asked: Any = None

    def ready(self) -> bool:
        if not self._ready and self._is_there(self.awaited):
            refusal = self._answer()
            if refusal is not None:
                raise PlaceRefused(refusal)
            self._ready = True
        return self._ready

    def begin(self, ticket: int, task: Task) -> None:
        self.awaited = self._actor.work.remote(ticket, task)
        self._asked = self._actor.progress.remote()

    def news(self) -> Sequence[Event]:
        ended = self._is_there(self.awaited)
        told: list[Event] = []
        if ended or self._is_there(self._asked):
            told += self._get(self._asked)
            self._asked = None if ended else self._actor.progress.remote()
        return [*told, *self._answer()] if ended else told

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._ray.kill(self._actor, no_restart=True)

    def _is_there(self, reference: Any) -> bool:
        done, _ = self._ray.wait([reference], timeout=0)
        return bool(done)

    def _answer(self) -> Any:
        answer, self.awaited = self._get(self.awaited), None
        return answer

    def _get(self, reference: Any) -> Any:
        from ray.exceptions import RayError

        try:
            return self._ray.get(reference)
        except RayError as error:
            raise PlaceLost(f"was lost: {type(error).__name__}") from error


def _connected(address: str) -> Any:
    """The module ``ray``, connected; one connection serves the whole process."""
    import ray

    place = f"at {address}" if address else "on this machine"
    hint = "start one with `ray start --head`, or say where it is with --address"
    try:
        _knock(address)
        if not ray.is_initialized():
            ray.init(
                address or "auto",
                log_to_driver=False,
                configure_logging=False,
                logging_level="ERROR",
            )
    except OSError as error:
        raise MissingDependency(f"no Ray cluster answers {place}", hint=hint) from error
    except (ValueError, RuntimeError) as error:
        said = f"{error}".splitlines()[0]
        raise MissingDependency(
            f"the Ray cluster {place} cannot be used: {said}", hint=hint
        ) from error
    return ray


def _knock(address: str) -> None:
    """Raise OSError where nobody listens: Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), _KNOCK_S).close()
