"""Writes a brief that was understood as a script in YAML, with every guess marked."""

from __future__ import annotations

import json

import yaml

from locvid.script.brief import Brief
from locvid.script.form import VERSION

_HEAD = """\
# From the brief: {sentence}
# What is marked as guessed the brief does not say: look at it.
"""


def yaml_text(brief: Brief) -> str:
    """The script; a comment stands behind each value that was guessed."""
    rows = [
        f"locvid: {VERSION}",
        f"title: {_words(brief.sentence[:_TITLE_CHARS])}",
        f"source: {_marked(brief, 'language', next(iter(brief.texts)))}",
        "cast:",
        f"  {_value(brief, 'speaker')}:",
        f"    presenter: {_marked(brief, 'presenter')}",
        f"    voice: {_marked(brief, 'voice')}",
        f"    persona: {_marked(brief, 'persona', _words(_value(brief, 'persona')))}",
        "shots:",
        f"  - id: {_marked(brief, 'topic')}",
        f"    setting: {_marked(brief, 'setting')}",
        f"    length: {_marked(brief, 'length')}",
        "    camera:",
        f"      framing: {_marked(brief, 'framing')}",
        f"      move: {_marked(brief, 'move')}",
        *_sound(brief),
        f"    speaker: {_value(brief, 'speaker')}",
        "    delivery:",
        f"      emotion: {_marked(brief, 'emotion')}",
        f"      pace: {_marked(brief, 'pace')}",
        "    text:",
        *(
            f"      {tag}: {_marked(brief, 'text', _words(text))}"
            for tag, text in brief.texts.items()
        ),
    ]
    return _HEAD.format(sentence=brief.sentence) + "\n".join(rows) + "\n"


_TITLE_CHARS = 100


def _sound(brief: Brief) -> list[str]:
    if not brief.cues:
        return [f"    # sound: none   # {_guess(brief, 'sound')}"]
    return [f"    sound: [{', '.join(f'{{cue: {cue}}}' for cue in brief.cues)}]"]


def _marked(brief: Brief, slot: str, written: str | None = None) -> str:
    written = _value(brief, slot) if written is None else written
    return f"{written}   # {_guess(brief, slot)}" if brief.slots[slot].guessed else written


def _guess(brief: Brief, slot: str) -> str:
    return f"guessed: {brief.slots[slot].why}"


def _value(brief: Brief, slot: str) -> str:
    return brief.slots[slot].value


def _words(text: str) -> str:
    """Words in one row, with the quotes that YAML needs."""
    dumped: str = yaml.safe_dump([text], allow_unicode=True, width=1_000_000)
    plain = dumped[2:].rstrip("\n")
    return plain if "\n" not in plain else json.dumps(text, ensure_ascii=False)
