"""Finds and reads ``locvid.yaml``, the settings that a project keeps with its scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.documents.problems import Problems
from locvid.documents.source import read_text
from locvid.model.errors import InvalidInput, Location
from locvid.run.settings.table import PROJECT, SETTINGS, as_list
from locvid.script.checks import check
from locvid.script.lines import parse_yaml
from locvid.script.tree import Items, Node, Scalar, Table

NAME = "locvid.yaml"


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """``values`` are typed, by name of setting; paths start from the file's folder."""

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def location(self, name: str) -> Location:
        """Where a setting stands."""
        return Location(self.path, self.lines.get(name))


def find_project(sources: Sequence[Path], folder: Path) -> Path | None:
    """The file that holds for ``sources``, or for the current ``folder`` where there are none.

    It stands beside the script, or above it up to the current folder; never above that, for what
    lies there may be somebody else's. Raises InvalidInput where sources belong to two projects.
    """
    found = {_holding(source, folder) for source in sources or (folder,)}
    if len(found) > 1:
        one, other = sorted(str(path or "no project") for path in found)[:2]
        raise InvalidInput(
            f"the scripts belong to different projects: {one} and {other}",
            hint="render them one after the other",
        )
    return found.pop()


def read_project(path: Path) -> ProjectFile:
    """Read and check the file; raises InvalidInput that tells all problems with their lines."""
    tree = parse_yaml(read_text(path), path)
    problems = Problems(path)
    if isinstance(tree, Table):
        entries = {key: _prepared(key, node) for key, node in tree.entries.items()}
        tree = Table(entries, tree.line, tree.key_lines)
    check(tree or Scalar("", 1), PROJECT, "project", 1, problems)
    problems.raise_any()
    assert isinstance(tree, Table)
    said = [each for each in SETTINGS if each.name in tree.entries]
    values = {each.name: each.take(tree.entries[each.name]) for each in said}
    file = ProjectFile(path, values, tree.key_lines)
    placed = {
        each.name: _inside(values[each.name], file.location(each.name))
        for each in said
        if each.is_path
    }
    if "report" in values:
        where = file.location("report")
        placed["report"] = tuple(_report_inside(each, where) for each in values["report"])
    return ProjectFile(path, {**values, **placed}, tree.key_lines)


def _holding(source: Path, folder: Path) -> Path | None:
    start = source if source.is_dir() else source.parent
    top = folder.resolve()
    for place in (start, *start.parents):
        if place != start and not place.resolve().is_relative_to(top):
            break
        if (place / NAME).is_file():
            return place / NAME
    return None


def _prepared(key: str, node: Node) -> Node:
    """Lists may be written as text with commas, alone and as market lists."""
    known = {each.name: each for each in SETTINGS}.get(key)
    if known is None:
        return node
    if known.name == "market_lists" and isinstance(node, Table):
        entries = {name: as_list(child) for name, child in node.entries.items()}
        return Table(entries, node.line, node.key_lines)
    if known.is_path and known.is_list and isinstance(node, Scalar):
        # One path: its name may hold spaces and commas.
        return Items((node,), node.line)
    return as_list(node) if known.is_list else node


def _report_inside(written: str, where: Location) -> str:
    """``NAME=PATH`` with the path from the file's folder."""
    name, equals, target = written.partition("=")
    return f"{name}={_inside(Path(target), where)}" if equals else written


def _inside(value: Any, where: Location) -> Any:
    """Paths from the file's folder; one that leads out of it is refused.

    A project may come from anybody: what it writes and reads stays inside it. Flags and the
    environment are the user's own and may name any place.
    """
    if isinstance(value, tuple):
        return tuple(_inside(each, where) for each in value)
    folder = where.file.parent
    if not (folder / value).resolve().is_relative_to(folder.resolve()):
        raise InvalidInput(
            f"'{value}' lies outside the project's folder",
            where,
            hint="name such a place on the command line or in the environment",
        )
    return folder / value
