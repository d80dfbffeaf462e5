"""What a face does while its owner laughs: read from the bouts and calls of the timeline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.picture.motion import bump, hold
from locvid.generate.studio.timeline.model import Gesture
from locvid.model.media import SAMPLE_RATE
from locvid.presets.laughter import KIND, laughter
from locvid.presets.library import PresetLibrary

FloatArray = NDArray[np.float64]

_CALL = "-call"
_EASE_S = 0.2
_OPEN_BETWEEN = 0.45
"""Share of a call's opening that the jaw keeps between calls: it does not close in a bout."""
_AHEAD_S = 0.02
_SHOULDERS, _BROW = 0.8, 0.2
"""How far each call lifts chest and shoulders; brows rise a little (action units 6, 12 and 26 of a
laugh, Ruch and Ekman 2001, The expressive pattern of laughter)."""
_HEAD_BACK_DEG = -2.5
_LIDS = 0.35
"""How far the upper lids sink where the lower ones are fully raised."""


def add_laughter(
    gestures: Sequence[Gesture],
    channels: dict[str, FloatArray],
    time: FloatArray,
    library: PresetLibrary,
) -> None:
    """Add the laughter among ``gestures`` to the ``channels`` of a pose track, in place.

    ``time`` is in seconds, one value a frame. Raises InvalidInput for laughter without a preset.
    """
    for number, gesture in enumerate(gestures):
        if not gesture.kind.startswith(f"{KIND}-"):
            continue
        start, end = gesture.start / SAMPLE_RATE, gesture.end / SAMPLE_RATE
        how = laughter(gesture.kind.removeprefix(f"{KIND}-").removesuffix(_CALL), library)
        if gesture.kind.endswith(_CALL):
            beat = gesture.amount * bump(time, start - _AHEAD_S, end + _AHEAD_S)
            jaw = how.opening * (_OPEN_BETWEEN + (1 - _OPEN_BETWEEN) * beat) * (beat > 0)
            channels["jaw"] = np.maximum(channels["jaw"], jaw)
            channels["breath"] = channels["breath"] + _SHOULDERS * beat
            channels["pitch"] = channels["pitch"] + how.shake_deg * beat
            side = 1 if number % 2 else -1
            channels["roll"] = channels["roll"] + 0.3 * side * how.shake_deg * beat
            continue
        level = gesture.amount * hold(time, start, end, _EASE_S)
        for name, full in (("smile", how.smile), ("squint", how.squint)):
            channels[name] = np.maximum(channels[name], full * level)
        for name in ("blink_left", "blink_right"):
            channels[name] = np.maximum(channels[name], _LIDS * how.squint * level)
        between = _OPEN_BETWEEN * how.opening * hold(time, start + 0.15, end - 0.4, 0.12)
        channels["jaw"] = np.maximum(channels["jaw"], between)
        channels["brow"] = channels["brow"] + _BROW * level
        channels["pitch"] = channels["pitch"] + _HEAD_BACK_DEG * how.opening * level
