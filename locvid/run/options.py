"""What the user asked of a run, once flags, environment and files are weighed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from locvid.generate.base import DEFAULTS, Settings
from locvid.model.marking import USUAL_MARKING, Marking
from locvid.model.word_files import NONE_NAMED, WordFiles
from locvid.run.choosing import AUTO
from locvid.run.execute.base import HERE, Cluster
from locvid.run.limits import USUAL_LIMITS, Limits
from locvid.run.on_fail import OnFail
from locvid.run.settings.model import OWN_SOUND, USUAL_ALIGNERS

Note = Callable[[str], None]
"""Takes a warning for the user."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. ``jobs`` is None for as many as the executor has places.

    ``recogniser`` is empty where nobody shall read what the films say. ``sound_from`` names a
    generator whose sound is kept: ``generator`` makes the picture to it. ``sound`` names one whose
    sound takes the place of a take's that will not do. ``chosen_because`` says
    why ``generator`` performs where the user left it to ``auto``. ``variables`` are those of the
    environment, which say where weights are.
    ``remembers``: translations are noted beside their script, as a render does and a plan does not.
    ``translate`` names an engine that fills in missing texts, empty for none.
    ``cache_limit`` is in bytes, None for the usual limit. ``presets`` is a folder of presets that
    all scripts share, ``words`` their glossary and lexicon; ``gate`` replaces numbers of the
    profile's gate; ``burn_captions`` is None for what the profile says. ``only`` names the shots to
    make, empty for all; ``changed`` leaves out films that are made and unchanged; ``fail_fast``
    ends the run at the first error.
    """

    scripts: tuple[Path, ...]
    locales: tuple[str, ...]
    out: Path
    cache: Path
    profile: str | None = None
    template: str | None = None
    generator: str = AUTO
    settings: Settings = DEFAULTS
    sound_from: str | None = None
    sound: str = OWN_SOUND
    chosen_because: str = ""
    seed: int = 0
    retries: int = 2
    stems: bool = False
    burn_captions: bool | None = None
    jobs: int | None = None
    executor: str = "local"
    cluster: Cluster = HERE
    allow_stale: bool = False
    remembers: bool = False
    translate: str = ""
    cache_limit: int | None = None
    presets: Path | None = None
    words: WordFiles = NONE_NAMED
    gate: Mapping[str, float] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    changed: bool = False
    fail_fast: bool = False
    aligners: tuple[str, ...] = USUAL_ALIGNERS
    recogniser: str = ""
    on_fail: OnFail = OnFail.KEEP
    variables: Mapping[str, str] = field(default_factory=dict)
    marking: Marking = USUAL_MARKING
    limits: Limits = USUAL_LIMITS
