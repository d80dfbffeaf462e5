"""Content keys: what a shot and a film are made of, as named parts, and a hash over all of them.

The parts stay separate until the last moment so that a plan can say which of them changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from locvid.model.performance import PerformancePrompt, Speaker
from locvid.model.profile import Profile
from locvid.model.script import Script

Parts = Mapping[str, str]
"""Part name -> digest of its content."""

_TEXT_FIELDS = ("speaker", "text", "caption")
_MARKS = "marked"
_SHARED_FIELDS = frozenset({"locale", "market", "camera"})
"""One object in many prompts: of a language, or of a shot in all languages."""

_FOLLOWERS = ("seed", "duration", "fit", "written prompt")
"""Parts that follow from others: naming them as the reason of a change would mislead."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes the shots: the generator's name and version, and locvid's and ffmpeg's version.

    ``chosen_because`` says why that generator, where the user did not name it; the key is the same.
    """

    generator: str
    version: str
    locvid: str
    ffmpeg: str
    chosen_because: str = ""


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: object) -> str:
    """``value`` as JSON with sorted keys: the same content gives the same text on any machine."""
    if type(value) is int:
        return int.__repr__(value)
    return _ENCODER.encode(plain(value))


def digest(value: object) -> str:
    """SHA-256 (hex) of the canonical form."""
    return _digest_of_text(value) if type(value) is str else _sha256(value)


@lru_cache(maxsize=1024)
def _digest_of_text(text: str) -> str:
    return _sha256(text)


@lru_cache(maxsize=1024)
def _digest_of_speakers(speakers: tuple[Speaker, ...]) -> str:
    """They are texts throughout: what is equal has the same digest."""
    return _sha256(speakers)


def _sha256(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def digest_of_shared(value: object) -> str:
    """As ``digest``, remembered for this very object, which must not change: a preset's content.

    Thousands of shots use the same few presets.
    """
    known = _DIGESTS.get(id(value))
    if known is None or known[0] is not value:
        if len(_DIGESTS) >= _MOST_DIGESTS:
            _DIGESTS.clear()
        known = _DIGESTS[id(value)] = value, digest(value)
    return known[1]


_DIGESTS: dict[int, tuple[object, str]] = {}
"""By identity; the object is kept, so that no other one gets its number."""

_MOST_DIGESTS = 4096


def shot_parts(
    prompt: PerformancePrompt,
    profile: Profile,
    maker: Maker,
    presets: Mapping[str, object],
    written: str = "",
) -> dict[str, str]:
    """Everything that one rendered shot depends on; ``presets`` maps ``kind/name`` to content.

    ``written`` is the prompt in the generator's dialect, where it reads one.
    """
    parts = {
        name: (digest_of_shared if name in _SHARED_FIELDS else digest)(getattr(prompt, name))
        for name in _names(PerformancePrompt)
        if name not in ("lines", "speakers")
    }
    lines: list[dict[str, Any]] = [plain(line) for line in prompt.lines]
    parts["speakers"] = _digest_of_speakers(prompt.speakers)
    parts["text"] = digest([{name: line.pop(name) for name in _TEXT_FIELDS} for line in lines])
    if any(marks := [line.pop(_MARKS) for line in lines]):
        parts["pronunciation"] = digest(marks)
    parts["delivery"] = digest(lines)
    parts["video format"] = digest_of_shared(profile.video)
    parts["encoder settings"] = digest(
        [
            profile.video_codec,
            profile.crf,
            profile.x264_preset,
            profile.av1_speed,
            profile.prores_kind,
            maker.ffmpeg,
        ]
    )
    parts[f"generator {maker.generator}"] = digest([maker.version, maker.locvid])
    if written:
        parts["written prompt"] = digest(written)
    parts |= {f"preset {name}": digest_of_shared(content) for name, content in presets.items()}
    return parts


def film_parts(
    script: Script,
    shot_keys: tuple[str, ...],
    profile: Profile,
    maker: Maker,
    stems: bool,
    listeners: tuple[str, ...],
    marks: str = "",
) -> dict[str, str]:
    """Everything that a finished film and its verdict depend on, given its shots' keys in order.

    ``listeners`` are the aligners and the recogniser that it is verified with, ``marks`` stands for
    how it says that it is generated.
    """
    return {
        "title": digest([script.title, script.source]),
        "shots": digest(shot_keys),
        "profile": digest(profile),
        "locvid": digest([maker.locvid, maker.ffmpeg]),
        "stems": digest(stems),
        "listeners": digest(listeners),
        "marks": digest(marks),
    }


def key_of(parts: Parts) -> str:
    """The content key: one hash over all parts."""
    return digest(parts)


def retake(prompt: PerformancePrompt, attempt: int) -> PerformancePrompt:
    """The prompt of another attempt: the same words with a seed of its own; attempt 0 is as is."""
    if attempt == 0:
        return prompt
    seed = int(digest([prompt.seed, attempt])[:15], 16)
    return replace(prompt, seed=seed)


def changes(before: Parts, after: Parts) -> tuple[str, ...]:
    """Names of the parts that differ, in words for a person: ``text``, ``preset voices/warm``."""
    names = sorted(before.keys() | after.keys())
    changed = [name for name in names if before.get(name) != after.get(name)]
    causes = [name for name in changed if name not in _FOLLOWERS]
    return tuple(causes or changed)


def plain(value: Any) -> Any:
    """Dataclasses, mappings, sequences, sets and fractions as what JSON knows."""
    kind: Any = type(value)
    # The types that nearly everything is made of, before the slow questions.
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, str | int | float):
        return value
    return str(value)


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Names of the fields of a dataclass, in order."""
    return tuple(field.name for field in fields(kind))
