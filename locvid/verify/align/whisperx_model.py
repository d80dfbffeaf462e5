"""One model of whisperx, loaded and run: letters of a text in, their times out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from locvid.model.errors import InvalidInput, Location, MissingDependency
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.verify.align.base import ALIGN_RATE

VARIABLE = "LOCVID_ALIGN_MODELS"
HINT = "pip install 'locvid[gpu]'"

_DEVICE = "cpu"
"""Also where there is a GPU: a model that makes films fills its memory, and a film is to have the
same times of words, to the last digit, wherever they are measured."""


@dataclass(frozen=True, slots=True)
class TimedLetter:
    """A letter in samples at ALIGN_RATE; ``score`` is how sure the model is of it, 0…1."""

    start: int
    end: int
    score: float


class WhisperxModel:
    """A model for one language; ``letters`` is its alphabet."""

    def __init__(self, locale: Locale, folder: Path | None) -> None:
        """Load the user's ``folder``, or whisperx's own model for the language.

        Raises InvalidInput for a folder that is no model, MissingDependency where there is no
        model or it cannot be fetched.
        """
        self._whisperx = _whisperx()
        # whisperx reports to stdout, where locvid promises results only.
        with redirect_stdout(sys.stderr):
            try:
                self._model, self._metadata = self._whisperx.load_align_model(
                    locale.language,
                    _DEVICE,
                    model_name=str(folder) if folder else None,
                    model_cache_only=folder is not None,
                )
            except Exception as error:
                raise _not_loaded(locale, folder, error) from error
        self._model.eval()
        self.letters = frozenset(
            sign for sign in self._metadata["dictionary"] if len(sign) == 1 and sign != "|"
        )

    def align(
        self, samples: Samples, words: Sequence[str], span: tuple[int, int]
    ) -> list[TimedLetter]:
        """Times of all letters of ``words`` within ``span``; empty where the sound is too short."""
        start, end = (at / ALIGN_RATE for at in span)
        segment = {"start": start, "end": end, "text": " ".join(words)}
        with redirect_stdout(sys.stderr), _one_sentence(self._whisperx):
            found = self._whisperx.align(
                [segment],
                self._model,
                self._metadata,
                np.ascontiguousarray(samples, np.float32),
                _DEVICE,
                return_char_alignments=True,
            )
        letters = [
            letter
            for part in found["segments"]
            for letter in part.get("chars") or ()
            if letter["char"] != " "
        ]
        return _timed(letters, span) if len(letters) == sum(map(len, words)) else []


def _timed(letters: Sequence[dict[str, Any]], span: tuple[int, int]) -> list[TimedLetter]:
    """In samples, in order and within ``span``: whisperx rounds to milliseconds."""
    timed, reached = [], span[0]
    for letter in letters:
        start, end = (
            min(max(round(letter.get(edge, reached / ALIGN_RATE) * ALIGN_RATE), reached), span[1])
            for edge in ("start", "end")
        )
        timed.append(TimedLetter(start, max(start, end), float(letter.get("score", 0.0))))
        reached = start
    return timed


def _whisperx() -> Any:
    """Its alignment module alone, which needs neither a recogniser nor a diarisation model."""
    try:
        with redirect_stdout(sys.stderr):
            from whisperx import alignment
    except ImportError as error:
        raise MissingDependency(f"whisperx cannot be loaded: {error}", hint=HINT) from error
    return alignment


def _not_loaded(
    locale: Locale, folder: Path | None, error: Exception
) -> InvalidInput | MissingDependency:
    own = (
        f"let {VARIABLE} name a folder in which '{locale.language}' is a Wav2Vec2ForCTC folder, "
        "or use the aligner espeak"
    )
    if folder is not None:
        return InvalidInput(
            "the alignment model is not a Wav2Vec2ForCTC folder that can be read",
            where=Location(folder),
            locale=locale.tag,
            hint="it holds config.json, model.safetensors, preprocessor_config.json or "
            "processor_config.json, tokenizer_config.json and vocab.json",
        )
    if "No default align-model" in str(error):
        return MissingDependency(
            f"whisperx has no alignment model for the language '{locale.language}'",
            locale=locale.tag,
            hint=own,
        )
    return MissingDependency(
        f"whisperx's alignment model for '{locale.language}' is not here and cannot be fetched",
        locale=locale.tag,
        hint=f"connect to the network once, or {own}",
    )


class _OneSentence:
    """Stands in for nltk's sentence splitter, whose data are a download of their own.

    A line is aligned as a whole, so there is nothing to split.
    """

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


@contextmanager
def _one_sentence(whisperx: Any) -> Iterator[None]:
    splitter = whisperx.nltk_load
    whisperx.nltk_load = lambda _: _OneSentence()
    try:
        yield
    finally:
        whisperx.nltk_load = splitter
