"""Sends a script to translators and puts their work back into it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import langcodes

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.localize.exchange.base import Batch, Budget, State, Unit, protected_in
from locvid.localize.exchange.files import exchange, read_batch
from locvid.localize.glossary.base import Glossary
from locvid.localize.glossary.files import glossary_beside
from locvid.localize.locales import resolve
from locvid.localize.review import ReviewBook, fingerprint, source_text
from locvid.localize.text import caption
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale, Market
from locvid.model.performance import SpokenLine
from locvid.model.profile import Profile
from locvid.model.script import Line, Script
from locvid.phonetics import syllables, tags
from locvid.run.direction import Project, open_project, prompts_for
from locvid.script.form import MAX_LINE_CHARS

FOLDERS_ABOVE = 3
"""How far up from a translation its script is looked for."""


def export(path: Path, wanted: Sequence[str], format_name: str, out: Path) -> tuple[Path, ...]:
    """Write one file per language into ``out``; returns the files.

    Pairs of source and translation that the script holds are noted in its book, so that a later
    change of the source is noticed. Raises InvalidInput.
    """
    from locvid.media.atomic import replacing

    format_ = exchange(format_name)
    project = open_project(path)
    book, glossary = ReviewBook.beside(path), glossary_beside(path, project.script.source)
    languages = tuple(dict.fromkeys(_tag(each, project.script) for each in wanted))
    book.add(_held(project.script, languages))
    files = {
        out / f"{project.script.name}.{tag}{format_.suffix}": _batch(
            project, path, tag, book, glossary
        )
        for tag in languages
    }
    for file, batch in files.items():
        data = format_.write(batch)
        with replacing(file) as temporary:
            temporary.write_bytes(data)
    if book.pairs:
        book.save(path)
    return tuple(files)


@dataclass(slots=True)
class Imported:
    """What one file brought: lines by what became of them, and what to look at."""

    file: Path
    script: Path
    tag: str
    changed: int = 0
    unchanged: int = 0
    untranslated: int = 0
    warnings: list[str] = field(default_factory=list)


def import_files(files: Sequence[Path], script: Path | None = None) -> tuple[Imported, ...]:
    """Put translations into their scripts. Nothing is written unless every file is right.

    Raises InvalidInput, which tells every problem of the first file that has some.
    """
    from locvid.media.atomic import replacing
    from locvid.script.edit import with_texts

    jobs: dict[Path, _Import] = {}
    results = []
    for file in files:
        batch = read_batch(file)
        target = script or _find_script(batch.script, file)
        job = jobs.setdefault(target.absolute(), _Import(target))
        results.append(job.take(batch, file))
    texts = {job.path: with_texts(job.path, job.texts) for job in jobs.values() if job.texts}
    for path, text in texts.items():
        with replacing(path) as temporary:
            temporary.write_bytes(text.encode())
    for job in jobs.values():
        if job.book.pairs:
            job.book.save(job.path)
    return tuple(results)


class _Import:
    """Gathers what goes into one script."""

    def __init__(self, path: Path) -> None:
        from locvid.script.reading import read_script

        self.path = path
        self.script = read_script(path)
        self.book = ReviewBook.beside(path)
        self.texts: dict[tuple[int, int], dict[str, str]] = {}
        self._glossary = glossary_beside(path, self.script.source)
        self._source = resolve(self.script.source)[0]
        self._lines = {id_: (place, line) for id_, place, line in lines_of(self.script)}
        self._from: dict[str, Path] = {}

    def take(self, batch: Batch, file: Path) -> Imported:
        problems = Problems(file)
        if tags.canonical(batch.target) is None:
            meant = tags.suggested(batch.target)
            hint = f"did you mean '{meant}'?" if meant else "write a BCP-47 tag such as fr-CA"
            problems.add(f"there is no language '{shown(batch.target)}'", 1, hint)
            problems.raise_any()
        tag = _tag(batch.target, self.script)
        if tag in self._from:
            problems.add(f"{self._from[tag]} translates into '{tag}' too", 1, "import one of them")
        self._from[tag] = file
        result = Imported(file, self.path, tag)
        seen: dict[str, int] = {}
        for unit in batch.units:
            at = unit.line or 1
            if unit.id in seen:
                problems.add(f"'{shown(unit.id)}' stands twice, first in line {seen[unit.id]}", at)
            elif unit.id not in self._lines:
                message = f"the script has no line '{shown(unit.id)}'"
                problems.add(message, at, did_you_mean(unit.id, self._lines))
            else:
                self._take_unit(unit, tag, result, problems)
            seen.setdefault(unit.id, at)
        problems.raise_any()
        return result

    def _take_unit(self, unit: Unit, tag: str, result: Imported, problems: Problems) -> None:
        at = unit.line or 1
        words = caption(unit.target)
        if not words or unit.state is State.NEW:
            result.untranslated += 1
            return
        before = len(problems)
        self._check(unit, words, tag, at, problems)
        if len(problems) > before:
            return
        place, line = self._lines[unit.id]
        key = _own(line, tag) or tag
        if caption(line.text.get(key, "")) == words:
            result.unchanged += 1
        else:
            self.texts.setdefault(place, {})[key] = words
            result.changed += 1
        self.book.record(key, unit.source, words, unit.state)
        now = source_text(line, self._source)
        where = Location(result.file, at)
        if fingerprint(now) != fingerprint(unit.source):
            result.warnings.append(
                f"{where}: the source of '{unit.id}' has changed since it was sent: "
                "its translation needs review"
            )
        if unit.budget and len(words) > unit.budget.characters:
            result.warnings.append(
                f"{where}: '{unit.id}' has {len(words)} characters; "
                f"its captions hold {unit.budget.characters}"
            )

    def _check(self, unit: Unit, words: str, tag: str, at: int, problems: Problems) -> None:
        if len(words) > MAX_LINE_CHARS:
            problems.add(
                f"'{unit.id}' has {len(words)} characters; at most {MAX_LINE_CHARS} are allowed", at
            )
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in words):
            problems.add(f"'{unit.id}' contains a control character", at)
        if not any(unicodedata.category(char)[0] in "LN" for char in words):
            problems.add(f"'{unit.id}' has nothing to say: '{shown(words)}'", at)
        for broken in self._glossary.broken(unit.source, words, tag):
            problems.add(f"[{tag}] '{unit.id}': {broken.message}", at, broken.hint)


def lines_of(script: Script) -> Iterator[tuple[str, tuple[int, int], Line]]:
    """(id, (index of shot, index of line), line) of every line; ids are ``SHOT/NUMBER``."""
    for number, shot in enumerate(script.shots):
        for index, line in enumerate(shot.lines):
            yield f"{shot.id}/{index + 1}", (number, index), line


def _held(script: Script, languages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(tag, source, translation) of every translation that the script has."""
    source = resolve(script.source)[0]
    for _, _, line in lines_of(script):
        for tag in languages:
            own = _own(line, tag)
            if own is not None:
                yield own, source_text(line, source), line.text[own]


def _batch(project: Project, path: Path, tag: str, book: ReviewBook, glossary: Glossary) -> Batch:
    script = project.script
    source, target = resolve(script.source)[0], resolve(tag)[0]
    spoken = [line for prompt in prompts_for(project, source, 0)[0] for line in prompt.lines]
    units = []
    for (id_, (shot, _), line), said in zip(lines_of(script), spoken, strict=True):
        words = caption(source_text(line, source))
        own = _own(line, tag)
        text = caption(line.text[own]) if own else ""
        seen = script.shots[shot]
        units.append(
            Unit(
                id=id_,
                source=words,
                target=text,
                state=book.state(own, words, text) if own else State.NEW,
                speaker=line.speaker,
                context=f"{seen.setting}, {seen.camera.framing}, {line.delivery.emotion}",
                budget=_budget(said, source, target, project),
                protected=protected_in(words, glossary.kept()),
            )
        )
    return Batch(path.name, tags.canonical(script.source) or script.source, tag, tuple(units))


def _budget(line: SpokenLine, source: Locale, target: Locale, project: Project) -> Budget:
    """What the source takes at its natural pace, in syllables of the target's market."""
    from locvid.direct.duration import estimate
    from locvid.presets.markets import market_for

    market: Market = market_for(source, project.library)[0]
    theirs: Market = market_for(target, project.library)[0]
    seconds = estimate((line,), source, market).natural_s
    speech_s = syllables.count(line.text, source) / (market.syllables_per_second * line.rate)
    natural = speech_s * theirs.syllables_per_second * line.rate
    return Budget(
        seconds=seconds,
        syllables=round(natural),
        most_syllables=math.floor(natural * theirs.pace_band[1]),
        characters=_caption_room(seconds, project.profile),
    )


def _caption_room(seconds: float, profile: Profile) -> int:
    """Characters that the captions of the profile hold in the time; wide ones count twice there."""
    captions = math.ceil(seconds / profile.caption_seconds)
    return captions * profile.caption_lines * profile.caption_chars


def _tag(written: str, script: Script) -> str:
    """The canonical tag; raises InvalidInput where there is none, or it is the source's own."""
    resolve(written)
    tag = tags.canonical(written.strip()) or written
    if _same(tag, script.source):
        raise InvalidInput(
            f"'{written}' is the language that the script is written in", script.location
        )
    return tag


def _own(line: Line, tag: str) -> str | None:
    """The key of the text in ``tag``, as the script spells it: fr serves fr-FR, but not fr-CA."""
    same = [own for own in line.text if _same(own, tag)]
    return min(same, key=lambda own: tags.canonical(own) != tag, default=None)


def _same(one: str, other: str) -> bool:
    """Whether two tags mean one market; a language alone means its likeliest (CLDR)."""
    return bool(_full(one) == _full(other))


@lru_cache(maxsize=512)
def _full(tag: str) -> langcodes.Language:
    return langcodes.Language.get(tags.canonical(tag) or tag).maximize()


def _find_script(name: str, file: Path) -> Path:
    """The script that a file of translations names: beside it, or in a folder above."""
    plain = Path(name.replace("\\", "/")).name
    # As the user wrote it where that goes far enough, for messages.
    folders = (*file.parents[:FOLDERS_ABOVE], *file.absolute().parents[:FOLDERS_ABOVE])
    found = next((folder / plain for folder in folders if (folder / plain).is_file()), None)
    if found is None:
        raise InvalidInput(
            f"its script '{shown(plain)}' is neither beside it nor in a folder above",
            Location(file),
            hint="name it with --script",
        )
    return found
