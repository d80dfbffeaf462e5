"""Plans the films of one script, language by language; what they share is looked up once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from locvid.generate.base import Generator, Remarking, Scoring
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.run.direction import Project, captions_look, presets_of, prompts_for, writer
from locvid.run.ground import ground_for
from locvid.run.keys import Maker
from locvid.run.lettering import check_lettering, told_too_fast
from locvid.run.options import Note, Options
from locvid.run.other_sound import musician_of
from locvid.run.pace import Pace
from locvid.run.plan import Known, PlannedFilm, PlannedSound, plan_film
from locvid.run.preflight import Ground, preflight, settle
from locvid.run.reading import too_fast
from locvid.run.record import read_record
from locvid.run.refusals import refuse_shots
from locvid.run.scoring import planned_score, with_music
from locvid.run.selection import can_be_joined, excerpt, excerpt_name
from locvid.run.store import Store
from locvid.run.texts import check_texts


class FilmPlanner:
    """Plans ``project`` in any locale. ``here``: its shots will be made on this machine."""

    def __init__(
        self,
        project: Project,
        options: Options,
        generator: Generator,
        maker: Maker,
        store: Store,
        pace: Pace,
        marks: str,
        sound: PlannedSound | None,
        note: Note,
        here: bool,
    ) -> None:
        self._project = project
        self._options = options
        self._generator = generator
        self._able = generator.capabilities()
        self._maker = maker
        self._store = store
        self._pace = pace
        self._marks = marks
        self._sound = sound
        self._note = note
        self._here = here

    def film(self, locale: Locale) -> PlannedFilm:
        """The film in ``locale``, where only some shots are wanted and cannot be joined: of those.

        Raises LocvidError for what is wrong with the script in this language.
        """
        project, options = self._project, self._options
        script, library, profile = project.script, project.library, project.profile
        prompts, warnings = prompts_for(project, locale, options.seed)
        prompts = with_music(prompts, script, library, self._musician)
        refuse_shots(self._generator, prompts)
        warnings += check_texts(project, locale, options.allow_stale, options.remembers)
        warnings += check_lettering(
            project, locale, prompts, options.allow_stale, options.remembers
        )
        fast = {prompt.shot: too_fast(prompt, profile) for prompt in prompts}
        warnings += tuple(told_too_fast(project, locale, fast))
        if self._remarks is not None:
            warnings += tuple(each for one in prompts for each in self._remarks(one))
        for warning in (*warnings, *settle(preflight(prompts, self._able, self._ground))):
            self._note(warning)

        def planned(folder: Path, prompts: tuple[PerformancePrompt, ...]) -> PlannedFilm:
            previous = read_record(folder / f"{script.name}.{locale.tag}.json")
            known = Known(
                previous=previous,
                intact=previous is not None and previous.intact(folder),
                stored=self._store.has,
                work_per_second=self._work_per_second,
            )
            return plan_film(
                script,
                locale,
                folder,
                prompts,
                profile,
                self._maker,
                lambda prompt: presets_of(prompt, library, self._generator.name),
                options.stems,
                known,
                (*options.aligners, options.recogniser),
                write=self._write,
                last_frames=self._able.last_frames,
                score=planned_score(
                    project,
                    prompts,
                    self._musician,
                    self._plays,
                    options.seed,
                    self._note,
                    performs=self._sound is None,
                ),
                captions_look=self._captions_look,
                marks=self._marks,
                sound=self._sound,
                too_fast=fast,
            )

        folder = options.out / script.name
        film = planned(folder, prompts)
        if can_be_joined(film, options.only):
            return film
        return planned(folder / excerpt_name(options.only), excerpt(prompts, options.only))

    @cached_property
    def _musician(self) -> Generator:
        return musician_of(self._sound, self._generator, self._project.library)

    @cached_property
    def _plays(self) -> bool:
        # Looking for the methods of a Protocol takes a while.
        return isinstance(self._musician, Scoring)

    @cached_property
    def _remarks(self) -> Callable[[PerformancePrompt], tuple[str, ...]] | None:
        return self._generator.remarks if isinstance(self._generator, Remarking) else None

    @cached_property
    def _ground(self) -> Ground:
        settings, variables = self._options.settings, self._options.variables
        return ground_for(self._generator, self._project.library, settings, variables, self._here)

    @cached_property
    def _captions_look(self) -> Mapping[str, object]:
        return captions_look(self._project)

    @cached_property
    def _write(self) -> Callable[[PerformancePrompt], str] | None:
        return writer(self._able.dialect)

    @cached_property
    def _work_per_second(self) -> float:
        return self._pace.of(self._project.profile.video)
