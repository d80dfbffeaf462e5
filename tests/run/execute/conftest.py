"""Every executor that can run here, for the contract that all of them keep."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import slurm_here

from locvid.run.execute.base import Cluster, Executor
from locvid.run.execute.local import LocalExecutor

TESTS = Path(__file__).parents[2]
IMPORTABLE = os.pathsep.join([str(TESTS), str(TESTS / "plugin"), os.environ.get("PYTHONPATH", "")])
"""Workers on other machines know only what is installed there."""

EXECUTORS = [
    "local",
    pytest.param("ray", marks=pytest.mark.extra),
    pytest.param("submitit", marks=pytest.mark.extra),
    pytest.param("slurm", marks=pytest.mark.extra),
]
"""``submitit`` is the executor slurm with submitit's stand-in for Slurm, ``slurm`` the real one."""


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """A real Ray cluster of one machine: a head that does no work and two nodes of one core."""
    pytest.importorskip("ray", reason="ray is not installed: pip install 'locvid[ray]'")
    from ray.cluster_utils import Cluster as RayCluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", IMPORTABLE)
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        cluster = RayCluster(
            initialize_head=True,
            head_node_args={
                "num_cpus": 0,
                "include_dashboard": False,
                "object_store_memory": 100 * 2**20,
            },
        )
        for _ in range(2):
            add_node(cluster)
        yield cluster
        import ray

        ray.shutdown()
        cluster.shutdown()


def add_node(cluster: Any) -> Any:
    return cluster.add_node(num_cpus=1, object_store_memory=100 * 2**20)


@pytest.fixture(scope="session")
def real_slurm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A real Slurm of one node; the path of its configuration."""
    if reason := slurm_here.missing():
        pytest.skip(reason)
    with slurm_here.slurm(tmp_path_factory.mktemp("slurm")) as configuration:
        yield configuration


@pytest.fixture
def opened(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Executor]:
    """Opens an executor by name, with the machines that belong to it."""

    def open_(name: str) -> Executor:
        if name == "ray":
            from locvid.run.execute.ray import RayExecutor

            ray = RayExecutor()
            ray.configure(Cluster(address=request.getfixturevalue("ray_cluster").address))
            return ray
        if name in ("submitit", "slurm"):
            pytest.importorskip("submitit", reason="submitit is not installed: locvid[slurm]")
            from locvid.run.execute.slurm import SlurmExecutor

            monkeypatch.setenv("PYTHONPATH", IMPORTABLE)
            if name == "submitit":
                return SlurmExecutor("local")
            configuration = request.getfixturevalue("real_slurm")
            monkeypatch.setenv("SLURM_CONF", str(configuration))
            slurm = SlurmExecutor()
            slurm.configure(Cluster(partition="night", minutes=10))
            return slurm
        return LocalExecutor()

    return open_
