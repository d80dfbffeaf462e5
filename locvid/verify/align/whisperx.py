"""Alignment by whisperx: a wav2vec 2.0 model hears letters, a trellis finds those of the text.

Bain et al., "WhisperX: Time-Accurate Speech Transcription of Long-Form Audio" (Interspeech 2023).
The models are whisperx's own, which it downloads when it can, or those of a folder of yours: set
LOCVID_ALIGN_MODELS to a folder that holds one Wav2Vec2ForCTC folder per language, named by its
tag (``es``, ``pt-BR``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.phonetics.espeak import phonemes_of_each
from locvid.phonetics.inventory import base_phones
from locvid.phonetics.pieces import voice_of
from locvid.phonetics.reading import reading
from locvid.verify.align.base import Alignment, nothing_found, version_of
from locvid.verify.align.reference import voice_for
from locvid.verify.align.spread import spread
from locvid.verify.align.target import listen
from locvid.verify.align.voiced import HOP, cut_to_voice, tight_span, words_of
from locvid.verify.align.whisperx_model import HINT, VARIABLE, TimedLetter, WhisperxModel
from locvid.verify.align.written import WrittenWord, written_words

LEAST_SCORE = 0.28
"""Measured with the small Spanish model of the tests: 0.41 for the right text in a clean voice,
0.37 at 10 dB of noise, 0.10 for another line."""
_LEAST_SURE = 1e-3


class WhisperxAligner:
    """The neural aligner of the extra ``gpu``; runs on the CPU as well."""

    name = "whisperx"

    def __init__(self, models: Path | None = None) -> None:
        """``models`` holds a folder per language; by default the one that VARIABLE names."""
        named = os.environ.get(VARIABLE)
        self._models = models or (Path(named) if named else None)
        self._loaded: dict[str, WhisperxModel] = {}

    @property
    def version(self) -> str:
        """That of the whisperx package."""
        return version_of("whisperx")

    def available(self) -> Availability:
        """Whether whisperx is installed, and the user's folder of models is one."""
        if find_spec("whisperx") is None:
            return Availability(False, "whisperx is not installed", HINT)
        if self._models is not None and not self._models.is_dir():
            return Availability(
                False,
                f"{VARIABLE} names {self._models}, which is not a folder",
                "let it name a folder with one Wav2Vec2ForCTC folder per language, or unset it",
            )
        return READY

    def align(
        self, samples: Samples, text: str, locale: Locale, span: tuple[int, int] | None = None
    ) -> Alignment:
        """Align ``text`` within ``span``.

        Raises InvalidInput where there is nothing to say or the user's model is broken,
        MissingDependency where there is no model for the language.
        """
        model = self._model(locale)
        words = written_words(text, locale, model.letters)
        if not words:
            raise InvalidInput(f"there is nothing to say in the text: {text!r}", locale=locale.tag)
        start, end = span or (0, len(samples))
        speech = listen(samples, HOP, (start, end)).speech
        tight = tight_span(speech, (start, end))
        if tight is None:
            return nothing_found(self, LEAST_SCORE)
        letters = model.align(samples, [word.letters for word in words], tight)
        if not letters:
            return nothing_found(self, LEAST_SCORE)
        phones = [
            cut_to_voice(spread(word.letters, edges, said), speech, start)
            for word, edges, said in zip(
                words, _edges(words, letters), _phones(words, locale), strict=True
            )
        ]
        return Alignment(
            phones=tuple(phone for own in phones for phone in own),
            words=words_of([(word.text, own) for word, own in zip(words, phones, strict=True)]),
            score=_score(letters),
            backend=self.name,
            version=self.version,
            least_score=LEAST_SCORE,
        )

    def _model(self, locale: Locale) -> WhisperxModel:
        own = self._own_folder(locale)
        key = str(own or locale.language)
        if key not in self._loaded:
            self._loaded[key] = WhisperxModel(locale, own)
        return self._loaded[key]

    def _own_folder(self, locale: Locale) -> Path | None:
        """The user's folder for the locale, else for its language, else None."""
        if self._models is None:
            return None
        named = (self._models / locale.tag, self._models / locale.language)
        return next((folder for folder in named if folder.is_dir()), None)


def _score(letters: Sequence[TimedLetter]) -> float:
    """The geometric mean: a few letters that are certainly not there weigh more than many that
    may be.
    """
    sure = np.maximum([letter.score for letter in letters], _LEAST_SURE)
    return float(np.exp(np.mean(np.log(sure))))


def _edges(words: Sequence[WrittenWord], letters: Sequence[TimedLetter]) -> list[list[int]]:
    """Per word the samples where its letters begin, and where the last one ends."""
    edges, position = [], 0
    for word in words:
        own = letters[position : position + len(word.letters)]
        edges.append([*(letter.start for letter in own), own[-1].end])
        position += len(own)
    return edges


def _phones(words: Sequence[WrittenWord], locale: Locale) -> list[tuple[str, ...]]:
    """Base phones of each word, as its lexicon or its language has it, by itself."""
    found: list[tuple[str, ...]] = [base_phones(word.ipa) for word in words]
    for tag in dict.fromkeys(word.tag for word in words if not word.ipa):
        own = [n for n, word in enumerate(words) if word.tag == tag and not word.ipa]
        language = tag.partition("-")[0] or locale.language
        read = [reading(words[n].letters, language) for n in own]
        voice = voice_of(tag) if tag else voice_for(locale)
        for number, ipa in zip(own, phonemes_of_each(read, voice), strict=True):
            found[number] = base_phones(ipa)
    return found
