"""From a script file to performance prompts: read, localize, direct. Every command starts here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locvid import plugins
from locvid.direct.dialects.base import Dialect
from locvid.model.errors import Location
from locvid.model.locale import Locale
from locvid.model.localized import LocalizedScript
from locvid.model.performance import Fit, PerformancePrompt, SpokenLine
from locvid.model.profile import Profile
from locvid.model.script import Script
from locvid.model.verdict import ExpectedLine
from locvid.model.word_files import NONE_NAMED, WordFiles
from locvid.presets.extending import extended
from locvid.presets.library import PresetLibraries, PresetLibrary

if TYPE_CHECKING:
    from locvid.localize.glossary.base import Glossary
    from locvid.localize.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """A script with the presets that hold for it and the profile it is delivered in.

    ``template`` names the preset that words its prompts; empty for none. ``words`` are the
    glossary and the lexicon that its project names.
    """

    script: Script
    library: PresetLibrary
    profile: Profile
    template: str = ""
    words: WordFiles = NONE_NAMED

    def burning(self, captions: bool | None) -> Project:
        """The project with its captions in the picture or not; None is as the profile says."""
        if captions is None:
            return self
        return replace(self, profile=replace(self.profile, burn_captions=captions))


def open_project(
    path: Path,
    profile_name: str | None = None,
    presets: Path | None = None,
    gate: Mapping[str, float] | None = None,
    template_name: str | None = None,
    words: WordFiles = NONE_NAMED,
    libraries: PresetLibraries | None = None,
) -> Project:
    """Read and validate the script at ``path``.

    ``profile_name`` and ``template_name`` override the script's own.

    A ``presets`` folder beside the script adds to the packaged presets and overrides them, and so
    does, after it, the folder ``presets``. ``gate`` replaces numbers of the profile's gate.
    ``words`` are the glossary and the lexicon of scripts that name none. ``libraries`` with the
    same folder ``presets`` are those of other scripts of the run.
    """
    from locvid.direct.check import check_presets
    from locvid.presets.profiles import profile
    from locvid.script.reading import read_script

    script = read_script(path)
    library = (libraries or PresetLibraries(presets)).of(path.parent)
    check_presets(script, library)
    where: Location | None = None if profile_name else script.location
    chosen = profile(profile_name or script.profile, library, where)
    named = script.template if template_name is None else template_name
    if named:
        _check_template(named, script, library, None if template_name else where)
    return Project(script, library, with_gate(chosen, gate or {}), named, words)


def _check_template(
    name: str, script: Script, library: PresetLibrary, where: Location | None
) -> None:
    """What is wrong with a template is told once, before any language is looked at."""
    from locvid.localize.locales import resolve
    from locvid.presets.templates import template

    template(name, resolve(script.source)[0], library, where)


def with_gate(profile: Profile, numbers: Mapping[str, float]) -> Profile:
    """``profile`` with other ``numbers`` in its gate.

    A gate that was changed does not go by the name of the standard that it was.
    """
    gate = profile.gate
    changed: dict[str, Any] = {
        name: number for name, number in sorted(numbers.items()) if getattr(gate, name) != number
    }
    if not changed:
        return profile
    said = ", ".join(f"{name} {number:g}" for name, number in changed.items())
    return replace(profile, gate=replace(gate, name=f"{gate.name} with {said}", **changed))


def resolve_locales(tags: tuple[str, ...]) -> tuple[tuple[Locale, ...], tuple[str, ...]]:
    """Locales of the tags as written, each once, in order; and what was assumed about them."""
    from locvid.localize.locales import resolve

    locales: dict[str, Locale] = {}
    warnings: list[str] = []
    for tag in tags:
        locale, assumed = resolve(tag)
        locales.setdefault(locale.tag, locale)
        warnings += assumed
    return tuple(locales.values()), tuple(warnings)


# What is planned is directed and then checked: both need the same words.
@lru_cache(maxsize=2)
def localized(project: Project, locale: Locale) -> LocalizedScript:
    """The project's script in ``locale``; raises InvalidInput listing every missing line."""
    from locvid.localize.text import localize

    return localize(project.script, locale, project.library, _lexicon_of(project))


@lru_cache(maxsize=2)
def _lexicon_of(project: Project) -> Lexicon:
    from locvid.localize.named import named_lexicon

    return named_lexicon(project.script, project.words)


@lru_cache(maxsize=2)
def glossary_of(project: Project) -> Glossary:
    """The terms that the texts keep to; raises InvalidInput for a glossary with faults."""
    from locvid.localize.named import named_glossary

    return named_glossary(project.script, project.words)


def prompts_for(
    project: Project, locale: Locale, seed: int
) -> tuple[tuple[PerformancePrompt, ...], tuple[str, ...]]:
    """One prompt per shot, and warnings about text and presets that stood in for others."""
    from locvid.direct.director import direct, direct_warnings, too_late

    words = localized(project, locale)
    warnings = words.warnings + direct_warnings(words, project.library)
    prompts = direct(words, project.library, seed, project.template)
    return prompts, warnings + too_late(words, prompts)


def spoken_lines(prompts: Sequence[PerformancePrompt]) -> tuple[tuple[str, str], ...]:
    """What is said, in order, as (shot, text): all that verification is told about a film.

    The text is in the notation of ``locvid.phonetics.pieces``.
    """
    return tuple((prompt.shot, line.said) for prompt in prompts for line in prompt.lines)


def expected_lines(prompts: Sequence[PerformancePrompt]) -> tuple[ExpectedLine, ...]:
    """The same with who says it, and by how much it overlaps the line before."""
    return tuple(
        line for prompt in prompts for line in expected(prompt.shot, prompt.lines, prompt.fit)
    )


def expected(shot: str, lines: Sequence[SpokenLine], fit: Fit | None) -> tuple[ExpectedLine, ...]:
    """The lines of a shot, as verification is told of them."""
    from locvid.direct.duration import overlap_s

    lengths = [each.speech_s for each in fit.lines] if fit else [0.0] * len(lines)
    return tuple(
        ExpectedLine(
            shot,
            line.said,
            line.speaker,
            round(overlap_s(lines[number - 1], line, lengths[number - 1]), 2),
            line.off_screen,
        )
        for number, line in enumerate(lines)
    )


def performed(project: Project, locale: Locale) -> tuple[ExpectedLine, ...]:
    """What a film of ``project`` says, in the wording that fits its shots, or comes nearest."""
    from locvid.direct.overflow import DoesNotFit

    try:
        return expected_lines(prompts_for(project, locale, 0)[0])
    except DoesNotFit as error:
        return tuple(
            line
            for each in error.fits
            for line in expected(
                each.shot.id, [option.line for option in each.fitted.options], each.fitted.fit
            )
        )


def writer(dialect: str) -> Callable[[PerformancePrompt], str] | None:
    """How a generator's prompts are written down; None for one that reads the prompt itself."""
    if not dialect:
        return None
    return dialect_called(dialect).write


def dialect_called(name: str) -> Dialect:
    """The dialect, which leaves the word to a template where a prompt has one for it.

    Raises InvalidInput where there is no such dialect.
    """
    from locvid.direct.templates import Templated

    found: Dialect = plugins.load("locvid.dialects", name)()
    return Templated(found)


def presets_of(
    prompt: PerformancePrompt, library: PresetLibrary, generator: str
) -> Mapping[str, object]:
    """Contents of the presets that a generator may look up for ``prompt``, by ``kind/name``."""
    effects = [layer for layer in prompt.soundscape if layer.kind == "effect"]
    presets = _presets_named(
        library,
        generator,
        prompt.setting,
        prompt.room,
        tuple([speaker.voice for speaker in prompt.speakers]),
        () if prompt.off_screen else tuple([speaker.presenter for speaker in prompt.speakers]),
        tuple([line.emotion for line in prompt.lines]),
        tuple([(layer.name, layer.on, layer.of) for layer in effects]),
        tuple([text.kind for text in prompt.screen]),
    )
    return {**presets, **_font_contents(library)} if prompt.screen else presets


# The shots of a film, and a shot in all its languages, mostly use the same ones.
@lru_cache(maxsize=64)
def _presets_named(
    library: PresetLibrary,
    generator: str,
    setting: str,
    room: str,
    voices: tuple[str, ...],
    presenters: tuple[str, ...],
    emotions: tuple[str, ...],
    effects: tuple[tuple[str, str, str], ...],
    screens: tuple[str, ...],
) -> Mapping[str, object]:
    """``effects`` are cues with the material under them and their own, where the script says."""
    wanted = {("settings", setting)}
    room = room or library.get("settings", setting).content.get("room", "")
    if isinstance(room, str) and library.has("rooms", room):
        wanted.add(("rooms", room))
    wanted |= {("voices", name) for name in voices}
    wanted |= {("presenters", name) for name in presenters}
    wanted |= {("deliveries", f"emotion-{name}") for name in emotions}
    for cue, on, of in effects:
        usual = library.get("cues", cue).content
        wanted.add(("cues", cue))
        named = (on or usual.get("on"), of or usual.get("of"))
        wanted |= {("materials", str(material)) for material in named if material}
    if screens:
        wanted |= {("screens", kind) for kind in screens}
        wanted |= {("safe-areas", name) for name in library.names("safe-areas")}
    if library.has("generators", generator):
        wanted.add(("generators", generator))
    return {
        f"{kind}/{name}": extended(library.get(kind, name), library).content
        if kind == "screens"
        else library.get(kind, name).content
        for kind, name in sorted(wanted)
    }


def captions_look(project: Project) -> Mapping[str, object]:
    """What burned-in captions depend on beside the profile; empty where there are none."""
    if not project.profile.burn_captions:
        return {}
    from locvid.presets.screens import lettering

    look = lettering(project.profile.video, project.library)
    return {"style": look.style, "safe": look.safe, **_font_contents(project.library)}


def _font_contents(library: PresetLibrary) -> Mapping[str, str]:
    """SHA-256 of the project's own fonts, by ``fonts/NAME``."""
    return {
        f"fonts/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in library.fonts()
    }
