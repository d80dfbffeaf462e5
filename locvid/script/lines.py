"""A YAML loader that keeps line numbers and cannot be made to run out of memory or stack.

It builds the tree from parser events, without recursion, and counts what aliases expand to.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from locvid.documents.problems import shown
from locvid.model.errors import InvalidInput, Location
from locvid.script.tree import Items, Node, Scalar, Table

MAX_DEPTH = 20
"""Levels of nesting; a script needs seven."""

MAX_EXPANDED = 50_000
"""Values that all aliases of a document may stand for; the rest is bounded by the file's size."""

_TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep"

_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")
)


def parse_yaml(text: str, file: Path) -> Node | None:
    """The tree of the one document in ``text``, or None if there is no value in it.

    Raises InvalidInput with file and line for malformed YAML, duplicate keys, more than one
    document, custom tags, deep nesting and aliases that refer to themselves or expand too far.
    """
    # libyaml is some twenty times faster; the pure parser stands in where it was not built.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _malformed(error, text, file) from error
    return builder.root


@dataclass(slots=True)
class _Open:
    """A list or table that is still being read."""

    is_table: bool
    line: int
    anchor: str | None
    size: int = 1
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None


class _Builder:
    def __init__(self, file: Path) -> None:
        self.root: Node | None = None
        self._file = file
        self._documents = 0
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unfinished: set[str] = set()
        self._expanded = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                if event.tag is not None:
                    self._check_tag(event.tag, line)
                plain = not event.style and event.tag is None
                self._put(Scalar(event.value, line, plain), 1, event.anchor, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._check_tag(event.tag, line)
                if len(self._open) >= MAX_DEPTH:
                    raise self._problem(_TOO_DEEP, line)
                if event.anchor:
                    self._unfinished.add(event.anchor)
                is_table = isinstance(event, yaml.MappingStartEvent)
                self._open.append(_Open(is_table, line, event.anchor))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._put_alias(event.anchor or "", line)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._problem(
                        "a script is one YAML document; a second one begins here", line
                    )

    def _close(self) -> None:
        done = self._open.pop()
        node: Node
        if done.is_table:
            node = Table(done.entries, done.line, done.key_lines)
        else:
            node = Items(tuple(done.items), done.line)
        self._unfinished.discard(done.anchor or "")
        self._put(node, done.size, done.anchor, done.line)

    def _put_alias(self, anchor: str, line: int) -> None:
        if anchor in self._unfinished:
            raise self._problem(f"the alias '*{shown(anchor)}' refers to itself", line)
        if anchor not in self._anchors:
            raise self._problem(f"the alias '*{shown(anchor)}' has no anchor before it", line)
        node, size = self._anchors[anchor]
        self._expanded += size
        if self._expanded > MAX_EXPANDED:
            raise self._problem(f"the aliases stand for more than {MAX_EXPANDED} values", line)
        self._put(node, size, None, line)

    def _put(self, node: Node, size: int, anchor: str | None, line: int) -> None:
        """Add a finished ``node`` that holds ``size`` values to whatever is open."""
        if anchor:
            self._anchors[anchor] = (node, size)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += size
        if not parent.is_table:
            parent.items.append(node)
        elif parent.key is None:
            self._begin_entry(parent, node, line)
        else:
            parent.entries[parent.key] = node
            parent.key = None

    def _begin_entry(self, parent: _Open, node: Node, line: int) -> None:
        if not isinstance(node, Scalar):
            raise self._problem("a key must be a single word, not a list or a mapping", line)
        # Names are compared with one another, and é may be written as one character or two.
        key = unicodedata.normalize("NFC", node.text)
        if key in parent.key_lines:
            first = parent.key_lines[key]
            raise self._problem(f"'{shown(key)}' stands twice, first in line {first}", line)
        parent.key = key
        parent.key_lines[key] = line

    def _check_tag(self, tag: str | None, line: int) -> None:
        if tag is not None and tag != "!" and tag not in _CORE_TAGS:
            raise self._problem(f"the YAML tag '{tag[:60]}' is not used in scripts", line)

    def _problem(self, message: str, line: int) -> InvalidInput:
        return InvalidInput(message, where=Location(self._file, line))


def _malformed(error: yaml.YAMLError, text: str, file: Path) -> InvalidInput:
    """One sentence of what the parser says, with the line it stopped at."""
    rows = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is None or (context is not None and mark.line + 1 >= len(rows)):
        # A quote or a bracket that is never closed: where it was opened helps more.
        mark = context
    line = mark.line + 1 if mark is not None else _line_of(error, text)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    if "nesting depth" in said:  # libyaml reads ahead, past the depth that the builder refuses
        return InvalidInput(_TOO_DEEP, Location(file, line))
    row = rows[min(line, len(rows)) - 1]
    hint = None
    if "\t" in row[: len(row) - len(row.lstrip())]:
        hint = "YAML is indented with spaces, not with tabs"
    elif re.match(r"[^'\"]*:\s+\[[^\]]*\]\s*\S", row):
        hint = "put text that begins with [ in quotes"
    elif "mapping values are not allowed" in said:
        hint = "put text that contains ': ' in quotes"
    elif "unexpected end of stream" in said:
        hint = "a quote or a bracket is opened here and never closed"
    elif "cannot start any token" in said:
        hint = "put words that begin with @, ` or % in quotes"
    elif begins := re.match(r"[^'\"{\[]*:\s+([\"'{\[])", row):
        kind = "single quotes" if begins[1] == '"' else "double quotes"
        hint = f"put text that begins with {begins[1]} in {kind}, as a whole"
    elif "expected '-'" in said or "block mapping" in said:
        hint = "indent the line as the lines above it that belong together are"
    return InvalidInput(f"this is not valid YAML: {said}", Location(file, line), hint=hint)


def _line_of(error: yaml.YAMLError, text: str) -> int:
    """The line of a character that YAML does not allow; the parser gives its position only."""
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
