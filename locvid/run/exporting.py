"""What to paste into a model that locvid does not run itself: a film's prompts in its dialect."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.direct.generations import Generation, write
from locvid.model.performance import PerformancePrompt
from locvid.presets.library import PresetLibrary
from locvid.presets.models import KIND, family
from locvid.run.direction import dialect_called


def generations(
    prompts: Sequence[PerformancePrompt], dialect_name: str, library: PresetLibrary
) -> tuple[Generation, ...]:
    """The texts for one film in one locale.

    The model's limits are the preset of the dialect's name; a dialect without one has none.
    Raises InvalidInput where there is no such dialect.
    """
    dialect = dialect_called(dialect_name)
    known = library.has(KIND, dialect_name)
    return write(prompts, dialect, family(dialect_name, library) if known else None)
