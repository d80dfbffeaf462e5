"""Puts texts into a YAML script and leaves every other character of the file as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from locvid.documents.source import read_text
from locvid.model.errors import InvalidInput, Location
from locvid.script.lines import parse_yaml
from locvid.script.tree import Items, Node, Scalar, Table

Place = tuple[int, int]
"""Index of the shot and of the line in it, both from 0; or -1 for its first text in the picture."""

NEW_ROW = " / "
"""Parts the lines of a text in the picture where it has to stand in one row."""


@dataclass(frozen=True, slots=True)
class Wording:
    """New wordings of a line in one language; those that are empty stay as they are."""

    text: str = ""
    short: str = ""
    caption: str = ""

    def parts(self) -> dict[str, str]:
        """Those that are not empty, by the key that they stand under."""
        every = {"text": self.text, "short": self.short, "caption": self.caption}
        return {name: words for name, words in every.items() if words}


Words = Mapping[str, str | Wording]


def with_texts(path: Path, texts: Mapping[Place, Words]) -> str:
    """The text of the script at ``path`` with ``texts`` (tag to words, in one row) put in.

    Comments, order, quotes and everything else stay, wordings beside a text too. Raises
    InvalidInput where lines share one text by an alias, and where the file is not YAML.
    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise InvalidInput(
            f"translations go into YAML, and '{path.name}' is not",
            Location(path),
            hint=f"turn it into YAML first: locvid convert {path.name} -o {path.stem}.yaml",
        )
    texts = {place: _in_rows(words) if place[1] < 0 else words for place, words in texts.items()}
    old = read_text(path)
    before = _data(parse_yaml(old, path))
    root = yaml.compose(old, Loader=yaml.SafeLoader)
    nodes = dict(_text_nodes(root))
    changes: list[tuple[int, int, str]] = []
    for place, words in texts.items():
        node = nodes[place]
        if sum(each is node for each in nodes.values()) > 1:
            raise InvalidInput(
                "two lines share this text by an alias, so one cannot be changed alone",
                Location(path, node.start_mark.line + 1),
                hint="write the text out in both",
            )
        changes += _changes(node, words, old)
    new = old
    for start, end, replacement in sorted(changes, reverse=True):
        new = new[:start] + replacement + new[end:]
    try:
        after = _data(parse_yaml(new, path))
    except InvalidInput:
        after = None
    # Texts that are anchors of others, for one, cannot be changed in their place.
    if after != _overlaid(before, texts):
        raise InvalidInput(
            "the translations cannot be put into the script as it is laid out",
            Location(path),
            hint=f"lay it out anew: locvid convert {path.name} -o {path.name} --force",
        )
    return new


def _in_rows(words: Words) -> dict[str, str | Wording]:
    return {
        tag: (own if isinstance(own, str) else own.text).replace(NEW_ROW, "\n")
        for tag, own in words.items()
    }


def _text_nodes(root: Any) -> Iterator[tuple[Place, Any]]:
    shots = _value(root, "shots")
    for number, shot in enumerate(shots.value):
        lines = _value(shot, "lines")
        for index, line in enumerate(lines.value if lines is not None else [shot]):
            yield (number, index), _value(line, "text")
        screens = _value(shot, "screen")
        for index, text in enumerate(screens.value if screens is not None else [], start=1):
            yield (number, -index), _value(text, "text")


def _value(mapping: Any, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _changes(node: Any, words: Words, text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, replacement) in ``text``: one for each that is there, one for all new ones."""
    there = {key.value: value for key, value in node.value}
    for tag, own in words.items():
        if tag in there:
            held = there[tag]
            parts = {"text": own} if isinstance(own, str) else own.parts()
            if isinstance(held, yaml.MappingNode):
                yield from _changed_parts(held, parts, text)
                continue
            if parts.keys() != {"text"}:
                own = Wording(**{"text": held.value, **parts})
            yield (*_extent(held, text), _written(own, node.flow_style))
    new = {tag: own for tag, own in words.items() if tag not in there}
    if not new:
        return
    yield _added(node, {tag: _written(own, node.flow_style) for tag, own in new.items()}, text)


def _changed_parts(
    held: Any, parts: Mapping[str, str], text: str
) -> Iterator[tuple[int, int, str]]:
    """The changes of a text that has other wordings beside it."""
    new = {}
    for name, words in parts.items():
        node = _value(held, name)
        if node is None:
            new[name] = _scalar(words, held.flow_style)
        else:
            yield (*_extent(node, text), _scalar(words, held.flow_style))
    if new:
        yield _added(held, new, text)


def _extent(node: Any, text: str) -> tuple[int, int]:
    """Where a value begins and ends; the end of a block of text is where the next thing begins."""
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def _added(node: Any, entries: Mapping[str, str], text: str) -> tuple[int, int, str]:
    """One change that puts ``entries``, as they are written, at the end of a mapping."""
    _, end = _extent(node.value[-1][1], text)
    if node.flow_style:
        return end, end, "".join(f", {key}: {value}" for key, value in entries.items())
    margin = "\n" + " " * node.value[0][0].start_mark.column
    end = _end_of_row(text, end)
    return end, end, "".join(f"{margin}{key}: {value}" for key, value in entries.items())


def _end_of_row(text: str, index: int) -> int:
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _written(words: str | Wording, flow: bool = False) -> str:
    if isinstance(words, str):
        return _scalar(words, flow)
    if words.parts().keys() == {"text"}:
        return _scalar(words.text, flow)
    parts = ", ".join(f"{name}: {_scalar(own, True)}" for name, own in words.parts().items())
    return f"{{{parts}}}"


def _scalar(words: str, flow: bool = False) -> str:
    """``words`` with the quotes that they need, in one row."""
    if "\n" in words:
        return json.dumps(words, ensure_ascii=False)
    dumped: str = yaml.safe_dump(
        [words], default_flow_style=flow, allow_unicode=True, width=1_000_000
    )
    return dumped.strip()[1:-1] if flow else dumped[2:].rstrip("\n")


def _data(node: Node | None) -> Any:
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Items():
            return [_data(item) for item in node.items]
        case Table():
            return {key: _data(value) for key, value in node.entries.items()}
    return None


def _overlaid(data: Any, texts: Mapping[Place, Words]) -> Any:
    for (shot, line), words in texts.items():
        held = data["shots"][shot]
        if line < 0:
            held = held["screen"][-line - 1]
        else:
            held = held["lines"][line] if "lines" in held else held
        for tag, own in words.items():
            there = held["text"].get(tag)
            parts = {"text": own} if isinstance(own, str) else own.parts()
            before = there if isinstance(there, dict) else {"text": there}
            alone = parts.keys() == {"text"} and not isinstance(there, dict)
            held["text"][tag] = parts["text"] if alone else {**before, **parts}
    return data
