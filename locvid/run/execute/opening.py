"""Opens an executor by its name."""

from __future__ import annotations

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
