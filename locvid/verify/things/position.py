"""Where a sound comes from: which ear it is louder in, and which it reaches first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_LONGEST_S = 0.00066
"""What the width of a head makes at most."""
_TIME_BAND_HZ = (100.0, 720.0)
"""Above, a time difference may be taken for one of a period more (Blauert, Spatial Hearing, 1997,
§ 2.4)."""
_LEVEL_BAND_HZ = (300.0, 12_000.0)
_WHITEN = 0.5
_FRAME, _HOP = 960, 480
"""20 ms, every 10 ms."""
_LOUD = 0.15
"""Share of the moments of a stretch that are gone by."""
_FLOOR = 1e-12
_TYPICAL_DB, _TYPICAL_S = 10.0, 0.00055
"""Level and time difference of a sound at the side: they make both one scale."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a stretch of sound comes from; positive is right.

    ``level_db`` is the right ear's level against the left one's, ``time_s`` how much sooner it
    hears.
    """

    level_db: float
    time_s: float

    @property
    def place(self) -> float:
        """Both cues together, about −1 (left) to 1."""
        return (self.level_db / _TYPICAL_DB + self.time_s / _TYPICAL_S) / 2


class Listener:
    """Hears where the sounds of a stereo recording [n, 2] come from.

    Like the ear it goes by the loudest moments of a stretch: there the direct sound stands out of
    room and ambience (the law of the first wave front; Blauert, § 3.1).
    """

    def __init__(self, sound: Samples) -> None:
        self._levels = _framed(_band(sound, _LEVEL_BAND_HZ))
        self._times = _framed(_band(sound, _TIME_BAND_HZ))
        self._powers = np.square(self._levels).sum(axis=(1, 2))

    def at(self, second: float, width_s: float) -> Heard:
        """What is heard in ``width_s`` around ``second``."""
        frames = self._loudest(second, width_s)
        left, right = np.square(self._levels[frames]).sum(axis=(0, 1)) + _FLOOR
        return Heard(float(10 * np.log10(right / left)), _time_s(self._times[frames]))

    def level(self, second: float, width_s: float) -> float:
        """Power of the loudest moments in the same stretch."""
        frames = self._loudest(second, width_s)
        return float(self._powers[frames].mean()) if len(frames) else 0.0

    def _loudest(self, second: float, width_s: float) -> NDArray[np.int64]:
        start = max(0, int((second - width_s / 2) * SAMPLE_RATE) // _HOP)
        stop = min(len(self._powers), int((second + width_s / 2) * SAMPLE_RATE) // _HOP)
        order = np.argsort(-self._powers[start:stop], kind="stable")
        return start + order[: max(1, round(_LOUD * len(order)))]


def _band(sound: Samples, band_hz: tuple[float, float]) -> NDArray[np.float64]:
    sos = butter(4, band_hz, "band", fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfiltfilt(sos, sound.astype(np.float64), axis=0))


def _framed(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """A view of ``sound`` [n, 2] in overlapping frames: [count, _FRAME, 2]."""
    if len(sound) < _FRAME:
        sound = np.pad(sound, ((0, _FRAME - len(sound)), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(sound, _FRAME, axis=0)[::_HOP]
    return windows.transpose(0, 2, 1)


def _time_s(frames: NDArray[np.float64]) -> float:
    """Peak of the generalised cross-correlation (Knapp & Carter 1976), to a part of a sample."""
    size = 2 * _FRAME
    spectra = np.fft.rfft(frames * np.hanning(_FRAME)[:, None], size, axis=1)
    cross = (spectra[:, :, 0] * np.conj(spectra[:, :, 1])).sum(axis=0)
    cross /= np.maximum(np.abs(cross), _FLOOR) ** _WHITEN
    lags = np.fft.irfft(cross, size)
    reach = int(_LONGEST_S * SAMPLE_RATE)
    near = np.concatenate([lags[-reach:], lags[: reach + 1]])
    peak = int(np.argmax(near))
    shift = 0.0
    if 0 < peak < len(near) - 1:
        a, b, c = near[peak - 1 : peak + 2]
        shift = (a - c) / (2 * (a - 2 * b + c)) if a - 2 * b + c else 0.0
    # A lag of left behind right is a sound from the right.
    return float((peak + shift - reach) / SAMPLE_RATE)
