"""What must hold for text that is drawn before it is drawn: glyphs, room, and time to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from locvid.documents.problems import Problems
from locvid.model.errors import InvalidInput, Location
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.screen import ShownText
from locvid.run.direction import Project
from locvid.typeset.breaks import normalised, width
from locvid.typeset.reading import columns_per_second

if TYPE_CHECKING:
    from locvid.typeset.fonts import Fonts

_TOO_FAST = 1.5
"""Captions follow the voice, which is often a little quicker than the eye: this much is told."""


def check_lettering(
    project: Project, locale: Locale, prompts: Sequence[PerformancePrompt]
) -> tuple[str, ...]:
    """Warnings about captions that nobody can read in the time.

    Raises one InvalidInput that names every text in the picture, burned-in captions among them,
    that no font can show or that does not fit.
    """
    if project.profile.burn_captions or any(prompt.screen for prompt in prompts):
        _check(project, locale, prompts)
    return tuple(_too_fast(project, locale, prompts))


def _check(project: Project, locale: Locale, prompts: Sequence[PerformancePrompt]) -> None:
    from locvid.typeset.fonts import Fonts, check_glyphs

    own = project.library.fonts()
    problems = Problems(project.script.location.file)

    def shaped(text: str, what: str, where: Location) -> Fonts | None:
        fonts = Fonts(own, locale.language, text)
        try:
            check_glyphs(text, fonts, locale, what)
        except InvalidInput as error:
            problems.add(f"[{locale}] {error.message}", where.line or 1, error.hint)
            return None
        return fonts

    for shot, prompt in zip(project.script.shots, prompts, strict=True):
        for screen, text in zip(shot.screen, prompt.screen, strict=True):
            fonts = shaped(text.text, f"the {text.kind} of '{shot.id}'", screen.location)
            if fonts is not None:
                try:
                    _check_room(text, fonts, project, locale)
                except InvalidInput as error:
                    at = screen.location.line or 1
                    problems.add(f"[{locale}] {error.message}", at, error.hint)
        if project.profile.burn_captions:
            for line, spoken in zip(shot.lines, prompt.lines, strict=True):
                shaped(spoken.caption, f"the burned-in caption of '{shot.id}'", line.location)
    problems.raise_any()


def _check_room(text: ShownText, fonts: Fonts, project: Project, locale: Locale) -> None:
    """Raise InvalidInput where a text does not fit into the picture even with nobody in it."""
    from locvid.presets.screens import safe_area, screen_style
    from locvid.typeset.placing import Page, place
    from locvid.typeset.shaping import Typesetter

    video = project.profile.video
    page = Page(video, safe_area(video, project.library), locale)
    place(text.text, screen_style(text.kind, project.library), page, Typesetter(fonts, locale))


def _too_fast(
    project: Project, locale: Locale, prompts: Sequence[PerformancePrompt]
) -> Iterator[str]:
    readable = columns_per_second(locale.language)
    for shot, prompt in zip(project.script.shots, prompts, strict=True):
        columns = sum(width(normalised(line.caption)) for line in prompt.lines)
        speed = columns / prompt.duration.natural_s if prompt.lines else 0.0
        if speed > _TOO_FAST * readable:
            yield (
                f"{shot.location}: [{locale}] the captions of '{shot.id}' cannot be read in its "
                f"{prompt.duration.natural_s:.1f} s: {columns} columns are {speed:.0f} a second, "
                f"and {readable} can be read"
            )
