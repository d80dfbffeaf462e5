"""The brief preset: words by which a rough sentence is understood, and what is usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from locvid.model.errors import InvalidInput
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KIND, STANDARD = "briefs", "standard"
USUAL = ("language", "presenter", "setting", "emotion", "pace", "framing", "move", "topic")
LEXICONS = ("presenters", "settings", "emotions", "paces", "framings", "moves", "cues")

Lexicon = Mapping[str, tuple[str, ...]]
"""A value to the words that tell it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence is about: the words that tell it, what is said, and what it suggests."""

    words: tuple[str, ...]
    text: Mapping[str, str]
    suggests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BriefWords:
    """One file in ``presets/briefs``; ``usual`` has every key of ``USUAL``.

    ``implied`` has words that do not say a value but make it likely.
    """

    usual: Mapping[str, str]
    verbs: tuple[str, ...]
    voices: Mapping[str, str]
    lexicons: Mapping[str, Lexicon]
    implied: Mapping[str, Lexicon]
    topics: Mapping[str, Topic]


def brief_words(library: PresetLibrary) -> BriefWords:
    """The preset ``standard``; raises InvalidInput naming file and key."""
    preset = library.get(KIND, STANDARD)
    Fields(preset, ("description", "usual", "verbs", "voices", "implied", "topics", *LEXICONS))
    usual = Fields(preset, USUAL, prefix="usual.")
    topics = _table(preset, "topics")
    implied = _table(preset, "implied") if "implied" in preset.content else {}
    read = BriefWords(
        usual={key: usual.text(key) for key in USUAL},
        verbs=_words(preset, preset.content.get("verbs")),
        voices={name: _text(preset, voice) for name, voice in _table(preset, "voices").items()},
        lexicons={kind: _lexicon(preset, _table(preset, kind)) for kind in LEXICONS},
        implied={kind: _lexicon(preset, table) for kind, table in implied.items()},
        topics={name: _topic(preset, name, content) for name, content in topics.items()},
    )
    if read.usual["topic"] not in read.topics:
        raise _wrong(preset, f"has no topic '{read.usual['topic']}', which is the usual one")
    return read


def _topic(preset: Preset, name: str, content: Any) -> Topic:
    if not isinstance(content, dict) or not isinstance(content.get("text"), dict):
        raise _wrong(preset, f"must give the topic '{name}' a 'text' by language")
    return Topic(
        words=_words(preset, content.get("words", [])),
        text={str(tag): _text(preset, text) for tag, text in content["text"].items()},
        suggests={
            str(key): _text(preset, value)
            for key, value in content.items()
            if key not in ("words", "text")
        },
    )


def _lexicon(preset: Preset, table: Any) -> Lexicon:
    if not isinstance(table, dict):
        raise _wrong(preset, "must have words by value under each key of 'implied'")
    return {str(name): _words(preset, words) for name, words in table.items()}


def _table(preset: Preset, key: str) -> dict[str, Any]:
    table = preset.content.get(key)
    if not isinstance(table, dict):
        raise _wrong(preset, f"must have a table '{key}'")
    return {str(name): content for name, content in table.items()}


def _words(preset: Preset, words: object) -> tuple[str, ...]:
    if not isinstance(words, list):
        raise _wrong(preset, "must list the words of each value")
    return tuple(_text(preset, word).casefold() for word in words)


def _text(preset: Preset, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(preset, f"must have text where it has '{value}'")
    return value.strip()


def _wrong(preset: Preset, rule: str) -> InvalidInput:
    return InvalidInput(f"the brief preset '{preset.name}' {rule}", preset.location)
