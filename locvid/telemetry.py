"""Libraries that report their use to their makers are told not to.

Films are made of words that are not published yet, on machines that may be cut off: nothing about
a run leaves the machine unless whoever runs it wants that. The switches are read when a library is
first imported, and worker processes inherit them.
"""

from __future__ import annotations

import os

SWITCHES = {
    # onnxruntime, from 1.29 on also on Linux and macOS: docs/Privacy.md in its repository
    "ORT_DISABLE_TELEMETRY": "1",
    # huggingface_hub, and through it transformers and diffusers: its page on environment variables
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # pyannote.audio, which whisperx loads: its README, "Telemetry"
    "PYANNOTE_METRICS_ENABLED": "0",
}


def keep_libraries_silent() -> None:
    """Turn off telemetry, except where the user's environment already says what is wanted."""
    for name, value in SWITCHES.items():
        os.environ.setdefault(name, value)
