"""Which music goes under a film: planned from the emotions of its shots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from locvid.direct.soundscape import score as score_layer
from locvid.generate.base import Generator, Scoring
from locvid.model.performance import PerformancePrompt
from locvid.model.script import Script
from locvid.presets.library import PresetLibrary
from locvid.run.direction import Project
from locvid.run.keys import digest
from locvid.run.plan import PlannedScore

_SILENT_SHOT = "calm"
"""The music of a shot in which nobody speaks, and of an emotion that has none of its own."""


def planned_score(
    project: Project,
    prompts: Sequence[PerformancePrompt],
    generator: Generator,
    plays: bool,
    seed: int,
    note: Callable[[str], None],
    performs: bool = True,
) -> PlannedScore | None:
    """The score of a film; None where script, profile or generator want or have none.

    It is the same in every language, as far as the lengths of the shots are. ``plays`` says
    whether the generator is a ``Scoring`` one. ``performs``: it also makes the shots. Where it
    does not, its music belongs to its other sound.
    """
    script, library = project.script, project.library
    if not plays:
        if script.score:
            note(_no_musician(generator))
        return None
    if not (project.profile.score if script.score is None else script.score):
        return None
    emotions = tuple(_scored(_emotion(prompt), library, note) for prompt in prompts)
    return PlannedScore(
        emotions,
        int(digest(["score", script.name, seed])[:15], 16),
        {f"scores/{name}": library.get("scores", name).content for name in sorted(set(emotions))},
        generator.name,
        always=performs or bool(script.score),
    )


def _no_musician(generator: Generator) -> str:
    if generator.capabilities().dialect:
        return (
            f"'{generator.name}' is asked for music shot by shot, and it ends at every cut: "
            "--sound studio plays one piece under the film"
        )
    return f"the generator '{generator.name}' plays no music: 'score: on' is not used"


def with_music(
    prompts: Sequence[PerformancePrompt],
    script: Script,
    library: PresetLibrary,
    musician: Generator | None = None,
) -> tuple[PerformancePrompt, ...]:
    """``prompts`` for a model that has to play the music itself, where the script wants music.

    A profile that would have music leaves it to whoever can play it over a whole film: what a model
    plays ends with its shot. Where the ``musician`` is one, nothing is asked of the model.
    """
    if not script.score or isinstance(musician, Scoring):
        return tuple(prompts)
    return tuple(
        replace(
            prompt,
            soundscape=(
                *prompt.soundscape,
                score_layer(_scored(_emotion(prompt), library, lambda note: None), library),
            ),
        )
        for prompt in prompts
    )


def _emotion(prompt: PerformancePrompt) -> str:
    """The one in which most of the shot is spoken."""
    said: dict[str, int] = {}
    for line in prompt.lines:
        said[line.emotion] = said.get(line.emotion, 0) + len(line.text)
    return max(said, key=lambda emotion: said[emotion]) if said else _SILENT_SHOT


def _scored(emotion: str, library: PresetLibrary, note: Callable[[str], None]) -> str:
    if library.has("scores", emotion):
        return emotion
    note(f"no music is known for the emotion '{emotion}': that of '{_SILENT_SHOT}' is played")
    return _SILENT_SHOT
