"""The work that is sent to other processes: perform a shot, assemble a film, verify it.

Importing this is light; each task imports its step when it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locvid import plugins
from locvid.generate.base import Generator
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.verdict import Gate, Verdict
from locvid.presets.library import PresetLibrary
from locvid.run.execute.base import Report
from locvid.run.keys import plain
from locvid.run.store import Store

if TYPE_CHECKING:
    from locvid.model.deliverable import Deliverable


@dataclass(frozen=True, slots=True)
class PerformShot:
    """Let a generator perform one prompt and put the result into the store under ``key``.

    ``project`` is the folder whose ``presets`` hold beside the packaged ones, and ``presets``
    another folder of presets.
    """

    label: str
    generator: str
    project: Path
    prompt: PerformancePrompt
    profile: Profile
    store: Path
    key: str
    presets: Path | None = None

    def run(self, report: Report) -> float:
        """Returns the length of the shot in seconds."""
        from locvid.deliver.shot import write_shot

        generator = _generator(self.generator, self.project, self.presets)
        take = generator.perform(self.prompt, self.profile.video)
        with Store(self.store).writing(self.key) as folder:
            write_shot(
                take,
                self.prompt,
                self.profile,
                folder,
                lambda done: report(done / take.frame_count),
            )
        return float(take.frame_count / self.profile.video.fps)


@dataclass(frozen=True, slots=True)
class AssembleFilm:
    """Join the shots in ``folders`` into a film at ``destination`` (a path without suffix).

    ``manifest`` is what the film's manifest says beside the delivery itself and the shots'
    provenance.
    """

    label: str
    folders: tuple[Path, ...]
    title: str
    source_tag: str
    locale: Locale
    profile: Profile
    destination: Path
    manifest: Mapping[str, Any]
    stems: bool

    def run(self, report: Report) -> Deliverable:
        """Returns the finished files; their manifest does not hold a verdict yet."""
        from locvid.deliver.film import assemble
        from locvid.deliver.shot import read_shot

        shots = tuple(read_shot(folder) for folder in self.folders)
        described = [
            {**shot, "provenance": plain(files.provenance)}
            for shot, files in zip(self.manifest["shots"], shots, strict=True)
        ]
        return assemble(
            shots,
            title=self.title,
            locale=self.locale,
            source_tag=self.source_tag,
            profile=self.profile,
            destination=self.destination,
            manifest={**self.manifest, "shots": described},
            write_stems=self.stems,
        )


@dataclass(frozen=True, slots=True)
class VerifyFilm:
    """Measure a finished film as a stranger would; ``lines`` are (shot, text) in spoken order."""

    label: str
    film: Path
    lines: tuple[tuple[str, str], ...]
    locale: Locale
    gate: Gate

    def run(self, report: Report) -> Verdict:
        """Returns the verdict."""
        from locvid.verify.film import ExpectedLine, verify

        lines = [ExpectedLine(shot, text) for shot, text in self.lines]
        return verify(self.film, lines, self.locale, self.gate, progress=report)


@cache
def _generator(name: str, project: Path, presets: Path | None) -> Generator:
    """One per process and project: its models are loaded once and serve every task of a worker."""
    made: Generator = plugins.load("locvid.generators", name)(PresetLibrary(project, presets))
    return made
