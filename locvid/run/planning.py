"""Plans every script in every locale: gathers what the planner has to know, and calls it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from locvid import plugins
from locvid.generate.base import Generator
from locvid.model.errors import InvalidInput, LocvidError, MissingDependency
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
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
from locvid.run.on_fail import OnFail
from locvid.run.pace import Pace
from locvid.run.plan import Known, PlannedFilm, plan_film
from locvid.run.record import read_record
from locvid.run.store import Store
from locvid.run.texts import check_texts

USUAL_ALIGNERS = ("espeak",)
"""Needs no model, and so is always there."""

Note = Callable[[str], None]
"""Takes a warning for the user."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. ``jobs`` is None for as many as there are processors.

    ``recogniser`` is empty where nobody shall read what the films say.
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
    aligners: tuple[str, ...] = USUAL_ALIGNERS
    recogniser: str = ""
    on_fail: OnFail = OnFail.KEEP


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
    _know_listeners(options, note)
    generator, maker = _maker(options.generator)
    store, pace = Store(options.cache), pace_of(options)
    films: list[PlannedFilm] = []
    errors: list[LocvidError] = []
    for path in options.scripts:
        try:
            project = open_project(path, options.profile)
        except LocvidError as error:
            errors.append(error)
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
    folder = options.out / script.name
    previous = read_record(folder / f"{script.name}.{locale.tag}.json")
    known = Known(
        previous=previous,
        intact=previous is not None and previous.intact(folder),
        stored=store.has,
        work_per_second=pace.of(project.profile.video),
    )

    def presets(prompt: PerformancePrompt) -> dict[str, object]:
        return dict(presets_of(prompt, project.library))

    return plan_film(
        script,
        locale,
        folder,
        prompts,
        project.profile,
        maker,
        presets,
        options.stems,
        known,
        (*options.aligners, options.recogniser),
    )


def _know_listeners(options: Options, note: Note) -> None:
    """Refuse an aligner that cannot run, and tell of a recogniser that cannot, before any work."""
    if options.aligners != USUAL_ALIGNERS:
        from locvid.verify.hearing import load_aligners

        load_aligners(options.aligners)
    if options.recogniser:
        from locvid.verify.recognise.base import load_recogniser

        try:
            load_recogniser(options.recogniser)
        except MissingDependency as missing:
            note(f"what films say is not read: {missing.message} ({missing.hint})")


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
