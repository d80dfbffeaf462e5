"""Which IPTC digital source type is true of a film, told from the provenance of its takes.

Terms and definitions: IPTC NewsCodes, http://cv.iptc.org/newscodes/digitalsourcetype/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_RULES = frozenset({"espeak"})
"""Voices that are rules, not a model of recorded speech: espeak-ng's formant synthesis."""


class SourceType(StrEnum):
    """The three terms that a film of locvid can have."""

    TRAINED = "trainedAlgorithmicMedia"
    """Made by a model derived from sampled content: takes of the audio-video models."""

    COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
    """Trained algorithmic media composed with other media: a trained voice, a drawn picture."""

    ALGORITHMIC = "algorithmicMedia"
    """Made purely by an algorithm, not based on sampled training data."""

    @property
    def uri(self) -> str:
        """The term as the standard writes it."""
        return SCHEME + self.value


def source_type(takes: Iterable[Mapping[str, object]]) -> SourceType:
    """The term for a film of these takes, given their provenance.

    The studio draws its pictures and synthesises its effects by rules; only its voice may be a
    trained model. Of every other generator a trained model is assumed.
    """
    parts = [part for take in takes for part in _parts(take)]
    if all(parts):
        return SourceType.TRAINED
    return SourceType.COMPOSITE if any(parts) else SourceType.ALGORITHMIC


def joint(types: Iterable[SourceType]) -> SourceType:
    """The term for what is put together from media of these terms."""
    different = set(types)
    return different.pop() if len(different) == 1 else SourceType.COMPOSITE


def _parts(take: Mapping[str, object]) -> list[bool]:
    """For the picture and each voice of a take, whether a trained model made it."""
    if take.get("generator") == "studio":
        return [False, *_voices(take)]
    sound, own = take.get("sound"), take.get("own_sound")
    given = sound.get("given") if isinstance(sound, Mapping) else None
    # Ambience and effects of the studio, mixed under the take's voice, are made by rules.
    mixed = [False] if isinstance(own, Mapping) and own.get("by") == "studio" else []
    return [True, *mixed, *(_parts(given)[1:] if isinstance(given, Mapping) else ())]


def _voices(take: Mapping[str, object]) -> list[bool]:
    lines = take.get("lines")
    return [
        line.get("engine") not in _RULES
        for line in (lines if isinstance(lines, list | tuple) else ())
        if isinstance(line, Mapping)
    ]
