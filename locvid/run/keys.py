"""Content keys: what a shot and a film are made of, by name, and a hash over all of it.

The content stays together with its key, so that a plan can say which part of it changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

import msgspec

from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.script import Script

Content = Mapping[str, object]
"""What something is made of, by name."""

Parts = Mapping[str, str]
"""Part name -> digest of its content."""

_PROMPT, _PRESETS = "prompt", "presets"
_TEXT_FIELDS = ("speaker", "text", "caption")
_MARKS = "marked"

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


def digest(value: object) -> str:
    """SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digests_of_shared(contents: Mapping[str, object]) -> Mapping[str, str]:
    """The digest of each of ``contents``, remembered for this very object, which must not change:
    that of presets.

    Thousands of shots use the same few presets.
    """
    digests: Mapping[str, str] = _remembered(contents, _digests)
    return digests


def _digests(contents: Mapping[str, object]) -> Mapping[str, str]:
    return {name: _remembered(content, _digest) for name, content in contents.items()}


def _digest(content: object) -> str:
    return digest(plain(content))


def _remembered(value: Any, made: Callable[[Any], Any]) -> Any:
    known = _MADE.get(id(value))
    if known is None or known[0] is not value:
        if len(_MADE) >= _MOST_MADE:
            _MADE.clear()
        known = _MADE[id(value)] = value, made(value)
    return known[1]


_MADE: dict[int, tuple[object, Any]] = {}
"""By identity; the object is kept, so that no other one gets its number."""

_MOST_MADE = 4096


def shot_content(
    prompt: PerformancePrompt,
    profile: Profile,
    maker: Maker,
    presets: Mapping[str, object],
    written: str = "",
) -> dict[str, object]:
    """Everything that one rendered shot depends on; ``presets`` maps ``kind/name`` to content.

    ``written`` is the prompt in the generator's dialect, where it reads one.
    """
    content = {
        _PROMPT: prompt,
        _PRESETS: digests_of_shared(presets),
        "video format": profile.video,
        "encoder settings": (
            profile.video_codec,
            profile.crf,
            profile.x264_preset,
            profile.av1_speed,
            profile.prores_kind,
            maker.ffmpeg,
        ),
        f"generator {maker.generator}": (maker.version, maker.locvid),
    }
    return {**content, "written prompt": written} if written else content


def parts_of(content: Content) -> dict[str, str]:
    """The digests of a shot's content, by names that mean something to whoever changed it."""
    parts: dict[str, Any] = {**plain(content[_PROMPT]), **content}
    del parts[_PROMPT], parts[_PRESETS]
    lines: list[dict[str, Any]] = parts.pop("lines")
    parts["text"] = [{name: line.pop(name) for name in _TEXT_FIELDS} for line in lines]
    if any(marks := [line.pop(_MARKS) for line in lines]):
        parts["pronunciation"] = marks
    parts["delivery"] = lines
    presets = {f"preset {name}": sha256 for name, sha256 in plain(content[_PRESETS]).items()}
    return {name: digest(part) for name, part in parts.items()} | presets


def film_content(
    script: Script,
    shot_keys: tuple[str, ...],
    profile: Profile,
    maker: Maker,
    stems: bool,
    listeners: tuple[str, ...],
    marks: str = "",
) -> dict[str, object]:
    """Everything that a finished film and its verdict depend on, given its shots' keys in order.

    ``listeners`` are the aligners and the recogniser that it is verified with, ``marks`` stands for
    how it says that it is generated.
    """
    return {
        "title": (script.title, script.source),
        "shots": shot_keys,
        "profile": profile,
        "locvid": (maker.locvid, maker.ffmpeg),
        "stems": stems,
        "listeners": listeners,
        "marks": marks,
    }


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


def canonical(value: object) -> bytes:
    """``value`` as JSON with sorted keys: the same content gives the same text on any machine."""
    return _ENCODER.encode(value)


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
    if kind is Fraction:
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return plain(value.value)
    # Kinds of numbers and texts that others made of these: NumPy's, for one.
    for usual in (str, int, float):
        if isinstance(value, usual):
            return usual(value)
    return str(value)


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Names of the fields of a dataclass, in order."""
    return tuple(field.name for field in fields(kind))


_ENCODER = msgspec.json.Encoder(order="deterministic", enc_hook=plain)
