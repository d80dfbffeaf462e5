"""The layers of sound around the voice: the setting's ambience, then every cue."""

from __future__ import annotations

from locvid.model.locale import Market
from locvid.model.performance import SoundLayer
from locvid.model.script import Cue, Shot
from locvid.presets.descriptions import description
from locvid.presets.library import PresetLibrary

AMBIENCE, EFFECT = "ambience", "effect"

_LEVELS = {"soft": "soft", "normal": "", "loud": "loud"}
_PLACES = {
    "left": "on the left",
    "right": "on the right",
    "centre": "in the centre",
    "near": "close by",
    "far": "in the distance",
}


def layers(
    shot: Shot, setting: str, market: Market, library: PresetLibrary
) -> tuple[SoundLayer, ...]:
    """The soundscape of ``shot``; ``setting`` is its setting in words.

    Raises InvalidInput for a cue without a preset.
    """
    place = market.ambience_variant.replace("-", " ").title()
    ambience = SoundLayer(
        kind=AMBIENCE,
        name=shot.setting,
        level="soft",
        at="centre",
        time_s=0.0,
        description=f"the quiet ambience of {setting}, as it sounds in {place}",
    )
    return (ambience, *(_effect(cue, library) for cue in shot.cues))


def _effect(cue: Cue, library: PresetLibrary) -> SoundLayer:
    sound = description("cues", cue.name, library, cue.location)
    words = [sound, _PLACES[cue.at]]
    if _LEVELS[cue.level]:
        words.append(f"({_LEVELS[cue.level]})")
    if cue.time_s is not None:
        words.append(f"at {cue.time_s:g} s")
    return SoundLayer(EFFECT, cue.name, cue.level, cue.at, cue.time_s, " ".join(words))
