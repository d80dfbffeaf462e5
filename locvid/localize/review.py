"""Remembers what every translation was made from, so that a changed source is noticed.

The book is a JSON file beside the script, ``film.translations.json``, to be kept with it. It
holds fingerprints of pairs of texts, not of places: lines may move, and a translation that was
edited by hand counts as looked at. Only ``import`` and ``export`` write it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
    """(tag, fingerprint of the translation) to the fingerprints of its sources, with the state."""

    pairs: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

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
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InvalidInput(
                f"'{path.name}' is not a book of translations that can be read",
                Location(path),
                hint="take it from version control, or delete it and export again",
            ) from error
        return book

    def record(self, tag: str, source: str, text: str, state: State) -> None:
        """Note that ``text`` says in ``tag`` what ``source`` says, and how far it is."""
        key = _canonical(tag), fingerprint(text)
        self.pairs.setdefault(key, {})[fingerprint(source)] = state.value

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

    def save(self, script: Path) -> None:
        """Write the book beside ``script``, in an order that keeps differences small."""
        pairs = [
            {"locale": tag, "text": text, "source": source, "state": state}
            for (tag, text), sources in sorted(self.pairs.items())
            for source, state in sorted(sources.items())
        ]
        write_json(book_path(script), {"version": VERSION, "pairs": pairs})


def book_path(script: Path) -> Path:
    """Where the book of ``script`` is."""
    return script.with_name(f"{script.stem}.translations.json")


def fingerprint(text: str) -> str:
    """16 hexadecimal digits of a text as captions show it: white space makes no difference."""
    return hashlib.sha256(caption(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def stale_lines(words: LocalizedScript, source: Locale, book: ReviewBook) -> Iterator[Line]:
    """Lines whose words were made from a source that has changed since, or need review."""
    for localized in (each for lines in words.shots for each in lines):
        line, tag = localized.line, localized.text_tag
        origin = text_tag(line.text, source)
        if origin is None or origin == tag:
            continue
        if book.state(tag, line.text[origin], line.text[tag]) is State.NEEDS_REVIEW:
            yield line


def source_text(line: Line, source: Locale) -> str:
    """The words of ``line`` in the language that the script was written in; empty without any."""
    tag = text_tag(line.text, source)
    return line.text[tag] if tag is not None else ""


def _canonical(tag: str) -> str:
    return tags.canonical(tag) or tag
