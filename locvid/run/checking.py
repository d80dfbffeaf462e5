"""Checks any videos against a script, a text or captions: ``locvid check``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from locvid.model.errors import ExitCode, InvalidInput, Location, LocvidError
from locvid.model.locale import Locale
from locvid.model.marking import Marks
from locvid.model.profile import Demands, Profile
from locvid.model.verdict import Gate, Outcome, Verdict
from locvid.model.word_files import NONE_NAMED, WordFiles
from locvid.presets.library import PresetLibrary
from locvid.run.direction import open_project, with_gate
from locvid.run.result import most_severe
from locvid.run.settings.model import USUAL_ALIGNERS
from locvid.run.words import Source, words_for

if TYPE_CHECKING:
    from locvid.media.tracks import SoundTrack
    from locvid.verify.traces import Traces


@dataclass(frozen=True, slots=True)
class Request:
    """What to check files against; see ``Source`` for the words.

    ``profile`` is None for that of the script, or the default one; ``folder`` is where a project's
    own presets are looked for where there is no script, ``presets`` another folder of presets.
    ``words`` are the glossary and the lexicon of a script that names none.
    ``gate`` replaces numbers of the profile's gate. ``track`` is the number, from 1, or the
    language of the sound track to check; empty for all there are. ``things`` also measures what
    passes and what is set down.
    """

    script: Path | None = None
    text: str = ""
    captions: Path | None = None
    tag: str = ""
    profile: str | None = None
    folder: Path = Path()
    aligners: tuple[str, ...] = USUAL_ALIGNERS
    recogniser: str = ""
    presets: Path | None = None
    words: WordFiles = NONE_NAMED
    gate: Mapping[str, float] = field(default_factory=dict)
    track: str = ""
    things: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """One file, or one sound track of several: a verdict, or the error that kept it from one.

    ``gate`` is what it was judged by, ``traces`` are what the verdict on lip-sync rests on, None
    where there is nothing to show. ``marks`` say where the file comes from; they judge nothing.
    ``track`` counts from 1; None where the file has but one.
    """

    file: Path
    locale: Locale | None = None
    gate: Gate | None = None
    verdict: Verdict | None = None
    error: LocvidError | None = None
    traces: Traces | None = None
    marks: Marks | None = None
    track: int | None = None

    @property
    def name(self) -> str:
        """The file, with the track where it has several."""
        return str(self.file) if self.track is None else f"{self.file}, track {self.track}"

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
    project = (
        open_project(
            request.script, request.profile, request.presets, request.gate, words=request.words
        )
        if request.script
        else None
    )
    library = project.library if project else PresetLibrary(request.folder, request.presets)
    held_to = (
        project.profile
        if project
        else with_gate(profile(request.profile or DEFAULT, library), request.gate)
    )
    source = Source(library, project, request.text, request.captions, request.tag)
    for file in files:
        try:
            tracks = _tracks(file, request)
        except LocvidError as error:
            yield _not_checked(file, None, error)
            continue
        for track in tracks:
            try:
                yield _check(file, track, source, request, held_to, note)
            except LocvidError as error:
                yield _not_checked(file, track, error)


def exit_code(checked: Sequence[Checked]) -> ExitCode:
    """The most severe of all files'."""
    return most_severe(each.exit_code for each in checked)


def _not_checked(file: Path, track: SoundTrack | None, error: LocvidError) -> Checked:
    if error.where is None and str(file) not in error.message:
        error.where = Location(file)
    return Checked(file, error=error, track=track.number if track else None)


def _tracks(file: Path, request: Request) -> tuple[SoundTrack | None, ...]:
    """The sound tracks to check; one None for a file that has but one, or none."""
    from locvid.media.tracks import sound_tracks

    if file.is_dir():
        raise InvalidInput(
            "this is a folder", where=Location(file), hint="name the videos in it one by one"
        )
    if not file.is_file():
        raise InvalidInput(f"there is no video file {file}")
    try:
        there = sound_tracks(file)
    except InvalidInput:
        # Verification says more of what is wrong with it.
        there = ()
    if len(there) < 2 and not request.track:
        return (None,)
    wanted = request.track or request.tag
    chosen = tuple(track for track in there if not wanted or _is_meant(track, wanted))
    if not chosen:
        known = ", ".join(f"{each.number} ({each.language or 'und'})" for each in there)
        raise InvalidInput(
            f"there is no sound track '{wanted}' in the file",
            where=Location(file),
            hint=f"--track takes the number or the language of one of these: {known or 'none'}",
        )
    return chosen if len(there) > 1 else (None,)


def _is_meant(track: SoundTrack, wanted: str) -> bool:
    from locvid.phonetics.tags import canonical

    if wanted.isdecimal():
        return track.number == int(wanted)
    language, own = canonical(wanted), canonical(track.language)
    return bool(language and own) and str(language).split("-")[0] == str(own).split("-")[0]


def _check(
    file: Path,
    track: SoundTrack | None,
    source: Source,
    request: Request,
    profile: Profile,
    note: Callable[[str], None],
) -> Checked:
    """Check one sound track; verification looks at the first one of a file."""
    from locvid.media.tracks import alone

    if track is None:
        return _check_first(file, file, source, request, profile, note)
    tag = source.tag or track.language
    own = replace(source, tag="" if tag == "und" else tag)
    with alone(file, track) as copy:
        try:
            checked = _check_first(copy, file, own, request, profile, note)
        except LocvidError as error:
            # The copy is gone when this is read.
            error.message = error.message.replace(str(copy), str(file))
            if error.where is not None and error.where.file == copy:
                error.where = Location(file, error.where.line)
            raise
    return replace(checked, track=track.number)


def _check_first(
    file: Path,
    told: Path,
    source: Source,
    request: Request,
    profile: Profile,
    note: Callable[[str], None],
) -> Checked:
    """Check ``file``, which goes by the name ``told``."""
    from locvid.presets.markets import market_for
    from locvid.verify.film import verify
    from locvid.verify.marks import read_marks

    words = words_for(file, source, told)
    for assumed in words.notes:
        note(assumed.replace(str(file), str(told)))
    traced: list[Traces] = []
    verdict = verify(
        file,
        words.lines,
        words.locale,
        profile.gate,
        request.aligners,
        demands=Demands.of(profile, market_for(words.locale, source.library)[0]),
        recogniser=request.recogniser,
        traced=traced.append,
        with_things=request.things,
    )
    shown = traced[0] if traced else None
    return Checked(told, words.locale, profile.gate, verdict, traces=shown, marks=read_marks(told))
