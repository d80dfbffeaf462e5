"""Finished films of two seconds, made once through the real writers, and ways to change them."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import PLUGIN, SCRIPT, TINY, InlineExecutor, Shell, verdict

from locvid import plugins
from locvid.model.media import VideoFormat
from locvid.model.performance import PerformancePrompt
from locvid.model.take import Take, WordSpan
from locvid.model.verdict import Outcome, Verdict
from locvid.presets.library import PresetLibrary
from locvid.report.base import Place
from locvid.report.films import FinishedFilm, read_film, read_films

CURVES = {"rate_hz": 25, "expected": "0 40 90 40 0", "seen": "0 35 80 - 0"}
SCRIPT_IN_ARABIC = (
    SCRIPT.replace("title: Two shots", 'title: "<b>Two</b> shots"')
    .replace("      fr: À demain.\n", "      fr: À demain.\n      ar: أراكم غدا.\n")
    .replace(
        "      fr: Bonjour à tous.\n", "      fr: Bonjour à tous.\n      ar: صباح الخير للجميع.\n"
    )
)


def speaking_generator() -> type:
    """The pattern generator, which also tells when the words are spoken."""
    from locvid_pattern import PatternGenerator

    class SpeakingGenerator(PatternGenerator):
        def __init__(self, library: PresetLibrary) -> None:
            super().__init__(library)
            self.name = "pattern"

        def perform(self, prompt: PerformancePrompt, video: VideoFormat, *more: Any) -> Take:
            take: Take = super().perform(prompt, video, *more)
            words = prompt.lines[0].text.split()
            step = take.sample_count // len(words)
            spans = tuple(
                WordSpan(word, 0, number * step, (number + 1) * step)
                for number, word in enumerate(words)
            )
            return Take(
                format=take.format,
                frame_count=take.frame_count,
                sample_count=take.sample_count,
                frames=take.frames,
                stems=take.stems,
                words=spans,
                provenance={
                    "lines": [{"voice": "someone", "borrowed": True}],
                    "own_sound": {"account": "the take's own sound hisses"},
                },
            )

    return SpeakingGenerator


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one script in three languages; do not change it: take ``out``."""
    import locvid.verify.film

    folder = tmp_path_factory.mktemp("rendered")
    profiles = folder / "presets" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "tiny.yaml").write_text(TINY)
    (folder / "film.yaml").write_text(SCRIPT_IN_ARABIC, encoding="utf-8")
    outcomes = iter((Outcome.PASS, Outcome.CANNOT_TELL, Outcome.PASS))

    def judged(*_: Any, **__: Any) -> Verdict:
        told = verdict(next(outcomes))
        told.details["curves"] = CURVES
        return told

    real: Callable[[str, str], Any] = plugins.load

    def load(group: str, name: str) -> Any:
        if group == "locvid.executors":
            return InlineExecutor
        return speaking_generator() if group == "locvid.generators" else real(group, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PLUGIN)
        patch.setattr(plugins, "load", load)
        patch.setattr(locvid.verify.film, "verify", judged)
        said = Shell(folder, folder / "cache").render(langs="fr,en,ar")
    assert "internal" not in said.err
    return folder / "out"


@pytest.fixture
def out(rendered: Path, tmp_path: Path) -> Path:
    """A copy of the films that a test may change."""
    return Path(shutil.copytree(rendered, tmp_path / "out"))


@pytest.fixture
def films(out: Path) -> tuple[FinishedFilm, ...]:
    return read_films([out])


@pytest.fixture
def place(tmp_path: Path, out: Path) -> Callable[..., Place]:
    def make(target: str | None = None, **variables: str) -> Place:
        return Place(tmp_path / target if target else None, out, io.StringIO(), variables)

    return make


@pytest.fixture
def edit() -> Callable[..., FinishedFilm]:
    """The film with its manifest changed on disk by a function."""

    def edited(film: FinishedFilm, change: Callable[[dict[str, Any]], object]) -> FinishedFilm:
        content = json.loads(film.manifest.read_text(encoding="utf-8"))
        change(content)
        film.manifest.write_text(json.dumps(content), encoding="utf-8")
        return read_film(film.manifest)

    return edited
