"""Puts what translators did into the script that it belongs to."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.localize.exchange.base import Batch, State, Unit
from locvid.localize.exchange.files import read_batch
from locvid.localize.locales import resolve
from locvid.localize.named import named_glossary
from locvid.localize.review import ReviewBook, fingerprint, source_text
from locvid.localize.text import caption
from locvid.model.errors import InvalidInput, Location
from locvid.model.word_files import NONE_NAMED, WordFiles
from locvid.phonetics import tags
from locvid.phonetics.pieces import bad_mark, unmarked
from locvid.run.translation import captions_of, lines_of, own_key, target_tag
from locvid.script.edit import Wording
from locvid.script.form import MAX_LINE_CHARS
from locvid.typeset.columns import width

FOLDERS_ABOVE = 3
"""How far up from a translation its script is looked for."""


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


def import_files(
    files: Sequence[Path], script: Path | None = None, named: WordFiles = NONE_NAMED
) -> tuple[Imported, ...]:
    """Put translations into their scripts. Nothing is written unless every file is right.

    ``named`` are the glossary and the lexicon of the project.

    Raises InvalidInput, which tells every problem of the first file that has some.
    """
    from locvid.media.atomic import replacing
    from locvid.script.edit import with_texts

    jobs: dict[Path, _Import] = {}
    results = []
    for file in files:
        batch = read_batch(file)
        target = script or _find_script(batch.script, file)
        job = jobs.setdefault(target.absolute(), _Import(target, named))
        results.append(job.take(batch, file))
    texts = {job.path: with_texts(job.path, job.texts) for job in jobs.values() if job.texts}
    # The book first: a text that is in the script without it would pass for a reviewed one.
    for job in jobs.values():
        if job.book.pairs:
            job.book.save(job.path)
    for path, text in texts.items():
        # A link stays one.
        with replacing(path.resolve() if path.is_symlink() else path) as temporary:
            temporary.write_bytes(text.encode())
    return tuple(results)


class _Import:
    """Gathers what goes into one script."""

    def __init__(self, path: Path, named: WordFiles) -> None:
        from locvid.script.reading import read_script

        self.path = path
        self.script = read_script(path)
        self.book = ReviewBook.beside(path)
        self.texts: dict[tuple[int, int], dict[str, Wording]] = {}
        self._glossary = named_glossary(self.script, named)
        self._source = resolve(self.script.source)[0]
        self._lines = {id_: (place, line) for id_, place, line in lines_of(self.script)}
        self._captions = {id_: (place, line) for id_, place, line in captions_of(self.script)}
        self._from: dict[str, Path] = {}

    def take(self, batch: Batch, file: Path) -> Imported:
        problems = Problems(file)
        if tags.canonical(batch.target) is None:
            meant = tags.suggested(batch.target)
            hint = f"did you mean '{meant}'?" if meant else "write a BCP-47 tag such as fr-CA"
            problems.add(f"there is no language '{shown(batch.target)}'", 1, hint)
            problems.raise_any()
        tag = target_tag(batch.target, self.script)
        if tag in self._from:
            problems.add(f"{self._from[tag]} translates into '{tag}' too", 1, "import one of them")
        self._from[tag] = file
        result = Imported(file, self.path, tag)
        seen: dict[str, int] = {}
        for unit in batch.units:
            at = unit.line or 1
            if unit.id in seen:
                problems.add(f"'{shown(unit.id)}' stands twice, first in line {seen[unit.id]}", at)
            elif unit.id not in self._lines and unit.id not in self._captions:
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
        place, line = (self._captions if unit.id in self._captions else self._lines)[unit.id]
        key = own_key(line, tag) or tag
        if unit.id in self._captions:
            key = self._key_of_text(place, tag, key)
            self._check_caption(unit, words, place, key, at, problems)
            if len(problems) > before:
                return
        if caption(line.text.get(key, "")) == words:
            result.unchanged += 1
        else:
            part = "caption" if unit.id in self._captions else "text"
            held = self.texts.setdefault(place, {})
            held[key] = replace(held.get(key, Wording()), **{part: words})
            result.changed += 1
        self.book.record(key, unit.source, words, unit.state)
        now = source_text(line, self._source)
        where = Location(result.file, at)
        if fingerprint(now) != fingerprint(unit.source):
            result.warnings.append(
                f"{where}: the source of '{unit.id}' has changed since it was sent: "
                "its translation needs review"
            )
        shown_words = unmarked(words)
        if unit.budget and len(shown_words) > unit.budget.characters:
            result.warnings.append(
                f"{where}: '{unit.id}' has {len(shown_words)} characters; "
                f"its captions hold {unit.budget.characters}"
            )

    def _key_of_text(self, place: tuple[int, int], tag: str, key: str) -> str:
        """A caption stands beside the text that it condenses, under the same key."""
        text = self.script.shots[place[0]].lines[place[1]]
        return own_key(text, tag) or key

    def _check_caption(
        self,
        unit: Unit,
        words: str,
        place: tuple[int, int],
        key: str,
        at: int,
        problems: Problems,
    ) -> None:
        new = self.texts.get(place, {}).get(key, Wording()).text
        text = new or self.script.shots[place[0]].lines[place[1]].text.get(key, "")
        if not text:
            problems.add(f"'{unit.id}' condenses a text that is not translated", at)
        elif width(unmarked(words)) > width(unmarked(text)):
            problems.add(
                f"'{unit.id}' is longer than the text that it condenses",
                at,
                "shorten it",
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
        if bad := bad_mark(words):
            problems.add(f"[{tag}] '{unit.id}': {bad.message}", at, bad.hint)
            return
        for broken in self._glossary.broken(unmarked(unit.source), unmarked(words), tag):
            problems.add(f"[{tag}] '{unit.id}': {broken.message}", at, broken.hint)


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
