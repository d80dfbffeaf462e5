"""The work that is sent to other processes: perform a shot, assemble a film, verify it.

Importing this is light; each task imports its step when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from locvid.generate.base import (
    DEFAULTS,
    Accompanying,
    Generator,
    GivenSound,
    Props,
    Scoring,
    Settings,
    Stretch,
)
from locvid.generate.opening import open_able
from locvid.model.locale import Locale
from locvid.model.marking import USUAL_MARKING, Marking
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Demands, Profile
from locvid.model.verdict import ExpectedLine, Gate, Verdict
from locvid.presets.library import PresetLibrary
from locvid.run.direction import writer
from locvid.run.execute.base import Report
from locvid.run.keys import plain
from locvid.run.plan import PlannedScore
from locvid.run.store import Store

if TYPE_CHECKING:
    from locvid.model.deliverable import Deliverable, ShotFiles
    from locvid.model.screen import Lettering
    from locvid.model.take import Samples


@dataclass(frozen=True, slots=True)
class PerformShot:
    """Let a generator perform one prompt and put the result into the store under ``key``.

    ``project`` is the folder whose ``presets`` hold beside the packaged ones, and ``presets``
    another folder of presets. ``sound_from`` names a generator whose sound is kept; ``before`` is
    the folder of the shot it goes on from.
    """

    label: str
    generator: str
    settings: Settings
    sound_from: str | None
    project: Path
    prompt: PerformancePrompt
    profile: Profile
    store: Path
    key: str
    before: Path | None = None
    presets: Path | None = None

    def run(self, report: Report) -> Performed:
        """Perform it and write it to the store, unless somebody else has done so meanwhile."""
        from locvid.deliver.shot import read_shot, write_shot

        made = Store(self.store).find(self.key)
        if made is not None:
            # Another run's, or this one's before its machine was lost.
            kept = read_shot(made)
            return self._performed(kept.frame_count, kept.provenance)
        generator = _generator(self.generator, self.project, self.settings, self.presets)
        begun = 0.0

        def begin(share: float) -> None:
            nonlocal begun
            begun = _BEFORE_THE_FIRST_FRAME
            report(begun * share)

        before = read_shot(self.before) if self.before is not None else None
        props = Props(
            write=writer(generator.capabilities().dialect),
            project=self.project,
            sound=self._given_sound(),
            before=before.picture if before is not None else None,
            before_sound=tuple(before.stems.values()) if before is not None else (),
            report=begin,
        )
        take = generator.perform(self.prompt, self.profile.video, props)
        with Store(self.store).writing(self.key) as folder:
            write_shot(
                take,
                self.prompt,
                self.profile,
                folder,
                lambda done: report(begun + (1 - begun) * done / take.frame_count),
            )
        return self._performed(take.frame_count, take.provenance)

    def _performed(self, frames: int, provenance: Mapping[str, object]) -> Performed:
        notes = provenance.get("notes")
        return Performed(
            seconds=float(frames / self.profile.video.fps),
            notes=tuple(map(str, notes)) if isinstance(notes, list | tuple) else (),
        )

    def _given_sound(self) -> GivenSound | None:
        """The sound of the generator that speaks; its picture is never drawn."""
        if self.sound_from is None:
            return None
        speaker = _generator(self.sound_from, self.project, DEFAULTS, self.presets)
        take = speaker.perform(self.prompt, self.profile.video)
        return GivenSound(take.stems, take.words, take.frame_count, take.provenance)


@dataclass(frozen=True, slots=True)
class Performed:
    """A shot in the store: its length in seconds, and what the user should know of its making."""

    seconds: float
    notes: tuple[str, ...] = ()


_BEFORE_THE_FIRST_FRAME = 0.9
"""Share of the work of a generator that makes all of a shot before its first frame is drawn."""


@dataclass(frozen=True, slots=True)
class AssembleFilm:
    """Join the shots in ``folders`` into a film at ``destination`` (a path without suffix).

    ``manifest`` is what the film's manifest says beside the delivery itself and the shots'
    provenance. ``earlier`` is how many samples the sound is moved against the picture. Where
    there is a ``score``, its generator plays it. ``sound`` names a generator whose sound takes the
    place of what will not do in the shots, of ``prompts``; empty for none. ``project`` and
    ``presets`` say how captions look that are burned in. ``lines`` are (shot, text) in spoken
    order: in shots whose generator does not know when they are said, the first of ``aligners``
    finds it.
    """

    beside: ClassVar[bool] = True

    label: str
    folders: tuple[Path, ...]
    lines: tuple[tuple[str, str], ...]
    aligners: tuple[str, ...]
    title: str
    source_tag: str
    locale: Locale
    profile: Profile
    destination: Path
    manifest: Mapping[str, Any]
    stems: bool
    earlier: int = 0
    score: PlannedScore | None = None
    sound: str = ""
    prompts: tuple[PerformancePrompt, ...] = ()
    settings: Settings = DEFAULTS
    project: Path = Path()
    presets: Path | None = None
    marking: Marking = USUAL_MARKING

    def run(self, report: Report) -> Assembled:
        """Returns the finished files; their manifest does not hold a verdict yet."""
        from locvid.deliver.shot import read_shot
        from locvid.run.word_times import with_words

        shots = tuple(read_shot(folder) for folder in self.folders)
        shots = with_words(shots, self.lines, self.locale, self.aligners)
        if not self.sound:
            return self._assembled(shots, (), self.score is not None, 0.0)
        from locvid.deliver.placing import workshop
        from locvid.run.sounding import sounded

        other = _generator(self.sound, self.project, DEFAULTS, self.presets)
        assert isinstance(other, Accompanying)
        with workshop(self.destination.with_name(f"{self.destination.name}.sound")) as folder:
            made = sounded(shots, self.prompts, self.profile, other, self.sound, folder)
            played = self.score is not None and (self.score.always or made.changed)
            return self._assembled(made.shots, made.notes, played, made.moved_db)

    def _assembled(
        self, shots: Sequence[ShotFiles], notes: tuple[str, ...], played: bool, louder_db: float
    ) -> Assembled:
        from locvid.deliver.film import assemble

        described = [
            {**shot, "provenance": plain(files.provenance)}
            for shot, files in zip(self.manifest["shots"], shots, strict=True)
        ]
        score = {} if played else {"score": None}
        made = assemble(
            shots,
            title=self.title,
            locale=self.locale,
            source_tag=self.source_tag,
            profile=self.profile,
            destination=self.destination,
            manifest={**self.manifest, **score, "shots": described},
            write_stems=self.stems,
            earlier=self.earlier,
            score=self._music(shots, louder_db) if played else None,
            lettering=self._lettering(),
            marking=self.marking,
        )
        return Assembled(made, notes)

    def _music(self, shots: Sequence[ShotFiles], louder_db: float) -> Iterator[Samples]:
        """The score from the first sample to the last, ``louder_db`` above its usual level."""
        from locvid.deliver.sound import spans

        assert self.score is not None
        settings = DEFAULTS if self.sound else self.settings
        generator = _generator(self.score.generator, self.project, settings, self.presets)
        assert isinstance(generator, Scoring)
        placed = spans(shots, self.profile.video)
        stretches = [
            Stretch(span.start, span.end, emotion)
            for span, emotion in zip(placed, self.score.emotions, strict=True)
        ]
        speech = [
            (span.start + word.start, span.start + word.end)
            for span in placed
            for word in span.shot.words
        ]
        music = generator.score(stretches, speech, self.score.seed)
        if not louder_db:
            return music
        factor = 10 ** (louder_db / 20)
        return (block * factor for block in music)

    def _lettering(self) -> Lettering | None:
        if not self.profile.burn_captions:
            return None
        from locvid.presets.screens import lettering

        return lettering(self.profile.video, PresetLibrary(self.project, self.presets))


@dataclass(frozen=True, slots=True)
class Assembled:
    """A film that is not verified yet, and what the user should know of its making."""

    deliverable: Deliverable
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifyFilm:
    """Measure a finished film as a stranger would; ``lines`` are in spoken order."""

    beside: ClassVar[bool] = True

    label: str
    film: Path
    lines: tuple[ExpectedLine, ...]
    locale: Locale
    gate: Gate
    demands: Demands
    aligners: tuple[str, ...]
    recogniser: str

    def run(self, report: Report) -> Verdict:
        """Returns the verdict."""
        from locvid.verify.film import verify

        return verify(
            self.film,
            self.lines,
            self.locale,
            self.gate,
            self.aligners,
            progress=report,
            demands=self.demands,
            recogniser=self.recogniser,
        )


_OPENED: dict[tuple[str, Path, Settings, Path | None], Generator] = {}


def _generator(name: str, project: Path, settings: Settings, presets: Path | None) -> Generator:
    """One per process and project: its models are loaded once and serve every task of a worker."""
    key = (name, project, settings, presets)
    if key not in _OPENED:
        _OPENED[key] = open_able(name, PresetLibrary(project, presets), settings)
    return _OPENED[key]
