"""Films are put together and verified beside the GPU, which makes the next one meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from locvid.run.desk import Desk, Receiver
from locvid.run.execute import local


@pytest.fixture
def one_gpu(shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with one GPU; the pattern generator claims to need it."""
    import locvid_pattern

    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    plain = locvid_pattern.PatternGenerator.capabilities
    monkeypatch.setattr(
        locvid_pattern.PatternGenerator,
        "capabilities",
        lambda self: replace(plain(self), workers=1),
    )


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What begins and ends, in order: ``begin that assembled 'film' in fr-FR``."""
    told: list[str] = []
    real = Desk.submit

    def submit(desk: Desk, task: Any, receiver: Receiver, urgent: bool = False) -> None:
        def progressed(share: float) -> None:
            told.extend([f"begin {task.label}"] * (share == 0.0))
            receiver.progressed(share)

        def finished(result: Any, seconds: float) -> None:
            told.append(f"end {task.label}")
            receiver.finished(result, seconds)

        real(desk, task, Receiver(progressed, finished, receiver.failed), urgent)

    monkeypatch.setattr(Desk, "submit", submit)
    return told


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The workers that are started, true for those beside."""
    beside: list[bool] = []
    real = local._LocalSession._start_worker

    def start(session: Any, aside: bool) -> Any:
        beside.append(aside)
        return real(session, aside)

    monkeypatch.setattr(local._LocalSession, "_start_worker", start)
    return beside


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_gpu_goes_on_while_a_film_is_put_together_and_no_byte_is_another(
    shell: Any, one_gpu: None, order: list[str], started: list[bool], project: Path, tmp_path: Path
) -> None:
    shell.render("--out", "beside", langs="fr,en")
    assert started == [False, True]
    together = order.index("begin that assembled 'film' in fr-FR")
    assert "rendered" in order[together - 1]
    assert "en-US" in order[together - 1]
    next_shot = order[together - 1].removeprefix("begin ")
    assert order.index(f"end {next_shot}") > together

    shell.cache = tmp_path / "another cache"
    order.clear()
    started.clear()
    shell.render("--out", "alone", "--jobs", "1", langs="fr,en")
    assert started == [False], "--jobs 1 is one process"
    begun = [each for each in order if each.startswith("begin")]
    ended = [each for each in order if each.startswith("end")]
    assert order == [each for pair in zip(begun, ended, strict=True) for each in pair]
    assert files_of(project / "beside") == files_of(project / "alone")


def test_without_a_gpu_there_are_as_many_workers_as_jobs(
    shell: Any, started: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "processors", lambda: 2)
    shell.render(langs="fr,en")
    assert started == [False, False]
