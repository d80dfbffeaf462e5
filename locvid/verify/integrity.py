"""Is there a picture? Is there sound that can be heard? Is all of it there?"""

from __future__ import annotations

import numpy as np

from locvid.model.take import Samples
from locvid.model.verdict import Check, Outcome
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.decode import Streams
from locvid.verify.lips import LipTrack

PICTURE, SOUND = "picture", "sound"

_SILENT_DBFS = -60.0
_MISSING_S = 0.5


def check_picture(track: LipTrack, streams: Streams) -> Check:
    """Fails without a picture, and for one that is cut off."""
    if not streams.picture:
        return Check(PICTURE, Outcome.FAIL, "the file has no picture")
    if len(track.times_s) == 0:
        return Check(PICTURE, Outcome.FAIL, "no picture could be decoded")
    return _complete(PICTURE, float(track.times_s[-1]), streams.seconds)


def check_sound(samples: Samples, streams: Streams) -> Check:
    """Fails without sound, and for sound that is silent or cut off."""
    if not streams.sound:
        return Check(SOUND, Outcome.FAIL, "the file has no sound")
    loudest = float(np.abs(samples).max()) if len(samples) else 0.0
    if 20 * np.log10(loudest + 1e-9) < _SILENT_DBFS:
        return Check(SOUND, Outcome.FAIL, "the sound is silent")
    return _complete(SOUND, len(samples) / ALIGN_RATE, streams.seconds)


def _complete(name: str, reached_s: float, announced_s: float) -> Check:
    if announced_s - reached_s > _MISSING_S:
        return Check(
            name, Outcome.FAIL, f"the {name} ends at {reached_s:.1f} s of {announced_s:.1f} s"
        )
    return Check(name, Outcome.PASS, f"{reached_s:.1f} s")
