"""How a project's names are pronounced: ``lexicon.csv`` (or ``.tsv``) beside the script.

::

    word,locale,ipa,respelling
    Kubernetes,fr,kybɛʁnetɛs,
    Kubernetes,fr-CA,,coubernétisse
    GIF,,dʒɪf,

An entry holds for its locale, one of a language for all its markets, one without a locale for all
languages; the most particular one counts. ``ipa`` is the sound, ``respelling`` what is read in
the word's place, by the rules of the language. Words are found whole. A word that is written in
small letters here is found however it is written; one with a capital only as it stands here, so
that ``US`` is not ``us``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.documents.source import read_text
from locvid.localize.exchange.base import whole
from locvid.model.errors import InvalidInput, Location
from locvid.phonetics import ipa, tags
from locvid.phonetics.pieces import Piece

STEM, SUFFIXES = "lexicon", (".csv", ".tsv")
_COLUMNS = ("word", "locale", "ipa", "respelling")
_OF_MARKS = frozenset("[]:\\")


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """An entry: ``tag`` is canonical, empty for all languages; ``ipa`` or ``respelled`` is set."""

    word: str
    tag: str
    ipa: str
    respelled: str
    location: Location

    @property
    def any_case(self) -> bool:
        """Whether it is found however it is written."""
        return self.word == self.word.lower()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The pronunciations of a project."""

    entries: tuple[Pronunciation, ...] = ()

    def said_in(self, tag: str) -> tuple[Pronunciation, ...]:
        """The entries that hold for the locale ``tag``, the longest words first."""
        return _said_in(self, tag)

    def with_figures(self, tag: str) -> tuple[Pronunciation, ...]:
        """Those of them that have a digit in them: ``GPT-4``."""
        return _with_figures(self, tag)


@lru_cache(maxsize=64)
def _said_in(lexicon: Lexicon, tag: str) -> tuple[Pronunciation, ...]:
    language = tag.partition("-")[0]
    best: dict[str, Pronunciation] = {}
    for wanted in ("", language, tag):
        best |= {entry.word: entry for entry in lexicon.entries if entry.tag == wanted}
    return tuple(sorted(best.values(), key=lambda entry: (-len(entry.word), entry.word)))


@lru_cache(maxsize=64)
def _with_figures(lexicon: Lexicon, tag: str) -> tuple[Pronunciation, ...]:
    return tuple(entry for entry in _said_in(lexicon, tag) if any(map(str.isdigit, entry.word)))


def divided(piece: Piece, entries: Sequence[Pronunciation]) -> Iterator[Piece]:
    """``piece`` cut where words of ``entries`` stand, which bring their pronunciation."""
    # Most of a large lexicon is in no line: only what may be there is looked for as a whole word.
    lowered = _plain(piece.text)
    near = [entry for entry in entries if _plain(entry.word) in lowered]
    if not near or piece.ipa or piece.respelled:
        yield piece
        return
    by_group = {f"w{number}": entry for number, entry in enumerate(near)}
    pattern = "|".join(
        f"(?P<{group}>{'(?i:' if entry.any_case else '(?:'}{_pattern(entry.word)}))"
        for group, entry in by_group.items()
    )
    text, at = piece.text, 0
    for match in re.finditer(pattern, text):
        if match.start() > at:
            yield Piece(text[at : match.start()], piece.tag)
        entry = by_group[match.lastgroup or ""]
        yield Piece(match.group(), piece.tag, entry.ipa, entry.respelled)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:], piece.tag)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _pattern(word: str) -> str:
    """``word`` as a whole one; an apostrophe is typed in two ways."""
    return whole(word.replace("’", "'")).replace("'", "['’]")


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in ``path``.

    Raises InvalidInput for another kind of file, and one that tells every problem of this one:
    contradictory entries with the lines of both, signs that are no sounds.
    """
    if path.suffix not in SUFFIXES:
        raise InvalidInput(
            f"'{path.name}' is no lexicon",
            Location(path),
            hint=f"lexicons are {' and '.join(SUFFIXES)}",
        )
    problems = Problems(path)
    entries = tuple(_entries(path, problems))
    problems.raise_any()
    return Lexicon(entries)


def lexicon_beside(script: Path) -> Lexicon:
    """The lexicon in the folder of ``script``, empty where there is none.

    Raises InvalidInput for two of them, and as ``read_lexicon`` does.
    """
    there = [path for end in SUFFIXES if (path := script.with_name(STEM + end)).is_file()]
    if not there:
        return Lexicon()
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        raise InvalidInput(f"there are two lexicons, {names}", Location(there[0]))
    return read_lexicon(there[0])


def _entries(path: Path, problems: Problems) -> Iterator[Pronunciation]:
    text = read_text(path)
    first = text.split("\n", 1)[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    known: dict[tuple[str, str], Pronunciation] = {}
    line = 1
    try:
        names = [name.strip().casefold() for name in next(rows)]
        _check_columns(names, problems)
        line = rows.line_num + 1
        for row in rows:
            cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
            if len(row) > len(names):
                problems.add("the row has more cells than there are columns", line)
            elif any(cells.values()) and (entry := _entry(cells, Location(path, line), problems)):
                other = known.setdefault((entry.word, entry.tag), entry)
                if (other.ipa, other.respelled) != (entry.ipa, entry.respelled):
                    problems.add(_contradiction(other, entry), line)
                elif other is entry:
                    yield entry
            line = rows.line_num + 1
    except csv.Error as error:
        problems.add(f"this is not valid CSV: {error}", line)


def _check_columns(names: Sequence[str], problems: Problems) -> None:
    for name in names:
        if name not in _COLUMNS:
            problems.add(f"there is no column '{shown(name)}'", 1, did_you_mean(name, _COLUMNS))
    if "word" not in names:
        problems.add("there is no column 'word'", 1, f"the columns are: {', '.join(_COLUMNS)}")


def _entry(cells: dict[str, str], at: Location, problems: Problems) -> Pronunciation | None:
    line = at.line or 1
    word = " ".join(unicodedata.normalize("NFC", cells.get("word", "")).split())
    written = cells.get("locale", "")
    sound, respelled = ipa.tidy(cells.get("ipa", "")), cells.get("respelling", "")
    tag = tags.canonical(written) if written else ""
    before = len(problems)
    if not any(sign.isalnum() for sign in word):
        problems.add("the row has no word", line)
    if tag is None:
        meant = tags.suggested(written)
        hint = f"did you mean '{meant}'?" if meant else "write a BCP-47 tag such as fr-CA"
        problems.add(f"there is no language '{shown(written)}'", line, hint)
    if bool(sound) == bool(respelled):
        what = "both IPA and a respelling" if sound else "neither IPA nor a respelling"
        problems.add(f"'{shown(word)}' has {what}", line, "give one of them")
    if strange := ipa.not_ipa(sound):
        problems.add(
            f"'{shown(strange)}' in the pronunciation of '{shown(word)}' is no sound of the IPA",
            line,
            "see https://www.internationalphoneticassociation.org, or respell the word",
        )
    elif sound and not ipa.has_sound(sound):
        problems.add(f"the pronunciation of '{shown(word)}' has no sound", line)
    if wrong := sorted(_OF_MARKS & set(respelled)):
        problems.add(f"'{wrong[0]}' in the respelling of '{shown(word)}' cannot be read", line)
    if len(problems) > before:
        return None
    return Pronunciation(word, tag or "", sound, respelled, at)


def _contradiction(one: Pronunciation, other: Pronunciation) -> str:
    here = f"in '{one.tag}'" if one.tag else "in all languages"
    ways = [each.respelled or f"/{each.ipa}/" for each in (one, other)]
    lines = [each.location.line for each in (one, other)]
    return f"'{one.word}' is {ways[0]} {here} in line {lines[0]} but {ways[1]} in line {lines[1]}"
