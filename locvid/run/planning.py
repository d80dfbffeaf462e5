"""Plans every script in every locale: gathers what the planner has to know, and calls it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from locvid.direct.overflow import DoesNotFit
from locvid.generate.base import DEFAULTS, Configurable, Generator
from locvid.generate.opening import open_able, open_generator
from locvid.model.errors import LocvidError, MissingDependency
from locvid.model.script import Script
from locvid.presets.library import PresetLibraries, PresetLibrary
from locvid.run.build import build
from locvid.run.choosing import choose
from locvid.run.collecting import without_collecting
from locvid.run.delivery import check_delivery
from locvid.run.direction import (
    open_project,
    resolve_locales,
)
from locvid.run.execute.base import Executor
from locvid.run.execute.opening import open_executor
from locvid.run.film_planning import FilmPlanner
from locvid.run.fits import Unfit
from locvid.run.keys import Maker
from locvid.run.marking import marks_of, unsigned
from locvid.run.options import Note, Options
from locvid.run.other_sound import other_sound
from locvid.run.pace import Pace
from locvid.run.plan import PlannedFilm, State
from locvid.run.references import check_references, faceless, shown_otherwise, unused
from locvid.run.refusals import no_language, refuse_unable
from locvid.run.selection import (
    names_any,
    refuse_unknown,
)
from locvid.run.settings.model import USUAL_ALIGNERS
from locvid.run.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """The films that can be made, and what is wrong with the others.

    ``gpu``: each of the ``jobs`` needs one of its own. ``unfit`` are scripts in locales in which
    some shots are longer than the script allows.
    """

    films: tuple[PlannedFilm, ...]
    errors: tuple[LocvidError, ...]
    jobs: int
    generator: str
    gpu: bool = False
    chosen_because: str = ""
    unfit: tuple[Unfit, ...] = ()

    @property
    def expected_s(self) -> float:
        """Expected wall time: the work shared by as many workers as can have some."""
        shots = sum(shot.expected_s > 0 for film in self.films for shot in film.shots)
        return sum(film.expected_s for film in self.films) / max(1, min(self.jobs, shots))


@without_collecting()
def plan(options: Options, note: Note, executor: Executor | None = None) -> Plan:
    """Plan all films. What is wrong in one script or locale does not keep the others back.

    ``executor`` is the one that will make them, opened here if it is not given. Raises
    InvalidInput where the request itself cannot be understood (unknown language or generator),
    MissingDependency where nothing can be rendered at all.
    """
    options, note = settled(options), _each_once(note)
    executor = executor or open_executor(options.executor, options.cluster)
    locales, assumed = resolve_locales(options.locales)
    for warning in assumed:
        note(warning)
    _know_listeners(options, note)
    marks = marks_of(options.marking)
    generator, maker = _maker(options, here=not executor.remote)
    able = generator.capabilities()
    sound = other_sound(
        options.sound, generator, options.sound_from is not None, not executor.remote, note
    )
    if options.settings.model is not None and not isinstance(generator, Configurable):
        note(f"the generator '{generator.name}' loads no model: the one named is not used")
    store, pace = Store(options.cache), pace_of(options)
    libraries = PresetLibraries(options.presets)
    films: list[PlannedFilm] = []
    errors: list[LocvidError] = []
    opened: list[Script] = []
    unfit: list[Unfit] = []
    for path in options.scripts:
        try:
            if options.translate:
                from locvid.run.translating import translate_missing

                translate_missing(path, locales, options.translate, note, options.words)
            project = open_project(
                path,
                options.profile,
                options.presets,
                options.gate,
                options.template,
                options.words,
                libraries,
            )
            project = project.burning(options.burn_captions)
            check_references(project.script, able, generator.name)
            check_delivery(project)
        except LocvidError as error:
            errors.append(error)
            continue
        opened.append(project.script)
        if not names_any(options.only, project.script):
            continue
        for warning in (
            *unsigned(options.marking, project.profile),
            *unused(project.script, able, generator.name),
            *faceless(project.script, able, generator.name, len(locales)),
            *shown_otherwise(project.script, able, generator.name, project.profile.video),
        ):
            note(warning)
        if not locales:
            errors.append(no_language(project.script))
        planner = FilmPlanner(
            project, options, generator, maker, store, pace, marks, sound, note, not executor.remote
        )
        for locale in locales:
            try:
                refuse_unable(
                    generator,
                    project.script,
                    project.profile,
                    locale,
                    options.sound_from is not None,
                )
                films.append(planner.film(locale))
            except LocvidError as error:
                errors.append(error)
                if isinstance(error, DoesNotFit):
                    unfit.append(Unfit(project.script, locale.tag, error.fits))
    if not errors:
        refuse_unknown(options.only, opened)
    if options.changed:
        films = [film for film in films if film.state is not State.CACHED]
    gpu = able.workers is not None
    jobs = _jobs(options.jobs, executor, gpu, any(f.state is not State.CACHED for f in films))
    return Plan(
        tuple(films),
        tuple(errors),
        jobs,
        generator.name,
        gpu=gpu,
        chosen_because=options.chosen_because,
        unfit=tuple(unfit),
    )


def _each_once(note: Note) -> Note:
    """Hundreds of scripts would say the same of a language."""
    said: set[str] = set()

    def tell(warning: str) -> None:
        if warning not in said:
            said.add(warning)
            note(warning)

    return tell


def settled(options: Options) -> Options:
    """The options with ``auto`` replaced by the generator that performs here."""
    choice = choose(options.generator, options.settings)
    if not choice.reason:
        return options
    return replace(options, generator=choice.name, chosen_because=choice.reason)


def pace_of(options: Options) -> Pace:
    """The pace that was measured for the cache folder and the generator."""
    return Pace(options.cache / "pace.json", options.generator)


_USUAL_JOBS = 4
"""Where an executor takes any number, and the user does not say how many."""


def _jobs(wanted: int | None, executor: Executor, gpu: bool, work: bool) -> int:
    """How many tasks at a time; other machines are only asked where there is work for them."""
    if executor.remote and not work:
        return wanted or 1
    places = executor.places(gpu)
    if places is None:
        return wanted or _USUAL_JOBS
    return min(wanted or places, places)


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


def _maker(options: Options, here: bool) -> tuple[Generator, Maker]:
    """``here``: it will run on this machine, and so has to be able to."""
    from locvid.media import ffmpeg

    opened = open_able if here else open_generator
    generator = opened(options.generator, PresetLibrary(), options.settings)
    version = generator.version
    if options.sound_from is not None:
        speaker = opened(options.sound_from, PresetLibrary(), DEFAULTS)
        version += f", sound by {options.sound_from} {speaker.version}"
    maker = Maker(
        generator.name,
        version,
        build(),
        ffmpeg.version(),
        chosen_because=options.chosen_because,
    )
    return generator, maker
