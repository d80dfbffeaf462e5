"""Model presets: the limits of a family of models, its licence, its weights and what they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import langcodes

from locvid.model.errors import InvalidInput, Location
from locvid.model.family import Checkpoint, Grid, Licence, ModelFamily, ModelLimits
from locvid.presets.fields import Fields
from locvid.presets.library import Preset, PresetLibrary

KIND = "models"

KEYS = (
    "description",
    "title",
    "maker",
    "retired",
    "languages",
    "clip",
    "shots",
    "speakers",
    "spoken_words",
    "prompt_words",
    "prompt_characters",
    "grid",
    "licence",
    "hardware",
    "checkpoints",
)


def family(name: str, library: PresetLibrary, where: Location | None = None) -> ModelFamily:
    """The family called ``name``; raises InvalidInput naming file and key."""
    preset = library.get(KIND, name, where)
    fields = Fields(preset, KEYS)
    return ModelFamily(
        name=preset.name,
        title=fields.text("title"),
        maker=fields.text("maker"),
        description=fields.text("description"),
        limits=_limits(preset, fields),
        grid=_grid(preset),
        licence=_licence(preset),
        vram_gb=_optional(_part(preset, "hardware", ("vram_gb", "ram_gb")), "vram_gb", 1, 2000),
        ram_gb=_optional(_part(preset, "hardware", ("vram_gb", "ram_gb")), "ram_gb", 1, 10_000),
        checkpoints=_checkpoints(preset),
        retired=fields.text("retired", default=""),
    )


def families(library: PresetLibrary) -> tuple[ModelFamily, ...]:
    """All families, by name."""
    return tuple(family(name, library) for name in library.names(KIND))


def language_names(codes: Iterable[str]) -> str:
    """``English, French and German`` for a sentence, in alphabetical order."""
    names = sorted(langcodes.Language.get(code).display_name() for code in codes)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _limits(preset: Preset, fields: Fields) -> ModelLimits:
    clip = _part(preset, "clip", ("shortest_s", "longest_s", "lengths_s"))
    languages = _texts(preset, "languages", preset.content.get("languages", []))
    lengths = preset.content.get("clip", {}).get("lengths_s", [])
    if not isinstance(lengths, list) or any(
        isinstance(s, bool) or not isinstance(s, int | float) or s <= 0 for s in lengths
    ):
        raise _problem(preset, "clip.lengths_s", "must be a list of seconds")
    return ModelLimits(
        languages=frozenset(languages) or None,
        shortest_s=_optional(clip, "shortest_s", 0, 60) or 0.0,
        longest_s=_optional(clip, "longest_s", 1, 3600),
        lengths_s=tuple(sorted(float(s) for s in lengths)),
        shots=fields.whole("shots", 1, 100),
        speakers=fields.whole("speakers", 1, 100),
        spoken_words=_optional_whole(fields, "spoken_words"),
        prompt_words=_optional_whole(fields, "prompt_words"),
        prompt_characters=_optional_whole(fields, "prompt_characters"),
    )


def _grid(preset: Preset) -> Grid | None:
    fields = _part(preset, "grid", ("fps", "frame_step", "frame_rest", "size_step"))
    if fields is None:
        return None
    return Grid(
        fps=fields.whole("fps", 1, 240),
        frame_step=fields.whole("frame_step", 1, 1000),
        frame_rest=fields.whole("frame_rest", 0, 1000),
        size_step=fields.whole("size_step", 1, 512),
    )


def _licence(preset: Preset) -> Licence | None:
    fields = _part(preset, "licence", ("name", "url", "terms", "excluded", "must_accept"))
    if fields is None:
        return None
    written = preset.content["licence"]
    return Licence(
        name=fields.text("name"),
        url=fields.text("url"),
        terms=fields.text("terms"),
        excluded=_texts(preset, "licence.excluded", written.get("excluded", [])),
        must_accept=_yes(preset, "licence.must_accept", written.get("must_accept", False)),
    )


def _checkpoints(preset: Preset) -> dict[str, Checkpoint]:
    listed = preset.content.get("checkpoints", {})
    if not isinstance(listed, dict):
        raise _problem(preset, "checkpoints", "must be a mapping of names to weights")
    return {str(name): _checkpoint(preset, str(name), each) for name, each in listed.items()}


def _checkpoint(preset: Preset, name: str, written: Any) -> Checkpoint:
    if not isinstance(written, dict):
        raise _problem(preset, f"checkpoints.{name}", "must be a mapping of keys to values")
    inner = Preset(preset.kind, f"{preset.name}.checkpoints.{name}", written, preset.location)
    fields = Fields(inner, ("repository", "about_gb", "needs", "fetch", "gated"))
    return Checkpoint(
        name=name,
        repository=fields.text("repository"),
        about_gb=fields.number("about_gb", 0.001, 10_000),
        needs=_texts(inner, "needs", written.get("needs", [])),
        fetch=_texts(inner, "fetch", written.get("fetch", [])),
        gated=_yes(inner, "gated", written.get("gated", False)),
    )


def _part(preset: Preset, key: str, known: Collection[str]) -> Fields | None:
    return Fields(preset, known, prefix=f"{key}.") if key in preset.content else None


def _optional(fields: Fields | None, key: str, low: float, high: float) -> float | None:
    # Below every allowed value: a number that cannot be meant marks the missing key.
    missing = low - 1
    value = missing if fields is None else fields.number(key, missing, high, default=missing)
    return None if value == missing else value


def _optional_whole(fields: Fields, key: str) -> int | None:
    value = _optional(fields, key, 1, 1_000_000)
    return None if value is None else int(value)


def _texts(preset: Preset, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or any(not isinstance(each, str) or not each for each in value):
        raise _problem(preset, key, "must be a list of texts")
    return tuple(value)


def _yes(preset: Preset, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _problem(preset, key, "must be true or false")
    return value


def _problem(preset: Preset, key: str, rule: str) -> InvalidInput:
    return InvalidInput(
        f"'{key}' in the {preset.kind} preset '{preset.name}' {rule}", where=preset.location
    )
