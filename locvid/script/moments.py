"""Reads when a cue happens: seconds, a table, or a few words in the language of the line.

Words name a word: "after the word quick", "après le mot rapide", "vor dem Wort heute",
「速い」の後. They are looked for in the lines of that language; ``{word: 4}`` holds in every
language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from locvid.documents.problems import Problems, shown
from locvid.model.script import When
from locvid.script.checks import number
from locvid.script.tree import Node, Scalar, Table

_WAYS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "en": (
        r"(?P<edge>{}) the words? (?P<word>.+)",
        (("before", "before"), ("after", "after"), ("with|on|at", "with")),
    ),
    "fr": (
        r"(?P<edge>{}) (?:le mot|les mots) (?P<word>.+)",
        (("avant", "before"), ("après", "after"), ("avec|sur", "with")),
    ),
    "de": (
        r"(?P<edge>{}) (?:dem Wort|(?<=beim )Wort|den Worten|den Wörtern) (?P<word>.+)",
        (("vor", "before"), ("nach", "after"), ("bei|beim|mit", "with")),
    ),
    "es": (
        r"(?P<edge>{}) (?:de )?(?:la palabra|las palabras) (?P<word>.+)",
        (("antes", "before"), ("después", "after"), ("con|en", "with")),
    ),
    "it": (
        r"(?P<edge>{}) ?(?:del)?(?:la parola|le parole) (?P<word>.+)",
        (("prima", "before"), ("dopo", "after"), ("con|sul", "with")),
    ),
    "pt": (
        r"(?P<edge>{}) ?(?:d)?(?:a palavra|as palavras) (?P<word>.+)",
        (("antes", "before"), ("depois", "after"), ("com|n", "with")),
    ),
    "nl": (
        r"(?P<edge>{}) (?:het woord|de woorden) (?P<word>.+)",
        (("voor", "before"), ("na", "after"), ("bij|met", "with")),
    ),
    "ja": (
        r"「(?P<word>.+)」(?P<edge>{})",
        (("の前", "before"), ("の後", "after"), ("で", "with")),
    ),
    "zh": (
        r"在?[“「](?P<word>.+)[”」](?P<edge>{})",
        (("之?前", "before"), ("之?后|之?後", "after"), ("时|時", "with")),
    ),
}
_QUOTES = "\"'“”„‘’«»‹› "
_BELONGS = {"number": ("gesture",), "line": ("word", "text"), "edge": ("word", "text", "gesture")}


@dataclass(frozen=True, slots=True)
class Timing:
    """What ``when`` and ``time`` of a cue say: seconds, a moment, or neither."""

    time_s: float | None = None
    when: When | None = None


def timing(cue: Node, problems: Problems) -> Timing:
    """When the cue happens; its form has been checked. Notes what contradicts itself."""
    entries = cue.entries if isinstance(cue, Table) else {}
    time, when = entries.get("time"), entries.get("when")
    if when is None:
        return Timing(number(time) if time is not None else None)
    if time is not None:
        problems.add("the sound has a 'time' and a 'when'", when.line, "leave one of them out")
    if isinstance(when, Table):
        return _of_table(when, problems)
    assert isinstance(when, Scalar)
    # ``1.5s`` as a length may be written, and ``1.5``.
    written = _SECONDS.fullmatch(when.text.strip())
    seconds = float(written[1]) if written else number(when)
    return Timing(seconds) if seconds is not None else Timing(when=_of_words(when, problems))


def _of_table(table: Table, problems: Problems) -> Timing:
    for key, owners in _BELONGS.items():
        if key in table.entries and not any(owner in table.entries for owner in owners):
            problems.add(f"'{key}' belongs to {' or '.join(map(repr, owners))}", table.line)
    texts = table.entries.get("text")
    seconds = table.entries.get("seconds")
    if seconds is not None:
        return Timing(number(seconds))
    return Timing(
        when=When(
            edge=_word(table, "edge") or "with",
            text={
                tag: unicodedata.normalize("NFC", value.text).strip()
                for tag, value in (texts.entries.items() if isinstance(texts, Table) else ())
                if isinstance(value, Scalar)
            },
            word=_whole(table, "word", 0, problems),
            line=_whole(table, "line", 0, problems),
            gesture=_word(table, "gesture"),
            number=_whole(table, "number", 1, problems),
        )
    )


_SECONDS = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s?s", re.ASCII)


def _of_words(said: Scalar, problems: Problems) -> When | None:
    words = " ".join(unicodedata.normalize("NFC", said.text).split())
    for tag, (pattern, edges) in _WAYS.items():
        for spelled, edge in edges:
            found = re.fullmatch(pattern.format(spelled), words, re.IGNORECASE)
            if found and found["word"].strip(_QUOTES):
                return When(edge=edge, text={tag: found["word"].strip(_QUOTES)})
    problems.add(
        f"'when' cannot be '{shown(words)}'",
        said.line,
        "write 'after the word quick' (or before, or with; also in fr de es it pt nl ja zh), "
        "{word: 4}, {gesture: nod}, or seconds such as 1.5s",
    )
    return None


def _word(table: Table, key: str) -> str:
    value = table.entries.get(key)
    return value.text.strip() if isinstance(value, Scalar) else ""


def _whole(table: Table, key: str, otherwise: int, problems: Problems) -> int:
    value = table.entries.get(key)
    if value is None:
        return otherwise
    found = number(value) or 0.0
    if found != int(found):
        problems.add(f"'{key}' must be a whole number", value.line)
    return int(found)
