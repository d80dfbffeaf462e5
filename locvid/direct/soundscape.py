"""The layers of sound around the voice: the setting's ambience, then every cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from locvid.direct.moments import Found, found
from locvid.model.locale import Locale, Market
from locvid.model.localized import LocalizedLine
from locvid.model.performance import SoundLayer
from locvid.model.script import TWO_SHOT, Cue, Shot
from locvid.model.take import FOREGROUND, MIDGROUND
from locvid.presets.descriptions import description
from locvid.presets.library import PresetLibrary
from locvid.presets.staging import only_heard

AMBIENCE, EFFECT, SCORE = "ambience", "effect", "score"

_LEVELS = {"soft": "soft", "normal": "", "loud": "loud"}
_UNSEEN = ", out of the picture"
_QUIETER, _LOUDER = "rather soft", "rather loud"
_FROM_TO = {
    "left": "the left",
    "right": "the right",
    "centre": "the centre",
    "near": "close by",
    "far": "the distance",
}
_PLACES = {
    "left": "on the left",
    "right": "on the right",
    "centre": "in the centre",
    "near": "close by",
    "far": "in the distance",
}


def layers(
    shot: Shot,
    lines: Sequence[LocalizedLine],
    setting: str,
    locale: Locale,
    market: Market,
    library: PresetLibrary,
) -> tuple[SoundLayer, ...]:
    """The soundscape of ``shot``, whose ``lines`` are in ``locale``; ``setting`` in words.

    Raises InvalidInput for a cue or a room without a preset, or at a word that the line does not
    have.
    """
    room = description("rooms", shot.room, library, shot.location) if shot.room else ""
    heard = [_ambience(shot.setting, setting, room, market.ambience_variant)]
    for cue in shot.cues:
        moment = found(cue, shot, lines, locale)
        unseen = _only_heard(cue, shot, library)
        heard.append(
            _untimed(cue, unseen, library)
            if moment is None
            else _effect(cue, moment, unseen, library)
        )
    return tuple(heard)


@lru_cache(maxsize=256)
def _ambience(name: str, setting: str, room: str, variant: str) -> SoundLayer:
    """That of the setting ``name``; it and the room are given in words."""
    words = f"the quiet ambience of {setting}, as it sounds in {variant.replace('-', ' ').title()}"
    if room:
        words += f"; everything sounds as in {room}"
    return SoundLayer(
        kind=AMBIENCE,
        name=name,
        level="soft",
        at="centre",
        time_s=0.0,
        description=words,
    )


def score(emotion: str, library: PresetLibrary) -> SoundLayer:
    """The music of an emotion, for models that are to play it themselves."""
    preset = library.get("scores", emotion)
    words = description("scores", emotion, library)
    tempo = preset.content.get("tempo_bpm")
    if isinstance(tempo, int | float):
        words += f", about {tempo:g} beats a minute"
    told = f"a quiet instrumental underscore, {emotion} ({words[:1].lower()}{words[1:]})"
    return SoundLayer(SCORE, emotion, "soft", "centre", None, told)


def assumptions(shot: Shot, lines: Sequence[LocalizedLine], locale: Locale) -> tuple[str, ...]:
    """What ``layers`` assumed about the moments of the cues."""
    moments = (found(cue, shot, lines, locale) for cue in shot.cues)
    return tuple(each.assumed for each in moments if each is not None and each.assumed)


@lru_cache(maxsize=256)
def _untimed(cue: Cue, unseen: bool, library: PresetLibrary) -> SoundLayer:
    """A cue at no moment of the words is the same in every language."""
    return _effect(cue, None, unseen, library)


def _effect(cue: Cue, moment: Found | None, unseen: bool, library: PresetLibrary) -> SoundLayer:
    words = [*_what(cue, library), *_where(cue)]
    if unseen:
        words[-1] += _UNSEEN
    level = _LEVELS[cue.level] or (_QUIETER if cue.gain_db < 0 else _LOUDER if cue.gain_db else "")
    if level:
        words.append(f"({level})")
    if cue.time_s is not None:
        words.append(f"at {cue.time_s:g} s")
    if moment is not None:
        words[-1] += f", {moment.words}"
    return SoundLayer(
        EFFECT,
        cue.name,
        cue.level,
        cue.at,
        cue.time_s,
        " ".join(words),
        moment=moment.moment if moment is not None else None,
        gain_db=cue.gain_db,
        to=cue.to,
        on=cue.on,
        of=cue.of,
        size=cue.size,
        speed=cue.speed,
        depth=_depth(cue, library),
    )


def _only_heard(cue: Cue, shot: Shot, library: PresetLibrary) -> bool:
    """Whether the setting has no place for it in what the shot shows."""
    cuts = len({line.speaker for line in shot.lines}) > 1 and shot.camera.framing != TWO_SHOT
    setting = library.get("settings", shot.setting)
    return only_heard(library.get("cues", cue.name, cue.location), cue.at, setting, cuts)


def _depth(cue: Cue, library: PresetLibrary) -> str:
    """The layer that the cue's preset names; what stays far away is never in front."""
    if cue.at == "far" and cue.to in ("", "far"):
        return MIDGROUND
    return str(library.get("cues", cue.name).content.get("layer", FOREGROUND))


def _what(cue: Cue, library: PresetLibrary) -> Iterator[str]:
    """The thing with its material, what is under it, its size and its speed."""
    yield description("cues", cue.name, library, cue.location)
    if cue.of:
        yield f"made of {description('materials', cue.of, library, cue.location)}"
    usual = library.get("cues", cue.name).content
    # What is under a thing that is seen belongs to the picture; else only where it is asked for.
    under = cue.on or (str(usual.get("on", "")) if "thing" in usual else "")
    if under:
        yield f"on {description('materials', under, library, cue.location)}"
    if cue.size != 1.0:
        yield "(large)" if cue.size > 1 else "(small)"
    if cue.speed != 1.0:
        yield "(fast)" if cue.speed > 1 else "(slow)"


def _where(cue: Cue) -> Iterator[str]:
    if not cue.to:
        yield _PLACES[cue.at]
    else:
        yield f"from {_FROM_TO[cue.at]} to {_FROM_TO[cue.to]}"
