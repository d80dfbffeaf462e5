"""Finds presets by kind and name: the packaged ones, and a project's own that override them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from locvid.model.errors import InvalidInput, Location
from locvid.presets.lines import line_of

KINDS = (
    "markets",
    "voices",
    "presenters",
    "settings",
    "rooms",
    "deliveries",
    "profiles",
    "cues",
    "materials",
    "readings",
    "timing",
    "templates",
    "briefs",
    "models",
    "generators",
    "scores",
    "screens",
    "safe-areas",
    "turns",
)

FONTS = "fonts"
"""Folder of font files, beside the folders of presets."""

FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, eq=False)
class Preset:
    """One preset: its content as read, and where it stands; the same object for the same file.

    ``inherited`` are the files of the presets that it extends, the nearest first.
    """

    kind: str
    name: str
    content: Mapping[str, Any]
    location: Location
    inherited: tuple[Path, ...] = ()

    def where(self, *keys: str) -> Location:
        """File and line of the first of ``keys`` that is in the preset, else in an inherited one.

        The preset's own file where none is to be found.
        """
        for file in (self.location.file, *self.inherited):
            for key in keys:
                line = line_of(file, key)
                if line is not None:
                    return Location(file, line)
        return self.location


class PresetLibrary:
    """Presets of all kinds; ``project`` is a folder whose ``presets/`` come first.

    ``shared`` is a folder of presets that comes next, before the packaged ones. Raises InvalidInput
    where one of them has a folder that is nearly called as a kind of presets.
    """

    def __init__(self, project: Path | None = None, shared: Path | None = None) -> None:
        self._roots = [packaged_presets()]
        if shared is not None:
            self._roots.insert(0, shared)
        if project is not None and (project / "presets").is_dir():
            self._roots.insert(0, project / "presets")
        for root in self._roots[:-1]:
            _refuse_misspelt(root)
        self._read: dict[tuple[str, str], Preset] = {}
        self._files: dict[str, dict[str, Path]] = {}

    def names(self, kind: str) -> tuple[str, ...]:
        """Sorted names of one kind; raises InvalidInput for a kind that does not exist."""
        return tuple(sorted(self._of_kind(kind)))

    def has(self, kind: str, name: str) -> bool:
        """Whether a preset exists."""
        return name in self._of_kind(kind)

    def get(self, kind: str, name: str, where: Location | None = None) -> Preset:
        """The preset; ``where`` is what asked for it, for the message of InvalidInput."""
        known = self._read.get((kind, name))
        if known is not None:
            return known
        files = self._of_kind(kind)
        if name not in files:
            raise InvalidInput(
                f"there is no {kind[:-1] if kind != 'deliveries' else 'delivery'} preset '{name}'",
                where=where,
                hint=suggestion(name, files),
            )
        preset = _read(kind, name, files[name], _version(files[name]))
        return self._read.setdefault((kind, name), preset)

    def fonts(self) -> tuple[Path, ...]:
        """Font files of the project, then shared ones, each folder in order of names."""
        return tuple(
            path
            for root in self._roots
            for path in sorted((root / FONTS).glob("*"))
            if path.suffix.lower() in FONT_SUFFIXES
        )

    def _of_kind(self, kind: str) -> dict[str, Path]:
        """Name -> file; the first root that has a name wins."""
        known = self._files.get(kind)
        if known is not None:
            return known
        if kind not in KINDS:
            raise InvalidInput(f"there is no kind of preset '{kind}'", hint=suggestion(kind, KINDS))
        found: dict[str, Path] = {}
        for root in self._roots:
            for path in _listed(root / kind):
                # Some file systems take é apart in names of files.
                found.setdefault(unicodedata.normalize("NFC", path.stem), path)
        return self._files.setdefault(kind, found)


class PresetLibraries:
    """The libraries of the scripts of one run, which share all that they can.

    Hundreds of scripts mostly have no presets of their own.
    """

    def __init__(self, shared: Path | None = None) -> None:
        self._shared = shared
        self._made: dict[Path | None, PresetLibrary] = {}

    def of(self, project: Path) -> PresetLibrary:
        """As ``PresetLibrary(project, shared)``."""
        own = project if (project / "presets").is_dir() else None
        if own not in self._made:
            self._made[own] = PresetLibrary(own, self._shared)
        return self._made[own]


def packaged_presets() -> Path:
    """The folder of presets in the wheel, or in the source tree of an editable install."""
    in_wheel = Path(__file__).parent / "data"
    return in_wheel if in_wheel.is_dir() else Path(__file__).parents[2] / "presets"


def suggestion(name: str, known: Any) -> str:
    """A hint that names the nearest known name, or all of them."""
    near = get_close_matches(name, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"


def _refuse_misspelt(root: Path) -> None:
    """What stands in ``setings/`` would be left out without a word; other folders are nobody's."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.name in (*KINDS, FONTS) or not folder.is_dir():
            continue
        near = get_close_matches(folder.name, (*KINDS, FONTS), n=1, cutoff=0.8)
        if near:
            raise InvalidInput(
                f"there is no kind of preset '{folder.name}'",
                where=Location(folder),
                hint=f"did you mean '{near[0]}'?",
            )


def _listed(folder: Path) -> tuple[Path, ...]:
    return _listed_as(folder, _version(folder))


# Hundreds of scripts in one run have libraries of their own, and nearly all files in common.
@lru_cache(maxsize=256)
def _listed_as(folder: Path, version: object) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.yaml")))


def _version(path: Path) -> tuple[int, int, int] | None:
    """Differs where a file or a folder has changed; None where there is nothing."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


@lru_cache(maxsize=1024)
def _read(kind: str, name: str, path: Path, version: object) -> Preset:
    location = Location(path)
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_tricks(text, location)
        content = yaml.load(text, Loader=_LOADER)  # a safe loader, and twenty times as fast
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InvalidInput(
            f"preset '{name}' is not valid YAML: {error.problem or error.context}",
            Location(path, mark.line + 1 if mark else None),
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: not UTF-8, or a date that no calendar has.
        raise InvalidInput(f"preset '{name}' is not valid YAML: {error}", where=location) from error
    if not isinstance(content, dict):
        raise InvalidInput(f"preset '{name}' must be a mapping of keys to values", where=location)
    return Preset(kind, name, content, location)


def _refuse_tricks(text: str, location: Location) -> None:
    """Aliases can stand for more than memory holds, and half a character cannot be written."""
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        where = Location(location.file, line)
        if isinstance(event, yaml.AliasEvent):
            raise InvalidInput("a preset cannot have YAML aliases", where, hint="write it out")
        if isinstance(event, yaml.ScalarEvent) and any(map(_is_half, event.value)):
            raise InvalidInput("a preset cannot have half of a character", where)


def _is_half(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
