"""Checks that every preset a script names exists, and tells all that do not at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from locvid.model.errors import InvalidInput, Location
from locvid.model.script import OFF_SCREEN, Script
from locvid.presets import deliveries
from locvid.presets.library import PresetLibrary


def check_presets(script: Script, library: PresetLibrary) -> None:
    """Raise one InvalidInput that lists every preset ``script`` names and ``library`` lacks."""
    problems: list[InvalidInput] = []
    sound: set[tuple[str, str]] = set()
    told: set[_Need] = set()
    for need in _needs(script):
        if (need.kind, need.name) in sound or need in told:
            continue
        try:
            _find(need, library)
            sound.add((need.kind, need.name))
        except InvalidInput as problem:
            problems.append(problem)
            told.add(need)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        first, *others = problems
        spelled = [f"\n{other}" + (f" ({other.hint})" if other.hint else "") for other in others]
        raise InvalidInput(
            f"{first.message} ({first.hint})" + "".join(spelled),
            first.where,
            hint="`locvid presets` lists the presets there are",
        )


class _Need(NamedTuple):
    kind: str
    name: str
    where: Location


_DELIVERIES: dict[str, Callable[[str, PresetLibrary, Location], object]] = {
    deliveries.EMOTION: deliveries.emotion,
    deliveries.PACE: deliveries.pace,
    deliveries.PAUSES: deliveries.pauses,
    deliveries.EFFORT: deliveries.effort,
}


def _find(need: _Need, library: PresetLibrary) -> None:
    """Raise InvalidInput if the preset is not there or cannot be read."""
    if need.kind in _DELIVERIES:
        _DELIVERIES[need.kind](need.name, library, need.where)
    else:
        library.get(need.kind, need.name, need.where)


def _needs(script: Script) -> Iterator[_Need]:
    yield _Need("profiles", script.profile, script.location)
    for member in script.cast.values():
        if member.presenter != OFF_SCREEN:
            yield _Need("presenters", member.presenter, member.location)
        yield _Need("voices", member.voice, member.location)
    for shot in script.shots:
        yield _Need("settings", shot.setting, shot.location)
        if shot.room:
            yield _Need("rooms", shot.room, shot.location)
        for text in shot.screen:
            yield _Need("screens", text.kind, text.location)
        for cue in shot.cues:
            where = cue.location or shot.location
            yield _Need("cues", cue.name, where)
            for material in filter(None, (cue.on, cue.of)):
                yield _Need("materials", material, where)
        for line in shot.lines:
            yield _Need(deliveries.EMOTION, line.delivery.emotion, line.location)
            yield _Need(deliveries.PACE, line.delivery.pace, line.location)
            yield _Need(deliveries.PAUSES, line.delivery.pauses, line.location)
            yield _Need(deliveries.EFFORT, line.delivery.effort, line.location)
