"""Which engine speaks a language: Kokoro where it can, espeak-ng for all others."""

from __future__ import annotations

from functools import cache
from typing import cast

from locvid import plugins
from locvid.generate.studio.voice.base import VoiceEngine
from locvid.model.errors import InvalidInput, MissingDependency

GROUP = "locvid.voices"
FIRST, LAST = "kokoro", "espeak"


@cache
def engine_for(language: str) -> VoiceEngine:
    """The first engine that speaks ``language``: kokoro, then plug-ins by name, then espeak.

    Raises MissingDependency where that engine cannot run here (a lesser voice in its place
    would go unnoticed), InvalidInput where none speaks the language.
    """
    between = [name for name in plugins.names(GROUP) if name not in (FIRST, LAST)]
    for name in (FIRST, *between, LAST):
        engine = cast(VoiceEngine, plugins.load(GROUP, name)())
        if engine.speaks(language):
            state = engine.available()
            if not state.ok:
                raise MissingDependency(
                    f"the voice engine '{name}' cannot run: {state.reason}",
                    hint=state.how_to_get_it,
                )
            return engine
    raise InvalidInput(f"no voice speaks the language '{language}'", locale=language)
