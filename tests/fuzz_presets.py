"""Presets of every kind, for ``fuzz_targets``: read and made into what a run makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locvid.model.errors import LocvidError

if TYPE_CHECKING:
    from fuzz_targets import Target

    from locvid.presets.library import PresetLibrary

_NUMBERS = count()


def presets() -> Mapping[str, Target]:
    """One target for each kind; what is broken are the packaged presets."""
    from fuzz_targets import Target

    from locvid.presets.library import KINDS, packaged_presets

    found = {}
    # A kind that is added without a use here is a KeyError, and so is noticed.
    for kind in KINDS:
        seeds = [path.read_bytes() for path in sorted((packaged_presets() / kind).glob("*.yaml"))]
        small = [seed for seed in seeds if len(seed) < 6000] or seeds[:1]
        found[f"preset {kind}"] = Target(".yaml", small, partial(_attempt, kind))
    return found


def _attempt(kind: str, file: Path) -> None:
    from locvid.presets.library import PresetLibrary

    # A name of its own: presets are remembered by file.
    name = _NAMES.get(kind, "fuzzed{}").format(next(_NUMBERS))
    preset = file.parent / "presets" / kind / f"{name}.yaml"
    preset.parent.mkdir(parents=True, exist_ok=True)
    preset.write_bytes(file.read_bytes())
    try:
        _USES[kind](name, PresetLibrary(file.parent))
    finally:
        preset.unlink()


_NAMES = {
    "deliveries": "emotion-fuzzed{}",
    "generators": "ltx2",
    "safe-areas": "wide",
    "briefs": "standard",
}


def _market(name: str, library: PresetLibrary) -> None:
    from locvid.presets.markets import parse_market

    parse_market(library.get("markets", name))


def _delivery(name: str, library: PresetLibrary) -> None:
    from locvid.presets.deliveries import emotion

    emotion(name.removeprefix("emotion-"), library)


def _profile(name: str, library: PresetLibrary) -> None:
    from locvid.presets.profiles import profile

    profile(name, library)


def _reading(name: str, library: PresetLibrary) -> None:
    from locvid.localize.verbalize.reading import parse_reading, with_bases

    parse_reading(with_bases(library.get("readings", name), library))


def _model(name: str, library: PresetLibrary) -> None:
    from locvid.presets.models import family

    family(name, library)


def _generator(name: str, library: PresetLibrary) -> None:
    from locvid.generate.ltx2.recipe import recipe

    recipe(library)


def _voice(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.voice.binding import espeak_binding, kokoro_binding
    from locvid.localize.locales import resolve

    voice = library.get("voices", name).content
    espeak_binding(voice)
    kokoro_binding(voice, resolve("fr-FR")[0])


def _presenter(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.picture.presenter.look import look_of

    look_of(library.get("presenters", name))


def _setting(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.picture.setting import ROOMS
    from locvid.generate.studio.picture.setting.look import look_of

    look_of(library.get("settings", name), ROOMS)


def _room(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.sound.room import Room
    from locvid.generate.studio.sound.section import Section

    Room.read(Section.of(library.get("rooms", name)))


def _cue(name: str, library: PresetLibrary) -> None:
    from locvid.presets.descriptions import description

    description("cues", name, library)


def _score(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.score.mood import mood

    mood(name, library)


def _screen(name: str, library: PresetLibrary) -> None:
    from locvid.presets.screens import screen_style

    screen_style(name, library)


def _safe_area(name: str, library: PresetLibrary) -> None:
    from fractions import Fraction

    from locvid.model.media import VideoFormat
    from locvid.presets.screens import safe_area

    safe_area(VideoFormat(1280, 720, Fraction(25)), library)


def _brief(name: str, library: PresetLibrary) -> None:
    from locvid.presets.briefs import brief_words

    brief_words(library)


def _material(name: str, library: PresetLibrary) -> None:
    from locvid.generate.studio.picture.things.material import look_of
    from locvid.generate.studio.sound.material import material

    material(name, library)
    look_of(name, library)


def _template(name: str, library: PresetLibrary) -> None:
    from locvid.localize.locales import resolve
    from locvid.presets.templates import template

    template(name, resolve("fr-FR")[0], library)


def _timing(name: str, library: PresetLibrary) -> None:
    from locvid.presets.timing import parse_timing

    parse_timing(library.get("timing", name))


def _turn(name: str, library: PresetLibrary) -> None:
    from locvid.presets import turns

    # A run asks for them by name: the fuzzed one stands for each in turn.
    preset = library.get("turns", name)
    for read in (turns.interrupting_of, turns.listening_of):
        with suppress(LocvidError):
            read(preset)


_USES: Mapping[str, Callable[[str, Any], None]] = {
    "markets": _market,
    "voices": _voice,
    "presenters": _presenter,
    "settings": _setting,
    "rooms": _room,
    "deliveries": _delivery,
    "profiles": _profile,
    "cues": _cue,
    "readings": _reading,
    "models": _model,
    "generators": _generator,
    "scores": _score,
    "screens": _screen,
    "safe-areas": _safe_area,
    "briefs": _brief,
    "materials": _material,
    "templates": _template,
    "timing": _timing,
    "turns": _turn,
}
