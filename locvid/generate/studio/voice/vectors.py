"""Style vectors of the Kokoro voices: which ship, and their blends.

``data/NAME.npy`` is float16 [510, 256], one row per utterance length in tokens. They were made
from the npm package kokoro-js 1.2.1 (Apache-2.0) by ``bench/make_voice_data.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from locvid.model.errors import InvalidInput

Floats = NDArray[np.float32]

_TIMBRE = 128
"""Values of a row that only the decoder hears; the rest shapes durations, pitch and energy (the
slices ``ref_s[:, :128]`` and ``[:, 128:]`` of Kokoro-82M's own code)."""


def blended(weights: Mapping[str, float]) -> Floats:
    """Weighted mean of voices, float32 [510, 256]; weights need not sum to one.

    Raises InvalidInput for a voice that does not ship or weights that cancel out.
    """
    total = sum(weights.values())
    if total <= 0:
        raise InvalidInput(f"the weights of a voice blend must be positive: {dict(weights)}")
    mixed = np.zeros((1, 1), np.float32)
    for name, weight in weights.items():
        mixed = mixed + np.float32(weight / total) * _vectors(name)
    return mixed


def in_timbre(manner: Mapping[str, float], timbre: Mapping[str, float]) -> Floats:
    """A voice that speaks in the manner of one blend and sounds like another, [510, 256]."""
    mixed = blended(manner)
    return (
        mixed if timbre == manner else np.hstack([blended(timbre)[:, :_TIMBRE], mixed[:, _TIMBRE:]])
    )


def style_of(vectors: Floats, token_count: int) -> Floats:
    """The row for an utterance of ``token_count`` tokens, float32 [1, 256]."""
    return np.asarray(vectors[min(token_count, len(vectors)) - 1][None])


def shipped() -> tuple[str, ...]:
    """Names of the voices in the package, sorted."""
    return tuple(
        sorted(
            file.name.removesuffix(".npy")
            for file in _folder().iterdir()
            if file.name.endswith(".npy")
        )
    )


@cache
def _vectors(name: str) -> Floats:
    if name not in shipped():
        raise InvalidInput(
            f"there is no Kokoro voice '{name}' in this installation",
            hint=f"there are: {', '.join(shipped())}",
        )
    with (_folder() / f"{name}.npy").open("rb") as stream:
        return np.asarray(np.load(stream), np.float32)


def _folder() -> resources.abc.Traversable:
    return resources.files("locvid.generate.studio.voice") / "data"
