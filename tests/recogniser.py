"""An independent ear: Whisper-base reads what was spoken, and errors are counted by character."""

from __future__ import annotations

import numpy as np
import soxr

from locvid.model.media import SAMPLE_RATE
from locvid.verify.recognise.compare import edits, words
from locvid.verify.recognise.whisper import WhisperRecogniser

RATE = 16_000


def transcribe(samples: np.ndarray, language: str) -> str:
    """What the recogniser reads in mono ``samples`` at 48 kHz."""
    heard = soxr.resample(np.asarray(samples, np.float32), SAMPLE_RATE, RATE)
    return WhisperRecogniser().read(heard, language)


def error_rate(wanted: str, heard: str, language: str) -> float:
    """Character error rate: edits over the length of ``wanted``, both normalised."""
    one, other = normalised(wanted, language), normalised(heard, language)
    return edits(one, other) / max(1, len(one))


def normalised(text: str, language: str) -> str:
    """Letters only, in lower case; Japanese as kana, Chinese as pinyin."""
    return "".join(words(text, language))
