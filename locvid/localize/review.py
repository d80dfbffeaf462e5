"""Remembers what every translation was made from, so that a changed source is noticed.

The book is a JSON file beside the script, ``film.translations.json``, to be kept with it. It
holds fingerprints of pairs of texts, not of places: lines may move, and a translation that was
edited by hand counts as looked at. Export, import and translating write it, and every plan notes
the pairs that it finds for the first time.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from locvid.documents.source import read_text
from locvid.localize.exchange.base import State
from locvid.localize.text import caption, text_tag
from locvid.media.atomic import write_json
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedScript
from locvid.model.script import Line
from locvid.phonetics import tags

VERSION = 1


@dataclass(slots=True)
class ReviewBook:
    """(tag, fingerprint of the translation) to the fingerprints of its sources, with the state.

    ``machines`` says of a pair (tag, translation, source) which engine made it, ``lines`` in how
    many lines it stood where that is more than one.
    """

    pairs: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    machines: dict[tuple[str, str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @classmethod
    def beside(cls, script: Path) -> ReviewBook:
        """The book of a script; an empty one where there is none yet."""
        path = book_path(script)
        if not path.exists():
            return cls()
        book = cls()
        try:
            held = json.loads(read_text(path))
            if held["version"] != VERSION:
                raise ValueError
            for pair in held["pairs"]:
                sources = book.pairs.setdefault((str(pair["locale"]), str(pair["text"])), {})
                sources[str(pair["source"])] = State(pair["state"]).value
                key = str(pair["locale"]), str(pair["text"]), str(pair["source"])
                if by := str(pair.get("by", "")):
                    book.machines[key] = by
                if (lines := int(pair.get("lines", 1))) > 1:
                    book.lines[key] = lines
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InvalidInput(
                f"'{path.name}' is not a book of translations that can be read",
                Location(path),
                hint="take it from version control, or delete it and export again",
            ) from error
        return book

    def record(self, tag: str, source: str, text: str, state: State, by: str = "") -> None:
        """Note that ``text`` says in ``tag`` what ``source`` says, and how far it is.

        ``by`` is the engine that made it, empty for a person.
        """
        key = _canonical(tag), fingerprint(text)
        self.pairs.setdefault(key, {})[fingerprint(source)] = state.value
        self.machines.pop((*key, fingerprint(source)), None)
        if by:
            self.machines[(*key, fingerprint(source))] = by

    def add(self, held: Iterable[tuple[str, str, str]]) -> None:
        """Note (tag, source, text) that a script holds, where the translation is not known yet.

        One that is known, but with another source, was made from that one.
        """
        known = set(self.pairs)
        for tag, source, text in held:
            if (_canonical(tag), fingerprint(text)) not in known:
                self.record(tag, source, text, State.TRANSLATED)

    def state(self, tag: str, source: str, text: str) -> State:
        """How far ``text`` is as a translation of ``source`` as it stands now."""
        sources = self.pairs.get((_canonical(tag), fingerprint(text)))
        if sources is None:
            return State.TRANSLATED
        return State(sources.get(fingerprint(source), State.NEEDS_REVIEW))

    def machine(self, tag: str, source: str, text: str) -> str:
        """The engine that made ``text`` from ``source``; empty for a person's work."""
        return self.machines.get((_canonical(tag), fingerprint(text), fingerprint(source)), "")

    def content(self) -> list[dict[str, object]]:
        """All pairs, in an order that keeps differences small."""
        return [
            {"locale": tag, "text": text, "source": source, "state": state}
            | self._more((tag, text, source))
            for (tag, text), sources in sorted(self.pairs.items())
            for source, state in sorted(sources.items())
        ]

    def save(self, script: Path) -> None:
        """Write the book beside ``script``."""
        write_json(book_path(script), {"version": VERSION, "pairs": self.content()})

    def _more(self, key: tuple[str, str, str]) -> dict[str, object]:
        by, lines = self.machines.get(key, ""), self.lines.get(key, 1)
        return ({"by": by} if by else {}) | ({"lines": lines} if lines > 1 else {})


def book_path(script: Path) -> Path:
    """Where the book of ``script`` is."""
    return script.with_name(f"{script.stem}.translations.json")


@lru_cache(maxsize=65536)
def fingerprint(text: str) -> str:
    """16 hexadecimal digits of a text as captions show it: white space makes no difference."""
    return hashlib.sha256(caption(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Stale:
    """A line whose words need review; ``machine`` is the engine that made them, if one did."""

    line: Line
    machine: str = ""


def stale_lines(words: LocalizedScript, source: Locale, book: ReviewBook) -> Iterator[Stale]:
    """Lines whose words were made from a source that has changed since, or need review."""
    # Nothing has changed since then where nothing was noted.
    return _stale(tuple(_held(words, source)) if book.pairs else (), book)


def _stale(held: Sequence[_Pair], book: ReviewBook) -> Iterator[Stale]:
    """A translation that is known of another source may be new as well: « Oui. » for a second line.

    It counts as changed where the known source is not in as many lines any more as it was.
    """
    now = Counter(pair.key for pair in held)
    for pair in held:
        tag, text, origin = pair.key
        sources = book.pairs.get((tag, text), {})
        state = sources.get(origin)
        if state == State.NEEDS_REVIEW:
            yield Stale(pair.line, book.machines.get(pair.key, ""))
        elif state is None and any(
            now[(tag, text, known)] < book.lines.get((tag, text, known), 1) for known in sources
        ):
            yield Stale(pair.line)


def remember(words: LocalizedScript, source: Locale, book: ReviewBook) -> bool:
    """Note the pairs of ``words`` that the book does not have; whether there were any.

    Those that need review are left as they are.
    """
    held = tuple(_held(words, source))
    stale = {id(each.line) for each in _stale(held, book)}
    counted = Counter(pair.key for pair in held if id(pair.line) not in stale)
    news = False
    for key, lines in counted.items():
        tag, text, origin = key
        if origin not in book.pairs.get((tag, text), {}):
            book.pairs.setdefault((tag, text), {})[origin] = State.TRANSLATED.value
            news = True
        if book.lines.get(key, 1) != lines:
            book.lines[key] = lines
            news = True
    return news


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line, and fingerprints of its words in the language of a film and of what they translate.

    ``key`` is (tag, translation, source).
    """

    line: Line
    key: tuple[str, str, str]


def _held(words: LocalizedScript, source: Locale) -> Iterator[_Pair]:
    """Every line that is not said in the language that it was written in."""
    for localized in (each for lines in words.shots for each in lines):
        line, tag = localized.line, localized.text_tag
        origin = text_tag(line.text, source)
        if origin is not None and origin != tag:
            texts = fingerprint(line.text[tag]), fingerprint(line.text[origin])
            yield _Pair(line, (_canonical(tag), *texts))


def source_text(line: Line, source: Locale) -> str:
    """The words of ``line`` in the language that the script was written in; empty without any."""
    tag = text_tag(line.text, source)
    return line.text[tag] if tag is not None else ""


def _canonical(tag: str) -> str:
    return tags.canonical(tag) or tag
