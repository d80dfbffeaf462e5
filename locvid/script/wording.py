"""The words of a line or of a text in the picture, by language, and the wordings beside them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from locvid.documents.problems import Problems, shown
from locvid.model.errors import Location
from locvid.phonetics import tags
from locvid.phonetics.pieces import bad_mark, unmarked
from locvid.script.tree import Node, Scalar, child, entries_of, line_of
from locvid.typeset.columns import width


@dataclass(frozen=True, slots=True)
class Wordings:
    """By language tag as written: the words, where they stand, and what stands beside them."""

    text: dict[str, str]
    places: dict[str, Location]
    short: dict[str, str]
    captions: dict[str, str]


def read_wordings(table: Node | None, file: Path, problems: Problems) -> Wordings:
    """What ``table`` holds; what is wrong with it is added to ``problems``."""
    text = {tag: _words(node, "text") or "" for tag, node in entries_of(table)}
    _check_texts(text, table, problems)
    short = _beside(table, "short", "short text", problems)
    captions = _beside(table, "caption", "caption", problems)
    _check_captions(captions, text, table, problems)
    places = {tag: Location(file, line_of(table, tag)) for tag in text}
    return Wordings(text, places, short, captions)


def check_tag(tag: str, line: int, problems: Problems) -> str | None:
    """The tag in its canonical spelling; a problem and None where there is no such language."""
    spelled = tags.canonical(tag)
    if spelled is None:
        meant = tags.suggested(tag)
        hint = f"did you mean '{meant}'?" if meant else "write a BCP-47 tag such as fr or fr-CA"
        problems.add(f"there is no language '{tag}'", line, hint)
    return spelled


def _check_texts(texts: dict[str, str], table: Node | None, problems: Problems) -> None:
    canonical: dict[str, str] = {}
    for tag, text in texts.items():
        line = line_of(table, tag)
        spelled = check_tag(tag, line, problems)
        if spelled is not None and spelled in canonical:
            problems.add(f"'{tag}' and '{canonical[spelled]}' are one language", line)
        canonical.setdefault(spelled or tag, tag)
        if not _says_something(text):
            problems.add(
                f"the text for '{tag}' has nothing to say: '{shown(text)}'",
                line,
                "write at least one word",
            )
        if bad := bad_mark(text):
            problems.add(f"[{tag}] {bad.message}", line, bad.hint)


def _beside(table: Node | None, key: str, what: str, problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, node in entries_of(table):
        if isinstance(node, Scalar):
            continue
        words = _words(node, key)
        if words is None:
            continue
        found[tag] = words
        if not _says_something(words):
            problems.add(
                f"the {what} for '{tag}' has nothing to say: '{shown(words)}'",
                line_of(node, key),
                "write at least one word",
            )
        elif bad := bad_mark(words):
            problems.add(f"[{tag}] {bad.message}", line_of(node, key), bad.hint)
    return found


def _check_captions(
    captions: dict[str, str], texts: dict[str, str], table: Node | None, problems: Problems
) -> None:
    """One that is longer than what is said condenses nothing: the text was changed under it."""
    for tag, node in entries_of(table) if captions else ():
        if tag in captions and width(unmarked(captions[tag])) > width(unmarked(texts[tag])):
            problems.add(
                f"the caption for '{tag}' is longer than the text that it condenses",
                line_of(node, "caption"),
                "shorten it, or leave it out: captions show the text then",
            )


def _words(node: Node, which: str) -> str | None:
    """A wording of a text: a single value is the ``text``, a table may have others too."""
    found = node if isinstance(node, Scalar) and which == "text" else child(node, which)
    return found.text if isinstance(found, Scalar) else None


def _says_something(text: str) -> bool:
    # Letters and numbers of any script are what a voice can say; who laughs says nothing.
    return any(unicodedata.category(char)[0] in "LN" for char in unmarked(text))
