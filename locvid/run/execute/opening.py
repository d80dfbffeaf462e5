"""Opens an executor by its name."""

from __future__ import annotations

from pathlib import Path

from locvid import plugins
from locvid.model.errors import MissingDependency
from locvid.run.execute.base import HERE, Cluster, Distributed, Executor


def open_executor(name: str, cluster: Cluster = HERE) -> Executor:
    """The executor called ``name``, told where its machines are.

    Raises InvalidInput where there is none of this name, MissingDependency where it lacks
    something.
    """
    executor: Executor = plugins.load("locvid.executors", name)()
    there = executor.available()
    if not there.ok:
        raise MissingDependency(
            f"the executor '{name}' cannot be used here: {there.reason}", hint=there.how_to_get_it
        )
    if isinstance(executor, Distributed):
        executor.configure(cluster)
    return executor


def get_ready(name: str, out: Path) -> None:
    """Let the executor begin what takes time where nothing was ever made, and there will be work.

    What is wrong with it is told later, by who uses it.
    """
    if name in plugins.names("locvid.executors") and not out.exists():
        executor: Executor = plugins.load("locvid.executors", name)()
        if executor.available().ok:
            executor.prepare()
