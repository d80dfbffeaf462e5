"""Plans every script in every locale: gathers what the planner has to know, and calls it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from locvid import plugins
from locvid.generate.base import Generator
from locvid.model.errors import InvalidInput, LocvidError, MissingDependency
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.script import Script
from locvid.presets.library import PresetLibrary
from locvid.run.build import build
from locvid.run.direction import (
    Project,
    open_project,
    presets_of,
    prompts_for,
    resolve_locales,
)
from locvid.run.keys import Maker
from locvid.run.pace import Pace
from locvid.run.plan import Known, PlannedFilm, State, plan_film
from locvid.run.record import read_record
from locvid.run.selection import (
    can_be_joined,
    excerpt,
    excerpt_name,
    names_any,
    refuse_unknown,
)
from locvid.run.store import Store
from locvid.run.texts import check_texts

Note = Callable[[str], None]
"""Takes a warning for the user."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. ``jobs`` is None for as many as there are processors.

    ``cache_limit`` is in bytes, None for the usual limit. ``presets`` is a folder of presets that
    all scripts share; ``gate`` replaces numbers of the profile's gate. ``only`` names the shots to
    make, empty for all; ``changed`` leaves out films that are made and unchanged; ``fail_fast``
    ends the run at the first error.
    """

    scripts: tuple[Path, ...]
    locales: tuple[str, ...]
    out: Path
    cache: Path
    profile: str | None = None
    generator: str = "studio"
    seed: int = 0
    retries: int = 2
    stems: bool = False
    jobs: int | None = None
    executor: str = "local"
    allow_stale: bool = False
    cache_limit: int | None = None
    presets: Path | None = None
    gate: Mapping[str, float] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    changed: bool = False
    fail_fast: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The films that can be made, and what is wrong with the others."""

    films: tuple[PlannedFilm, ...]
    errors: tuple[LocvidError, ...]
    jobs: int

    @property
    def expected_s(self) -> float:
        """Expected wall time: the work shared by as many workers as can have some."""
        shots = sum(shot.expected_s > 0 for film in self.films for shot in film.shots)
        return sum(film.expected_s for film in self.films) / max(1, min(self.jobs, shots))


def plan(options: Options, note: Note) -> Plan:
    """Plan all films. What is wrong in one script or locale does not keep the others back.

    Raises InvalidInput where the request itself cannot be understood (unknown language or
    generator), MissingDependency where nothing can be rendered at all.
    """
    locales, assumed = resolve_locales(options.locales)
    for warning in assumed:
        note(warning)
    generator, maker = _maker(options.generator)
    store, pace = Store(options.cache), pace_of(options)
    films: list[PlannedFilm] = []
    errors: list[LocvidError] = []
    opened: list[Script] = []
    for path in options.scripts:
        try:
            project = open_project(path, options.profile, options.presets, options.gate)
        except LocvidError as error:
            errors.append(error)
            continue
        opened.append(project.script)
        if not names_any(options.only, project.script):
            continue
        if not locales:
            errors.append(_no_language(project))
        for locale in locales:
            try:
                _refuse_unable(generator, project, locale)
                films.append(
                    _plan_one(project, locale, options, generator, maker, store, pace, note)
                )
            except LocvidError as error:
                errors.append(error)
    if not errors:
        refuse_unknown(options.only, opened)
    if options.changed:
        films = [film for film in films if film.state is not State.CACHED]
    return Plan(tuple(films), tuple(errors), options.jobs or processors())


def pace_of(options: Options) -> Pace:
    """The pace that was measured for the cache folder and the generator."""
    return Pace(options.cache / "pace.json", options.generator)


def processors() -> int:
    """Processors that this process may use; containers often have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _plan_one(
    project: Project,
    locale: Locale,
    options: Options,
    generator: Generator,
    maker: Maker,
    store: Store,
    pace: Pace,
    note: Note,
) -> PlannedFilm:
    prompts, warnings = prompts_for(project, locale, options.seed)
    for prompt in prompts:
        _refuse_too_long(generator, prompt)
    warnings += check_texts(project, locale, options.allow_stale)
    for warning in warnings:
        note(warning)
    script = project.script

    def presets(prompt: PerformancePrompt) -> dict[str, object]:
        return dict(presets_of(prompt, project.library))

    def planned(folder: Path, prompts: tuple[PerformancePrompt, ...]) -> PlannedFilm:
        previous = read_record(folder / f"{script.name}.{locale.tag}.json")
        known = Known(
            previous=previous,
            intact=previous is not None and previous.intact(folder),
            stored=store.has,
            work_per_second=pace.of(project.profile.video),
        )
        return plan_film(
            script, locale, folder, prompts, project.profile, maker, presets, options.stems, known
        )

    folder = options.out / script.name
    film = planned(folder, prompts)
    if can_be_joined(film, options.only):
        return film
    return planned(folder / excerpt_name(options.only), excerpt(prompts, options.only))


def _maker(name: str) -> tuple[Generator, Maker]:
    from locvid.media import ffmpeg

    generator: Generator = plugins.load("locvid.generators", name)(PresetLibrary())
    there = generator.available()
    if not there.ok:
        raise MissingDependency(
            f"the generator '{name}' cannot run here: {there.reason}", hint=there.how_to_get_it
        )
    return generator, Maker(name, generator.version, build(), ffmpeg.version())


def _refuse_unable(generator: Generator, project: Project, locale: Locale) -> None:
    able = generator.capabilities()
    if able.languages is not None and locale.language not in able.languages:
        raise InvalidInput(
            f"the generator '{generator.name}' does not speak {locale.name}",
            locale=locale.tag,
            hint=f"it speaks {', '.join(sorted(able.languages))}",
        )
    for shot in project.script.shots if not able.dialogue else ():
        if len({line.speaker for line in shot.lines}) > 1:
            raise InvalidInput(
                f"the generator '{generator.name}' cannot perform a dialogue in one shot",
                where=shot.location,
                hint=f"split the shot '{shot.id}' by speaker",
            )


def _refuse_too_long(generator: Generator, prompt: PerformancePrompt) -> None:
    longest_s = generator.capabilities().longest_shot_s
    if longest_s is not None and prompt.duration.minimum_s > longest_s:
        raise InvalidInput(
            f"the shot '{prompt.shot}' lasts {prompt.duration.minimum_s:.0f} s at least, and the "
            f"generator '{generator.name}' makes at most {longest_s:.0f} s",
            locale=prompt.locale.tag,
            hint="split the shot",
        )


def _no_language(project: Project) -> InvalidInput:
    tags: Sequence[str] = sorted(
        {tag for shot in project.script.shots for line in shot.lines for tag in line.text}
    )
    return InvalidInput(
        f"say which languages '{project.script.name}' is wanted in",
        hint=f"for example --langs {','.join(tags)}",
    )
