"""A glossary and what it asks of a text.

To add a format: one file here, one entry point in locvid.glossaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import langcodes

from locvid.documents.problems import Problems
from locvid.localize.exchange.base import whole
from locvid.model.errors import Location
from locvid.phonetics import tags


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in its source forms, the first the usual one, and how other languages say it.

    ``kept`` terms stay as they are, letter for letter. ``said`` maps a canonical tag to the forms
    that are right there: the first is the usual one, the others are its inflections.
    """

    forms: tuple[str, ...]
    kept: bool
    said: Mapping[str, tuple[str, ...]]
    location: Location


@dataclass(frozen=True, slots=True)
class Broken:
    """What a text does against the glossary: the sentence names the term and its entry."""

    message: str
    hint: str


class GlossaryFormat(Protocol):
    """Reads one file format into entries."""

    suffixes: tuple[str, ...]
    """Lower-case file suffixes with the dot."""

    def read(self, path: Path, source: str, problems: Problems) -> list[Entry]:
        """The entries whose terms are in the language ``source``; notes what is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a project."""

    entries: tuple[Entry, ...] = field(default=())

    def kept(self) -> tuple[str, ...]:
        """All forms of the terms that stay as they are."""
        return tuple(form for entry in self.entries if entry.kept for form in entry.forms)

    def broken(self, source: str, text: str, tag: str) -> Iterator[Broken]:
        """Where ``text`` in ``tag`` does not say a term of ``source`` as the glossary wants it."""
        for entry in self.entries:
            wanted = _wanted(entry, tag)
            if not wanted or not _says(source, entry.forms, exactly=entry.kept):
                continue
            if not _says(text, wanted, exactly=entry.kept):
                term, first = entry.forms[0], wanted[0]
                if entry.kept:
                    yield Broken(
                        f"'{term}' must stay as it is ({entry.location})", f"write {first}"
                    )
                else:
                    allowed = " or ".join(f"'{form}'" for form in wanted[:4])
                    yield Broken(
                        f"'{term}' must be said '{first}' ({entry.location})", f"write {allowed}"
                    )


def check_entries(entries: list[Entry], problems: Problems) -> None:
    """Note entries that contradict each other, naming the lines of both."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for form in entry.forms:
            other = first.setdefault(_folded(form), entry)
            if other is not entry:
                _compare(form, other, entry, problems)


def _compare(form: str, one: Entry, other: Entry, problems: Problems) -> None:
    line, before = other.location.line or 1, one.location.line
    if one.kept != other.kept:
        stays, said = (before, line) if one.kept else (line, before)
        problems.add(
            f"'{form}' stays as it is in line {stays} but is translated in line {said}", line
        )
    for tag, forms in other.said.items():
        theirs = one.said.get(tag)
        if theirs and _folded(theirs[0]) != _folded(forms[0]):
            problems.add(
                f"'{form}' is '{theirs[0]}' in '{tag}' in line {before} "
                f"but '{forms[0]}' in line {line}",
                line,
            )


def _wanted(entry: Entry, tag: str) -> tuple[str, ...]:
    """The forms that are right in ``tag``: those of the nearest tag of its language."""
    language = langcodes.Language.get(tag).language
    near = [own for own in entry.said if langcodes.Language.get(own).language == language]
    said = entry.said[min(near, key=lambda own: _distance(own, tag))] if near else ()
    return entry.forms + said if entry.kept else said


def _distance(own: str, tag: str) -> tuple[bool, bool, int]:
    return own != tag, "-" in own, langcodes.tag_distance(tag, own)


def _says(text: str, forms: tuple[str, ...], exactly: bool) -> bool:
    text = unicodedata.normalize("NFC", text) if exactly else _folded(text)
    return any(_pattern(form if exactly else _folded(form)).search(text) for form in forms)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(whole(unicodedata.normalize("NFC", form)))


def _folded(text: str) -> str:
    # Apostrophes are typed in two ways; a term is the same with both.
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


def canonical_forms(written: str) -> tuple[str, ...]:
    """The forms in ``natif du cloud|native du cloud``."""
    forms = (" ".join(unicodedata.normalize("NFC", form).split()) for form in written.split("|"))
    return tuple(dict.fromkeys(form for form in forms if form))


def canonical_tag(written: str) -> str | None:
    """The canonical spelling of a tag, or None."""
    return tags.canonical(written.strip())
