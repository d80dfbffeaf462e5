"""Fixtures for tests of whole runs: a small project, a pattern generator, inline workers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from locvid import plugins
from locvid.cli.app import run
from locvid.cli.environment import Environment
from locvid.model.availability import READY, Availability
from locvid.model.errors import ExitCode, LocvidError
from locvid.model.verdict import Check, Outcome, SyncMeasurement, Verdict
from locvid.run.execute.base import Event, Failed, Finished, Progressed, Session, Task

PLUGIN = Path(__file__).parent / "plugin"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the GPU's generators need libraries that a plain installation does not have."""
    from locvid.generate.device import libraries

    state = libraries()
    if not state.ok:
        skip = pytest.mark.skip(reason=f"{state.reason}: {state.how_to_get_it}")
        for item in items:
            if item.get_closest_marker("gpu"):
                item.add_marker(skip)


SCRIPT = """\
locvid: 1
title: Two shots
source: en-US
profile: tiny
cast:
  maya: {presenter: maya, voice: warm-female, persona: "a founder"}
shots:
  - id: hello
    setting: office
    speaker: maya
    text:
      en: Good morning, everyone.
      fr: Bonjour à tous.
  - id: bye
    setting: studio
    speaker: maya
    text:
      en: See you tomorrow.
      fr: À demain.
"""

TINY = """\
description: "Small and quick, for tests"
width: 320
height: 180
fps: 25
crf: 28
x264_preset: ultrafast
audio_bitrate: 64000
loudness_lufs: -16
true_peak_dbtp: -1
caption_chars: 42
caption_lines: 2
caption_seconds: 7
gate:
  name: test
  earliest_ms: -40
  latest_ms: 60
  min_correlation: 0.2
  min_peak_margin: 0.02
  max_interval_ms: 120
  max_missing_faces: 0.2
"""


@dataclass
class Said:
    """What one command line came to."""

    code: ExitCode
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines that tell errors."""
        return [line for line in self.err.splitlines() if "error:" in line]


@dataclass
class Shell:
    """Runs command lines in this process, in one folder, with a cache of its own."""

    folder: Path
    cache: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str) -> Said:
        out, err = io.StringIO(), io.StringIO()
        variables = {"LOCVID_CACHE": str(self.cache), **self.variables}
        code = run(arguments, Environment(out, err, variables, self.folder))
        return Said(code, out.getvalue(), err.getvalue())

    def render(self, *more: str, langs: str = "fr", generator: str = "pattern") -> Said:
        return self("render", "--langs", langs, "--generator", generator, *more)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a script of two shots and a profile that is quick to render."""
    folder = tmp_path / "project"
    profiles = folder / "presets" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "tiny.yaml").write_text(TINY)
    (folder / "film.yaml").write_text(SCRIPT)
    return folder


@pytest.fixture
def shell(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line in the project's folder; the test plug-in is installed."""
    monkeypatch.syspath_prepend(PLUGIN)
    return Shell(project, tmp_path / "cache")


class InlineExecutor:
    """Runs tasks one after the other in this process, where tests can reach them."""

    name = "inline"
    remote = False

    def available(self) -> Availability:
        return READY

    def places(self, gpu: bool) -> int:
        return 2

    def prepare(self) -> None:
        pass

    @contextmanager
    def session(self, jobs: int, scratch: Path, gpu: bool = False) -> Iterator[Session]:
        yield _InlineSession()


class _InlineSession:
    def __init__(self) -> None:
        self.queue: list[tuple[int, Task]] = []
        self.tickets = 0

    def submit(self, task: Task, urgent: bool = False) -> int:
        self.tickets += 1
        self.queue.insert(0 if urgent else len(self.queue), (self.tickets, task))
        return self.tickets

    def events(self) -> Iterator[Event]:
        while self.queue:
            ticket, task = self.queue.pop(0)
            yield Progressed(ticket, 0.0)
            try:
                yield Finished(ticket, task.run(lambda share: None), 0.1)
            except (LocvidError, OSError) as error:
                yield Failed(ticket, error)


@dataclass
class Judge:
    """Stands in for verification; verdicts are told beforehand, a pass where none is left."""

    verdicts: list[Verdict] = field(default_factory=list)
    films: list[Path] = field(default_factory=list)

    def __call__(self, film: Path, *_: Any, **__: Any) -> Verdict:
        self.films.append(film)
        return self.verdicts.pop(0) if self.verdicts else verdict(Outcome.PASS)


def verdict(outcome: Outcome, *failing_shots: str) -> Verdict:
    """A verdict on a film; ``failing_shots`` have failed checks of their own."""
    sync = SyncMeasurement(12.0, 4.0, 20.0, 0.8, 0.4, 0.0, 3, 3)
    return Verdict(
        outcome,
        (
            Check("lip-sync", outcome, "sound 12 ms late", sync=sync),
            *(Check("lip-sync", Outcome.FAIL, "too late", shot, sync) for shot in failing_shots),
        ),
        aligner="told",
        gate="test",
    )


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks run in this process, one after the other."""
    real: Callable[[str, str], Any] = plugins.load

    def load(group: str, name: str) -> Any:
        return InlineExecutor if group == "locvid.executors" else real(group, name)

    monkeypatch.setattr(plugins, "load", load)


@pytest.fixture(scope="session")
def tiny_ltx2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole LTX-2 folder with tiny random weights that passes for a distilled checkpoint."""
    from tiny_ltx2 import write_tiny_ltx2

    return write_tiny_ltx2(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def tiny_h3(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole MiniMax-H3 folder with tiny random weights."""
    from tiny_h3 import write_tiny_h3

    return write_tiny_h3(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``maya.png``, a picture of a person, and ``wall.png``, which shows nobody."""
    import cv2
    from prompts import drawn_presenter

    folder = tmp_path_factory.mktemp("faces")
    drawn = drawn_presenter()
    cv2.imwrite(str(folder / "maya.png"), drawn)
    cv2.imwrite(str(folder / "wall.png"), drawn[:40, :40])
    return folder


@pytest.fixture
def judge(inline: None, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Tasks run in this process, and films are judged by what the test says."""
    import locvid.verify.film

    told = Judge()
    monkeypatch.setattr(locvid.verify.film, "verify", told)
    return told
