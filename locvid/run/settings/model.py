"""The settings of a run, typed, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from locvid.model.errors import Location
from locvid.model.word_files import WordFiles
from locvid.run.limits import USUAL_LIMITS
from locvid.run.on_fail import OnFail

USUAL_ALIGNERS = ("espeak",)
"""Needs no model, and so is always there."""

OWN_SOUND = "own"
"""The sound that a take has, whatever it is like."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set for a project; ``locvid.run.settings.table`` says how.

    ``languages`` are tags with the market lists spelled out. ``profile`` and ``template`` None
    are the script's own, ``jobs`` None one per processor or GPU, ``cache_limit`` (bytes) None the
    usual limit. ``address`` to ``worker_minutes`` say where an executor's machines are. ``gate``
    replaces numbers of the profile's gate. ``model`` and ``vram`` (GB) are the generator's; films
    are checked by ``aligner`` and, with ``recognise``, read; ``report`` are formats, each alone or
    as ``FORMAT=PATH``. ``sign_key`` and ``sign_certificate`` are PEM files, None for the
    development key. ``sound`` is ``own`` or the generator whose sound takes the place of a take's
    that will not do. The limits of a job are seconds and bytes.
    """

    cache: Path
    output: Path
    languages: tuple[str, ...] = ()
    scripts: tuple[Path, ...] = ()
    profile: str | None = None
    template: str | None = None
    generator: str = "auto"
    sound: str = OWN_SOUND
    presets: Path | None = None
    glossary: Path | None = None
    lexicon: Path | None = None
    seed: int = 0
    retries: int = 2
    stems: bool = False
    sign: bool = True
    watermark: bool = True
    sign_key: Path | None = None
    sign_certificate: Path | None = None
    jobs: int | None = None
    fail_fast: bool = False
    cache_limit: int | None = None
    time_limit: float = USUAL_LIMITS.seconds
    memory_limit: int | None = USUAL_LIMITS.memory
    file_limit: int = USUAL_LIMITS.file
    model: Path | None = None
    vram: int | None = None
    aligner: tuple[str, ...] = USUAL_ALIGNERS
    recognise: bool = False
    on_fail: OnFail = OnFail.KEEP
    report: tuple[str, ...] = ()
    allow_stale: bool = False
    executor: str = "local"
    address: str = ""
    partition: str = ""
    account: str = ""
    worker_minutes: int | None = None
    gate: Mapping[str, float] = field(default_factory=dict)
    market_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> WordFiles:
        """The glossary and the lexicon of scripts that name none."""
        return WordFiles(self.glossary, self.lexicon)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was said; ``kind`` is ``flag``, ``environment``, ``file`` or ``default``.

    ``name`` is the flag, the variable or the file; ``location`` only a file has.
    """

    kind: str
    name: str
    location: Location | None = None

    def __str__(self) -> str:
        if self.location is not None and self.location.line:
            return f"{self.name}:{self.location.line}"
        return self.name


@dataclass(frozen=True, slots=True)
class Resolved:
    """Settings, the origin of each by name, and the project's file where there is one."""

    settings: Settings
    origins: Mapping[str, Origin]
    file: Path | None
