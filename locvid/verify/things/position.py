"""Where a sound comes from: which ear it is louder in, and which it reaches first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.media import SAMPLE_RATE
from locvid.model.take import Samples

_LONGEST_S = 0.00066
"""What the width of a head makes at most."""
_LEVEL_BAND_HZ = (300.0, 12_000.0)
_TIME_BAND_HZ = (700.0, 8_000.0)
"""Wide, so that no period of a tone can be mistaken for another one (Blauert, Spatial Hearing,
1997, § 2.4), and above most of what music and voices have."""
_WHITEN = 0.5
_FRAME, _HOP = 960, 480
"""20 ms, every 10 ms."""
_LOUD = 0.15
"""Share of the moments of a stretch that are gone by."""
_AROUND_S, _QUIET = 0.5, 0.3
"""So far to each side, the quieter share of the moments tells what sounds all along."""
_STANDS_OUT = 0.5
"""Share of a frequency's power that must be more than what sounds all along."""
_FLOOR = 1e-12
_TYPICAL_DB, _TYPICAL_S = 10.0, 0.00055
"""Level and time difference of a sound at the side: they make both one scale."""

_SIZE = 2 * _FRAME
_HZ = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)
_FOR_LEVEL, _FOR_TIME = (
    (low <= _HZ) & (high >= _HZ) for low, high in (_LEVEL_BAND_HZ, _TIME_BAND_HZ)
)
_WINDOW = np.hanning(_FRAME)

Floats = NDArray[np.float64]
Spectra = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a stretch of sound comes from; positive is right.

    ``level_db`` is the right ear's level against the left one's, ``time_s`` how much sooner it
    hears, ``power`` how much there is of it.
    """

    level_db: float
    time_s: float
    power: float

    @property
    def place(self) -> float:
        """Both cues together, about −1 (left) to 1."""
        return (self.level_db / _TYPICAL_DB + self.time_s / _TYPICAL_S) / 2


class Listener:
    """Hears where the sounds of a stereo recording [n, 2] come from.

    Like the ear it goes by the loudest moments of a stretch: there the direct sound stands out of
    room and ambience (the law of the first wave front; Blauert, § 3.1). What sounds all along,
    music above all, is taken away at each frequency (spectral subtraction, Boll 1979), and only
    frequencies that stand out of it count.
    """

    def __init__(self, sound: Samples) -> None:
        short = max(0, _FRAME - len(sound))
        self._sound = np.pad(sound, ((0, short), (0, 0)))

    def at(self, second: float, width_s: float) -> Heard:
        """What is heard in ``width_s`` around ``second``."""
        spectra, begin = self._spectra(second, max(width_s / 2, _AROUND_S))
        powers = np.square(np.abs(spectra))
        total = powers[:, :, _FOR_LEVEL].sum(axis=(1, 2))
        quiet = np.argsort(total, kind="stable")[: max(1, round(_QUIET * len(total)))]
        along = powers[quiet].mean(axis=0)
        loud = self._loudest(powers, along, begin, second, width_s)
        power = powers[loud].mean(axis=0)
        own = power - along
        stands_out = own.sum(axis=0) > _STANDS_OUT * power.sum(axis=0)
        # By amplitude: a few strong partials of a chord do not outvote a broad sound.
        weights = np.where(stands_out & _FOR_LEVEL, (power.sum(axis=0) + _FLOOR) ** -0.5, 0.0)
        left, right = np.maximum(own * weights, 0.0).sum(axis=1) + _FLOOR
        cross = _cross(spectra[loud]) - _cross(spectra[quiet])
        return Heard(
            level_db=float(10 * np.log10(right / left)),
            time_s=_time_s(np.where(stands_out & _FOR_TIME, cross, 0.0)),
            power=float(np.maximum(own[:, stands_out & _FOR_LEVEL], 0.0).sum()),
        )

    def _spectra(self, second: float, reach_s: float) -> tuple[Spectra, int]:
        """Of the frames around ``second`` [frame, ear, bin], and the number of the first one."""
        last = (len(self._sound) - _FRAME) // _HOP
        begin = min(max(0, int((second - reach_s) * SAMPLE_RATE) // _HOP), last)
        end = min(max(begin, int((second + reach_s) * SAMPLE_RATE) // _HOP), last)
        part = self._sound[begin * _HOP : end * _HOP + _FRAME]
        frames = np.lib.stride_tricks.sliding_window_view(part, _FRAME, axis=0)[::_HOP]
        return np.fft.rfft(frames * _WINDOW, _SIZE, axis=2), begin

    @staticmethod
    def _loudest(
        powers: Floats, along: Floats, begin: int, second: float, width_s: float
    ) -> NDArray[np.int64]:
        """The moments within ``width_s`` at which most stands out of what sounds all along."""
        edges = (int((second + side * width_s / 2) * SAMPLE_RATE) // _HOP for side in (-1, 1))
        start, stop = (min(max(edge - begin, 0), len(powers)) for edge in edges)
        start = min(start, len(powers) - 1)
        within = powers[start : max(stop, start + 1)].sum(axis=1) - along.sum(axis=0)
        more = np.sqrt(np.maximum(within[:, _FOR_LEVEL], 0.0)).sum(axis=1)
        order = np.argsort(-more, kind="stable")
        return start + order[: max(1, round(_LOUD * len(order)))]


def _cross(spectra: Spectra) -> Spectra:
    """Mean cross spectrum of the ears [bin]."""
    return np.asarray((spectra[:, 0] * np.conj(spectra[:, 1])).mean(axis=0))


def _time_s(cross: Spectra) -> float:
    """Peak of the generalised cross-correlation (Knapp & Carter 1976), to a part of a sample."""
    lags = np.fft.irfft(cross / np.maximum(np.abs(cross), _FLOOR) ** _WHITEN, _SIZE)
    reach = int(_LONGEST_S * SAMPLE_RATE)
    near = np.concatenate([lags[-reach:], lags[: reach + 1]])
    peak = int(np.argmax(near))
    shift = 0.0
    if 0 < peak < len(near) - 1:
        a, b, c = near[peak - 1 : peak + 2]
        shift = (a - c) / (2 * (a - 2 * b + c)) if a - 2 * b + c else 0.0
    # A lag of left behind right is a sound from the right.
    return float((peak + shift - reach) / SAMPLE_RATE)
