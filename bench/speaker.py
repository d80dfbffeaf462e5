"""Who speaks, by a trained speaker encoder.

The encoder is GE2E (Wan et al., "Generalized end-to-end loss for speaker verification", ICASSP
2018) with the weights that the wheel of Resemblyzer 0.1.4 carries (Apache-2.0).
Only the weights are used: Resemblyzer itself needs torch, librosa and a C compiler. Install them
with ``pip install --no-deps Resemblyzer==0.1.4``; ``make bench-places`` does.
"""

from __future__ import annotations

import pickle
import sys
from collections import OrderedDict
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 16_000
_FRAME, _HOP, _MELS = 400, 160, 40
"""25 ms every 10 ms; 40 bands on Slaney's mel scale, as librosa makes them."""
_PARTIAL, _STEP = 160, 77
"""Frames that the encoder hears at a time (1.6 s), and from one such part to the next."""
_SPOKEN_DB, _LEVEL_DBFS = -35.0, -30.0
_LAYERS = 3


def embedding(speech: NDArray[np.float64]) -> Floats:
    """Unit vector [256] of the voice in mono ``speech`` at 16 kHz, at least two seconds of it.

    The cosine of two of them says how alike the voices are: about 0.85 and more for one person in
    one language, 0.5 to 0.7 for two people.
    """
    mels = _mels(_spoken(speech))
    starts = range(0, max(1, len(mels) - _PARTIAL + 1), _STEP)
    parts = [mels[start : start + _PARTIAL] for start in starts]
    padded = np.stack([np.pad(part, ((0, _PARTIAL - len(part)), (0, 0))) for part in parts])
    mean = _encoded(padded).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def _encoded(mels: Floats) -> Floats:
    """Unit vectors [part, 256] of ``mels`` [part, frame, band]: three LSTM layers, then a line."""
    weights = _weights()
    sequence = mels.transpose(1, 0, 2)
    for layer in range(_LAYERS):
        w_in, w_back, b_in, b_back = (
            weights[f"lstm.{name}_l{layer}"]
            for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        hidden = np.zeros((sequence.shape[1], w_back.shape[1]), np.float32)
        cell = hidden.copy()
        heard = sequence @ w_in.T + (b_in + b_back)
        states = []
        for step in heard:
            enter, forget, new, out = np.split(step + hidden @ w_back.T, 4, axis=1)
            cell = _sigmoid(forget) * cell + _sigmoid(enter) * np.tanh(new)
            hidden = _sigmoid(out) * np.tanh(cell)
            states.append(hidden)
        sequence = np.stack(states)
    raw = np.maximum(sequence[-1] @ weights["linear.weight"].T + weights["linear.bias"], 0)
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True))


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)))


def _spoken(speech: NDArray[np.float64]) -> Floats:
    """``speech`` without its pauses, at the level that the encoder was trained on."""
    whole = speech[: len(speech) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level_db = 10 * np.log10(np.square(whole).mean(axis=1) + 1e-12)
    loud = level_db > level_db.max(initial=-120.0) + _SPOKEN_DB
    # A tenth of a second around what is loud stays: stops belong to a voice.
    kept = whole[np.convolve(loud, np.ones(9), "same") > 0].ravel()
    rms_db = 10 * np.log10(np.square(kept).mean() + 1e-12)
    return np.asarray(kept * 10 ** ((_LEVEL_DBFS - rms_db) / 20), np.float32)


def _mels(speech: Floats) -> Floats:
    """Power in mel bands, [frame, band], frames centred on multiples of the hop."""
    padded = np.pad(speech, _FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FRAME)[::_HOP]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FRAME) / _FRAME)
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    return np.asarray(power @ _bands().T, np.float32)


@lru_cache(maxsize=1)
def _bands() -> NDArray[np.float64]:
    """Triangles [band, bin] of equal area (Slaney, Auditory Toolbox, 1998)."""

    def hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
        """Even up to 1 kHz (15 mel), then 27 steps for a factor of 6.4."""
        return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27))

    top = 15 + 27 * np.log(RATE / 2 / 1000) / np.log(6.4)
    edges = hertz(np.linspace(0, top, _MELS + 2))
    hz = np.fft.rfftfreq(_FRAME, 1 / RATE)
    rise = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    triangles = np.clip(np.minimum(rise, fall), 0.0, None)
    return np.asarray(triangles * (2 / (edges[2:] - edges[:-2]))[:, None])


@lru_cache(maxsize=1)
def _weights() -> dict[str, Floats]:
    """The encoder's arrays by name; ends the program where the weights are not installed."""
    try:
        found = distribution("Resemblyzer").locate_file("resemblyzer/pretrained.pt")
    except PackageNotFoundError:
        sys.exit("The speaker encoder is missing: pip install --no-deps Resemblyzer==0.1.4")
    with open(str(found), "rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> dict[str, Floats]:
    """A checkpoint of torch before 1.6: pickles of header and content, then the numbers.

    Nothing but arrays of numbers is made of it, whatever the pickle asks for.
    """
    for _ in range(3):
        _Content(file).load()
    content = _Content(file).load()
    storages: dict[str, Floats] = {}
    for key in _Content(file).load():
        count = int.from_bytes(file.read(8), "little")
        storages[key] = np.frombuffer(file.read(4 * count), np.float32)
    return {
        name: storages[key][offset : offset + int(np.prod(shape))].reshape(shape)
        for name, (key, offset, shape) in content["model_state"].items()
    }


class _Content(pickle.Unpickler):
    """Tensors as (key of their storage, offset, shape)."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda key, offset, shape, *_: (key, offset, shape)
        if (module, name) == ("torch", "FloatStorage"):
            return name
        raise pickle.UnpicklingError(f"{module}.{name} is not expected in a checkpoint")

    def persistent_load(self, pid: Any) -> str:
        return str(pid[2])
