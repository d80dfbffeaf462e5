"""Checks a tree against a form and notes every difference with its line."""

from __future__ import annotations

import math
import re
from functools import cache

from locvid.documents.problems import Problems, did_you_mean, shown
from locvid.script.form import Choice, Form, Keys, ListOf, MapOf, Number, OneOf, Text
from locvid.script.tree import Items, Node, Scalar, Table


def check(node: Node, form: Form, what: str, line: int, problems: Problems) -> None:
    """Note in ``problems`` where ``node`` is not of ``form``.

    ``what`` names the value in messages; ``line`` is where it was asked for (its key's line).
    """
    if isinstance(node, Scalar) and node.is_null:
        if not (isinstance(form, Text) and form.may_be_empty):
            problems.add(f"'{what}' is empty", line)
        return
    match form:
        case Text():
            _check_text(node, form, what, line, problems)
        case Choice():
            _check_choice(node, form, what, line, problems)
        case Number():
            if number(node) is None or not form.low <= (number(node) or 0) <= form.high:
                problems.add(f"'{what}' must be a number from {form.low:g} to {form.high:g}", line)
        case OneOf():
            check(node, _meant(node, form), what, line, problems)
        case ListOf():
            _check_list(node, form, what, line, problems)
        case MapOf():
            _check_map(node, form, what, line, problems)
        case Keys():
            _check_keys(node, form, what, line, problems)


def _meant(node: Node, form: OneOf) -> Form:
    """The alternative that is of the kind of ``node``; else the last one that words could be."""
    for each in form.forms:
        table = isinstance(each, Keys | MapOf)
        if isinstance(node, Table) == table and (
            not isinstance(each, Number) or number(node) is not None
        ):
            return each
    return next(each for each in reversed(form.forms) if not isinstance(each, Keys | MapOf))


def number(node: Node) -> float | None:
    """The finite number that a node writes, or None."""
    if not isinstance(node, Scalar) or not node.plain:
        return None
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", node.text, re.ASCII):
        return None
    value = float(node.text)
    return value if math.isfinite(value) else None


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0, DEL, C1 and lone surrogates, but not the white space that a block of text has."""


_compiled = cache(re.compile)
"""The patterns of forms: thousands of keys are held against the same few."""


def _check_text(node: Node, form: Text, what: str, line: int, problems: Problems) -> None:
    if not isinstance(node, Scalar):
        problems.add(f"'{what}' must be text, not {_kind(node)}", line)
    elif not node.text.strip() and not form.may_be_empty:
        problems.add(f"'{what}' is empty", line)
    elif len(node.text) > form.max_chars:
        problems.add(
            f"'{what}' has {len(node.text)} characters; at most {form.max_chars} are allowed",
            line,
            "divide it" if form.max_chars > 500 else "shorten it",
        )
    elif form.pattern and not _compiled(form.pattern).fullmatch(node.text):
        problems.add(f"'{shown(node.text)}' cannot be used as '{what}': it {form.rule}", line)
    elif _CONTROL.search(node.text):
        problems.add(f"'{what}' contains a control character", line)


def _check_choice(node: Node, form: Choice, what: str, line: int, problems: Problems) -> None:
    if not isinstance(node, Scalar):
        problems.add(f"'{what}' must be a word, not {_kind(node)}", line)
    elif node.text not in form.values:
        problems.add(
            f"'{what}' cannot be '{shown(node.text)}'", line, did_you_mean(node.text, form.values)
        )


def _check_list(node: Node, form: ListOf, what: str, line: int, problems: Problems) -> None:
    if not isinstance(node, Items):
        problems.add(f"'{what}' must be a list, not {_kind(node)}", line, "begin each with '- '")
        return
    if len(node.items) < form.least:
        problems.add(f"'{what}' is an empty list", line)
    item = form.item.name if isinstance(form.item, Keys) else what
    for child in node.items:
        check(child, form.item, item, child.line, problems)


def _check_map(node: Node, form: MapOf, what: str, line: int, problems: Problems) -> None:
    if not isinstance(node, Table):
        problems.add(f"'{what}' must map {form.keys_are} to values, not be {_kind(node)}", line)
        return
    if not node.entries:
        problems.add(f"'{what}' is empty", line)
    for key, child in node.entries.items():
        at = node.key_lines.get(key, node.line)
        before = len(problems)
        _check_text(Scalar(key, at, plain=False), form.key, f"a key of {what}", at, problems)
        if len(problems) == before:
            check(child, form.item, f"{what} {key}", at, problems)


def _check_keys(node: Node, form: Keys, what: str, line: int, problems: Problems) -> None:
    if not isinstance(node, Table):
        hint = f"its keys are: {', '.join(form.keys)}"
        problems.add(f"'{what}' must have keys and values, not be {_kind(node)}", line, hint)
        return
    meant: set[str] = set()
    for key, child in node.entries.items():
        at = node.key_lines.get(key, node.line)
        if key in form.keys:
            check(child, form.keys[key].form, key, at, problems)
        else:
            hint = did_you_mean(key, form.keys)
            # A misspelt key is one mistake: the key that it was meant to be is not missing too.
            meant.update(known for known in form.keys if f"'{known}'" in hint)
            problems.add(f"unknown key '{shown(key)}' in {form.name}", at, hint)
    there = meant | set(node.entries)
    name = f"'{what}'" if what != form.name else f"the {form.name}"
    for key, known in form.keys.items():
        if known.required and key not in there:
            problems.add(f"{name} has no '{key}'", line, f"{key} is {known.about}")
    _check_either(form, there, line, problems)


def _check_either(form: Keys, there: set[str], line: int, problems: Problems) -> None:
    if not form.either:
        return
    begun = [group for group in form.either if any(key in there for key in group)]
    choices = ", or ".join(" and ".join(f"'{key}'" for key in group) for group in form.either)
    if not begun:
        if not there.isdisjoint(form.alone):
            return
        alone = "".join(f", or '{key}' alone" for key in form.alone)
        problems.add(f"the {form.name} says nothing: give it {choices}{alone}", line)
    elif len(begun) > 1:
        problems.add(f"the {form.name} has too much: give it either {choices}", line)
    else:
        for key in begun[0]:
            if key not in there:
                about = form.keys[key].about
                problems.add(f"the {form.name} has no '{key}'", line, f"{key} is {about}")


def _kind(node: Node) -> str:
    match node:
        case Items():
            return "a list"
        case Table():
            return "keys and values"
        case Scalar():
            return "a single value"
