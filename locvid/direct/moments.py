"""From a script's ``when`` to a moment of the performance in one locale.

A word is looked for in the line as it is spoken, then as it is written. Where a script names a
word in another language only, its place in that language's line says where it is in this one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedLine
from locvid.model.performance import CueMoment
from locvid.model.script import Cue, Shot, When

_WITHOUT_SPACES = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})
_EDGES = {"before": "right before", "with": "on", "after": "right after"}


@dataclass(frozen=True, slots=True)
class Found:
    """A moment, how to say it, and what was assumed to find it (empty where nothing was)."""

    moment: CueMoment
    words: str
    assumed: str = ""


def found(cue: Cue, shot: Shot, lines: Sequence[LocalizedLine], locale: Locale) -> Found | None:
    """When ``cue`` happens in ``locale``; None where the script leaves it open or gives seconds.

    Raises InvalidInput, with the cue's place, where there is no such line or word.
    """
    when = cue.when
    if when is None:
        return None
    if when.gesture:
        number = "" if when.number == 1 else f" number {when.number}"
        moment = CueMoment(when.edge, gesture=when.gesture, number=when.number)
        return Found(moment, f"{_EDGES[when.edge]} the speaker's {when.gesture}{number}")
    if when.line > len(lines):
        count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
        raise _wrong(cue, locale, f"shot '{shot.id}' has {count}, not {when.line}", "")
    if when.word:
        return _numbered(when, cue, lines, locale)
    return _spelled(when, cue, lines, locale)


def _numbered(when: When, cue: Cue, lines: Sequence[LocalizedLine], locale: Locale) -> Found:
    index = max(when.line - 1, 0)
    text = lines[index].spoken
    if locale.language in _WITHOUT_SPACES:
        # Only the voice knows where such a line divides into words.
        moment = CueMoment(when.edge, index, None, when.word)
        return Found(moment, f"{_EDGES[when.edge]} word {when.word} of the line")
    words = list(_words(text))
    if when.word > len(words):
        raise _wrong(cue, locale, f"the line has {len(words)} words, not {when.word}", text)
    return _at(when, index, words[when.word - 1], text)


def _spelled(when: When, cue: Cue, lines: Sequence[LocalizedLine], locale: Locale) -> Found:
    candidates = [(index, line) for index, line in enumerate(lines) if when.line in (0, index + 1)]
    own = _of_language(when.text, locale)
    if own is not None:
        for index, line in candidates:
            span = _search(own, line.spoken, locale.language)
            if span is not None:
                return _at(when, index, span, line.spoken)
        for index, line in candidates:
            span = _search(own, line.caption, locale.language)
            if span is not None:
                return _at(
                    when, index, _mapped(span, line.caption, line.spoken, locale), line.spoken
                )
        told = " / ".join(line.spoken for _, line in candidates)
        raise _wrong(cue, locale, f"the line does not say '{own}'", told)
    for tag, words in when.text.items():
        language = _primary(tag)
        for index, line in candidates:
            for written_in, as_written in line.line.text.items():
                written = unicodedata.normalize("NFC", as_written)
                span = (
                    _search(words, written, language) if _primary(written_in) == language else None
                )
                if span is not None:
                    mapped = _mapped(span, written, line.spoken, locale)
                    at = _at(when, index, mapped, line.spoken)
                    word = line.spoken[slice(*mapped)]
                    assumed = (
                        f"{cue.location}: the sound '{cue.name}' is timed by a word in {tag}; "
                        f"in {locale.tag} it comes at the same place of the line, at '{word}'"
                    )
                    return Found(at.moment, at.words, assumed)
    given = ", ".join(when.text)
    raise _wrong(cue, locale, f"its word is given in {given} only, and no line there says it", "")


def _at(when: When, index: int, span: tuple[int, int], text: str) -> Found:
    words = text[slice(*span)].strip('.,;:!?…»«"“” ')
    return Found(CueMoment(when.edge, index, span), f"{_EDGES[when.edge]} the word “{words}”")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what stands between spaces and holds a letter or a figure."""
    for match in re.finditer(r"\S+", text):
        if any(char.isalnum() for char in match[0]):
            yield match.span()


def _search(words: str, text: str, language: str) -> tuple[int, int] | None:
    """Where ``words`` stand in ``text``, as whole words where the language has spaces.

    Both are in NFC. An apostrophe is one however it is written, and a comma may part the words.
    """
    spelled = [re.escape(word).replace("’", "'") for word in words.split()]
    pattern = r"[^\w\s]*\s+".join(word.replace("'", "['’]") for word in spelled)
    if language in _WITHOUT_SPACES:
        match = re.search(pattern, text, re.IGNORECASE)
        return match.span() if match else None
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        # A vowel sign of Devanagari goes on with the word, and is no letter to re.
        if unicodedata.category(text[match.end() : match.end() + 1] or " ")[0] != "M":
            return match.span()
    return None


def _mapped(span: tuple[int, int], source: str, target: str, locale: Locale) -> tuple[int, int]:
    """The word of ``target`` at the same share of the line as the middle of ``span``."""
    middle = (span[0] + span[1]) / 2 / max(len(source), 1) * len(target)
    if locale.language in _WITHOUT_SPACES:
        at = min(int(middle), max(len(target) - 1, 0))
        return at, at + 1
    words = list(_words(target))
    return min(words, key=lambda word: abs((word[0] + word[1]) / 2 - middle))


def _of_language(texts: Mapping[str, str], locale: Locale) -> str | None:
    """The words for ``locale``: of its tag, else of its language."""
    exact = {tag.replace("_", "-").casefold(): words for tag, words in texts.items()}
    if locale.tag.casefold() in exact:
        return exact[locale.tag.casefold()]
    return next((words for tag, words in texts.items() if _primary(tag) == locale.language), None)


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].casefold()


def _wrong(cue: Cue, locale: Locale, message: str, line: str) -> InvalidInput:
    return InvalidInput(
        f"the sound '{cue.name}' has no moment: {message}",
        where=cue.location,
        locale=locale.tag,
        hint=f"the line is: {line}" if line else "name it by number, {word: 4}, or by seconds",
    )
