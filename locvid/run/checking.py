"""Checks any videos against a script, a text or captions: ``locvid check``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import ExitCode, InvalidInput, Location, LocvidError
from locvid.model.locale import Locale
from locvid.model.marking import Marks
from locvid.model.profile import Demands, Profile
from locvid.model.verdict import Gate, Outcome, Verdict
from locvid.presets.library import PresetLibrary
from locvid.run.direction import open_project
from locvid.run.planning import USUAL_ALIGNERS
from locvid.run.result import most_severe
from locvid.run.words import Source, words_for

if TYPE_CHECKING:
    from locvid.verify.traces import Traces


@dataclass(frozen=True, slots=True)
class Request:
    """What to check files against; see ``Source`` for the words.

    ``profile`` is None for that of the script, or the default one; ``folder`` is where a project's
    own presets are looked for where there is no script.
    """

    script: Path | None = None
    text: str = ""
    captions: Path | None = None
    tag: str = ""
    profile: str | None = None
    folder: Path = Path()
    aligners: tuple[str, ...] = USUAL_ALIGNERS
    recogniser: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its verdict, or the error that kept it from getting one.

    ``gate`` is what it was judged by, ``traces`` are what the verdict on lip-sync rests on, None
    where there is nothing to show. ``marks`` say where the file comes from; they judge nothing.
    """

    file: Path
    locale: Locale | None = None
    gate: Gate | None = None
    verdict: Verdict | None = None
    error: LocvidError | None = None
    traces: Traces | None = None
    marks: Marks | None = None

    @property
    def exit_code(self) -> ExitCode:
        """OK for a pass only."""
        if self.error is not None:
            return self.error.exit_code
        passed = self.verdict is not None and self.verdict.outcome is Outcome.PASS
        return ExitCode.OK if passed else ExitCode.GATE_FAILED


def check_files(
    files: Sequence[Path], request: Request, note: Callable[[str], None]
) -> Iterator[Checked]:
    """Check ``files`` one by one; what is wrong with one does not keep the others back.

    ``note`` takes what was assumed. Raises InvalidInput where the request itself is wrong: script,
    profile or aligner.
    """
    from locvid.presets.profiles import DEFAULT, profile
    from locvid.verify.hearing import load_aligners

    load_aligners(request.aligners)
    project = open_project(request.script, request.profile) if request.script else None
    library = project.library if project else PresetLibrary(request.folder)
    held_to = project.profile if project else profile(request.profile or DEFAULT, library)
    source = Source(library, project, request.text, request.captions, request.tag)
    for file in files:
        try:
            yield _check(file, source, request, held_to, library, note)
        except LocvidError as error:
            if error.where is None and str(file) not in error.message:
                error.where = Location(file)
            yield Checked(file, error=error)


def exit_code(checked: Sequence[Checked]) -> ExitCode:
    """The most severe of all files'."""
    return most_severe(each.exit_code for each in checked)


def _check(
    file: Path,
    source: Source,
    request: Request,
    profile: Profile,
    library: PresetLibrary,
    note: Callable[[str], None],
) -> Checked:
    from locvid.presets.markets import market_for
    from locvid.verify.film import ExpectedLine, verify
    from locvid.verify.marks import read_marks

    if file.is_dir():
        raise InvalidInput(
            "this is a folder", where=Location(file), hint="name the videos in it one by one"
        )
    if not file.is_file():
        raise InvalidInput(f"there is no video file {file}")
    words = words_for(file, source)
    for assumed in words.notes:
        note(assumed)
    traced: list[Traces] = []
    verdict = verify(
        file,
        [ExpectedLine(shot, text) for shot, text in words.lines],
        words.locale,
        profile.gate,
        request.aligners,
        demands=Demands.of(profile, market_for(words.locale, library)[0]),
        recogniser=request.recogniser,
        traced=traced.append,
    )
    shown = traced[0] if traced else None
    return Checked(file, words.locale, profile.gate, verdict, traces=shown, marks=read_marks(file))
