"""Every setting in one table: its form in ``locvid.yaml``, its variable, its flag.

To add one: a row here and a field of the same name in ``model.Settings``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locvid.run.on_fail import OnFail
from locvid.run.sizes import DURATION, PATTERN, bytes_of, seconds_of
from locvid.script.form import (
    NAME,
    PRESET,
    TAG,
    Choice,
    Form,
    Key,
    Keys,
    ListOf,
    MapOf,
    Number,
    Text,
)
from locvid.script.tree import Items, Node, Scalar, Table

PREFIX = "LOCVID_"
"""Before the name of a setting in capitals, this makes the name of its variable."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``take`` turns a node of the right form into the typed value.

    ``flag`` is the option of ``locvid render`` that says the same; a setting without ``variable``
    is too long for one and stands in the file only; one that is not ``in_file`` is the user's own
    to say, for a project may come from anybody. A ``path`` starts from the place it is said.
    """

    name: str
    form: Form
    take: Callable[[Node], Any]
    about: str
    flag: str = ""
    variable: bool = True
    in_file: bool = True

    @property
    def in_environment(self) -> str:
        """Name of the variable."""
        return PREFIX + self.name.upper()

    @property
    def is_path(self) -> bool:
        """Whether the value is one path or several."""
        return self.take in (path, paths)

    @property
    def is_list(self) -> bool:
        """Whether one text with commas may stand for a list."""
        return isinstance(self.form, ListOf)


def text(node: Node) -> str:
    """The words of a value."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def whole(node: Node) -> int:
    """A whole number."""
    return int(text(node))


def yes(node: Node) -> bool:
    """Yes or no."""
    return text(node) in _YES


def size(node: Node) -> int:
    """An amount of bytes."""
    return bytes_of(text(node))


def duration(node: Node) -> float:
    """Seconds."""
    return seconds_of(text(node))


def texts(node: Node) -> tuple[str, ...]:
    """The words of a list."""
    return tuple(text(item) for item in node.items) if isinstance(node, Items) else ()


def path(node: Node) -> Path:
    """A path as it is written."""
    return Path(text(node))


def paths(node: Node) -> tuple[Path, ...]:
    """The paths of a list."""
    return tuple(Path(each) for each in texts(node))


def fate(node: Node) -> OnFail:
    """What becomes of a film that fails."""
    return OnFail(text(node))


def reports(node: Node) -> tuple[str, ...]:
    """Formats, each with the path that it goes to where one is named."""
    return texts(node)


def numbers(node: Node) -> dict[str, float]:
    """Keys with numbers."""
    return {key: float(text(value)) for key, value in _entries(node)}


def lists(node: Node) -> dict[str, tuple[str, ...]]:
    """Keys with lists of words."""
    return {key: texts(as_list(value)) for key, value in _entries(node)}


def as_list(node: Node) -> Node:
    """A list where one was written as text with commas: ``fr, de``."""
    if not isinstance(node, Scalar) or node.is_null:
        return node
    words = node.text.replace(",", " ").split()
    return Items(tuple(Scalar(word, node.line, node.plain) for word in words), node.line)


def _entries(node: Node) -> tuple[tuple[str, Node], ...]:
    return tuple(node.entries.items()) if isinstance(node, Table) else ()


_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")
_YES_OR_NO = Choice(_YES + _NO)
_WHOLE = Text(max_chars=9, pattern=r"[0-9]+", rule="is a whole number")
_COUNT = Text(max_chars=4, pattern=r"[1-9][0-9]*", rule="is a whole number from 1 on")
_PATH = Text(max_chars=1000)
_REPORT = Text(max_chars=1000, pattern=r"[a-z0-9_-]+(=.+)?", rule="is NAME or NAME=PATH")
_WORD = Text(max_chars=200, pattern=r"[\w.,:/@\[\]-]+", rule="is one word")
_SIZE = Text(max_chars=20, pattern=PATTERN, rule="is a size such as 20 GB")
_DURATION = Text(max_chars=20, pattern=DURATION, rule="is a time such as 30 min, above nought")
_LANGUAGE = Text(
    max_chars=65,
    pattern=rf"(?:{TAG.pattern})|@(?:{NAME.pattern})",
    rule="is a BCP-47 language tag such as fr-CA, or @ and the name of a market list",
)
_GATE = Keys(
    "gate",
    {
        "earliest_ms": Key(
            Number(-1000, 0), "how early sound may be, at most, as a negative number"
        ),
        "latest_ms": Key(Number(0, 1000), "how late sound may be, at most"),
        "min_correlation": Key(Number(0, 1), "evidence weaker than this cannot tell"),
        "min_peak_margin": Key(Number(0, 2), "how far the best offset must stand out"),
        "max_interval_ms": Key(Number(1, 1000), "how uncertain the offset may be"),
        "max_missing_faces": Key(Number(0, 1), "share of the picture that may show no face"),
    },
)

SETTINGS = (
    Setting(
        "languages",
        ListOf(_LANGUAGE, least=1),
        texts,
        "languages to render, as BCP-47 tags; @NAME is a market list",
        "--langs",
    ),
    Setting(
        "market_lists",
        MapOf(NAME, ListOf(TAG, least=1), "names of lists"),
        lists,
        "lists of languages by name",
        variable=False,
    ),
    Setting(
        "scripts",
        ListOf(_PATH, least=1),
        paths,
        "scripts, or folders that hold some",
        "SCRIPT",
        variable=False,
    ),
    Setting("output", _PATH, path, "the folder where films go", "--out"),
    Setting("profile", PRESET, text, "delivery profile instead of the script's", "--profile"),
    Setting("template", PRESET, text, "prompt template instead of the script's", "--template"),
    Setting("generator", NAME, text, "who performs the shots", "--generator"),
    Setting(
        "sound",
        NAME,
        text,
        "own, or studio: who sounds under a take's voice when the take's own sound will not do",
        "--sound",
    ),
    Setting("presets", _PATH, path, "a folder of presets for all scripts"),
    Setting("glossary", _PATH, path, "the glossary of scripts that name none"),
    Setting("lexicon", _PATH, path, "the pronunciations of scripts that name none"),
    Setting(
        "gate", _GATE, numbers, "numbers of the gate that differ from the profile's", "", False
    ),
    Setting("seed", _WHOLE, whole, "another number gives other takes", "--seed"),
    Setting("retries", _WHOLE, whole, "new takes for a shot that fails its check", "--retries"),
    Setting("stems", _YES_OR_NO, yes, "whether stems are written as WAV", "--stems"),
    Setting("sign", _YES_OR_NO, yes, "whether films get a signed C2PA manifest", "--sign"),
    Setting("watermark", _YES_OR_NO, yes, "whether the sound gets a watermark", "--watermark"),
    Setting("sign_key", _PATH, path, "the private key to sign with, PEM", "--sign-key"),
    Setting(
        "sign_certificate",
        _PATH,
        path,
        "its certificate, and those that vouch for it, PEM",
        "--sign-certificate",
    ),
    Setting("jobs", _COUNT, whole, "shots at a time", "--jobs"),
    Setting("fail_fast", _YES_OR_NO, yes, "whether the first error ends the run", "--fail-fast"),
    Setting("cache", _PATH, path, "where finished shots are kept", "--cache"),
    Setting("cache_limit", _SIZE, size, "how much the cache may hold", "--cache-limit"),
    Setting("time_limit", _DURATION, duration, "how long a job may take", "--time-limit"),
    Setting("memory_limit", _SIZE, size, "how much memory a job may take", "--memory-limit"),
    Setting("file_limit", _SIZE, size, "how large a file may become", "--file-limit"),
    Setting("model", _PATH, path, "the folder of the generator's model", "--model"),
    Setting("vram", _COUNT, whole, "graphics memory to reckon with, in GB", "--vram"),
    Setting(
        "aligner", ListOf(NAME, least=1), texts, "who finds the words in the sound", "--aligner"
    ),
    Setting("recognise", _YES_OR_NO, yes, "whether films are read and compared", "--recognise"),
    Setting(
        "on_fail",
        Choice(tuple(each.value for each in OnFail)),
        fate,
        "what becomes of a film that fails",
        "--on-fail",
    ),
    Setting(
        "report",
        ListOf(_REPORT, least=1),
        reports,
        "reports to write: html, json, junit or github, as NAME or NAME=PATH",
        "--report",
    ),
    Setting(
        "allow_stale",
        _YES_OR_NO,
        yes,
        "whether translations of a source that has changed are taken",
        "--allow-stale",
    ),
    Setting("executor", NAME, text, "where the work is done: local, ray or slurm", "--executor"),
    # Tasks and results are trusted: whoever answers there could run anything here.
    Setting("address", _WORD, text, "where the Ray cluster is", "--address", in_file=False),
    Setting("partition", _WORD, text, "the partition that Slurm is asked for", "--partition"),
    Setting("account", _WORD, text, "the account that Slurm is asked for", "--account"),
    Setting("worker_minutes", _COUNT, whole, "how long a job of Slurm may run", "--worker-minutes"),
)

PROJECT = Keys(
    "project", {each.name: Key(each.form, each.about) for each in SETTINGS if each.in_file}
)
"""The form of ``locvid.yaml``."""
