"""Which engine speaks a language: Kokoro where it can, espeak-ng for all others."""

from __future__ import annotations

from functools import cache

from locvid import plugins
from locvid.generate.studio.voice.base import VoiceEngine
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale

GROUP = "locvid.voices"
FIRST, LAST = "kokoro", "espeak"


@cache
def engine_for(language: str) -> VoiceEngine:
    """The first engine that speaks ``language``: kokoro, then plug-ins by name, then espeak.

    Raises MissingDependency where that engine cannot run here (a lesser voice in its place
    would go unnoticed), InvalidInput where none speaks the language.
    """
    for engine in engines():
        if engine.speaks(language):
            state = engine.available()
            if not state.ok:
                raise MissingDependency(
                    f"the voice engine '{engine.name}' cannot run: {state.reason}",
                    hint=state.how_to_get_it,
                )
            return engine
    raise InvalidInput(f"no voice speaks the language '{language}'", locale=language)


def refuse_unspoken(locale: Locale) -> None:
    """Raise InvalidInput where no engine speaks the language; whether one can run is not asked."""
    if not _spoken(locale.language):
        raise InvalidInput(
            f"no voice here speaks {locale.name}",
            locale=locale.tag,
            hint="leave the language out, or choose a --generator that speaks it",
        )


@cache
def _spoken(language: str) -> bool:
    return any(engine.speaks(language) for engine in engines())


@cache
def engines() -> tuple[VoiceEngine, ...]:
    """All registered engines in the order in which they are asked."""
    between = [name for name in plugins.names(GROUP) if name not in (FIRST, LAST)]
    return tuple(plugins.load(GROUP, name)() for name in (FIRST, *between, LAST))
