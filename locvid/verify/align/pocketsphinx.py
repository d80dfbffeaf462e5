"""Alignment by PocketSphinx: hidden Markov models of English phones, small and quick.

A second opinion that shares nothing with the other aligners. The acoustic model and the CMU
pronouncing dictionary come with the package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.phonetics.espeak import phonemes
from locvid.phonetics.inventory import base_phones
from locvid.verify.align.arpabet import IPA, from_ipa
from locvid.verify.align.base import (
    ALIGN_RATE,
    AlignedPhone,
    AlignedWord,
    Alignment,
    nothing_found,
    version_of,
)
from locvid.verify.align.target import listen
from locvid.verify.align.voiced import HOP, cut_to_voice, tight_span
from locvid.verify.align.written import WrittenWord, written_words

HINT = "pip install 'locvid[pocketsphinx]'"
LEAST_SCORE = 0.24
"""Measured (``bench/alignment.py``): 0.61 for the right text in a clean voice, 0.34 at 10 dB of
noise, at most 0.17 for another line."""
_FRAME = ALIGN_RATE // 100
_PEAK = 0.6
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz'")
_PRONUNCIATION = re.compile(r"\(\d+\)$")
_SILENCES = frozenset({"<sil>", "<s>", "</s>", "[NOISE]", "(NULL)", "SIL"})
# Wide enough that the right words are not lost for a few unlikely frames.
_BEAMS = {"beam": 1e-100, "pbeam": 1e-100, "wbeam": 1e-100}


class PocketsphinxAligner:
    """English only."""

    name = "pocketsphinx"

    @property
    def version(self) -> str:
        """That of the package, whose models are inside."""
        return version_of("pocketsphinx")

    def available(self) -> Availability:
        """Whether the package is installed."""
        if find_spec("pocketsphinx") is None:
            return Availability(False, "pocketsphinx is not installed", HINT)
        return READY

    def align(
        self, samples: Samples, text: str, locale: Locale, span: tuple[int, int] | None = None
    ) -> Alignment:
        """Align English ``text`` within ``span``; raises InvalidInput for any other language."""
        if locale.language != "en":
            raise InvalidInput(
                "the aligner pocketsphinx knows English only",
                locale=locale.tag,
                hint="use the aligner espeak or whisperx for this language",
            )
        words = written_words(text, locale, _ALPHABET)
        if not words:
            raise InvalidInput(f"there is nothing to say in the text: {text!r}", locale=locale.tag)
        start, end = span or (0, len(samples))
        speech = listen(samples, HOP, (start, end)).speech
        tight = tight_span(speech, (start, end))
        if tight is None:
            return nothing_found(self, LEAST_SCORE)
        pcm = _pcm(samples[slice(*tight)])
        found = _aligned(pcm, words)
        if found is None:
            return nothing_found(self, LEAST_SCORE)
        phones, spoken = _timed(found, words, tight)
        return Alignment(
            phones=cut_to_voice(phones, speech, start),
            words=cut_to_voice(spoken, speech, start),
            score=_agreement(pcm, found),
            backend=self.name,
            version=self.version,
            least_score=LEAST_SCORE,
        )


_Found = list[tuple[str, list[tuple[str, int, int]]]]
"""Words with their phones: (name, first frame, frames)."""


def _aligned(pcm: bytes, words: Sequence[WrittenWord]) -> _Found | None:
    """Words first, then the phones within them; None where the text cannot be put on the sound."""
    decoder = _decoder(lm=None, bestpath=False, **_BEAMS)
    tokens = [token for word in words for token in _tokens(word)]
    for token in set(tokens):
        if decoder.lookup_word(token) is None:
            decoder.add_word(token, " ".join(from_ipa(phonemes(token, "en-us"))) or "AH", True)
    decoder.set_align_text(" ".join(tokens))
    _decode(decoder, pcm)
    if decoder.hyp() is None:
        return None
    try:
        decoder.set_alignment()
        _decode(decoder, pcm)
        alignment = decoder.get_alignment()
    except RuntimeError:
        return None
    return [
        (_PRONUNCIATION.sub("", word.name), [(p.name, p.start, p.duration) for p in word])
        for word in alignment.words()
        if word.name not in _SILENCES
    ]


def _tokens(word: WrittenWord) -> list[str]:
    """A word without the quotes around it; a number spelled out may be several."""
    return [token for part in re.split(r"[\s-]+", word.letters) if (token := part.strip("'"))]


def _timed(
    found: _Found, words: Sequence[WrittenWord], span: tuple[int, int]
) -> tuple[list[AlignedPhone], list[AlignedWord]]:
    phones: list[AlignedPhone] = []
    spoken: list[AlignedWord] = []
    position = 0
    for word in words:
        count = len(_tokens(word))
        own: list[AlignedPhone] = []
        for _, parts in found[position : position + count]:
            for name, first, frames in parts:
                symbols = base_phones(IPA.get(name, ""))
                edges = np.linspace(first, first + frames, len(symbols) + 1) * _FRAME + span[0]
                own += [
                    AlignedPhone(symbol, round(low), min(round(high), span[1]))
                    for symbol, low, high in zip(symbols, edges[:-1], edges[1:], strict=True)
                ]
        position += count
        phones += own
        if own:
            spoken.append(AlignedWord(word.text, own[0].start, own[-1].end))
    return phones, spoken


def _agreement(pcm: bytes, found: _Found) -> float:
    """The share of the aligned frames in which a free phone recogniser hears the same phone."""
    from pocketsphinx import get_model_path

    decoder = _decoder(
        lm=None,
        allphone=get_model_path("en-us/en-us-phone.lm.bin"),
        lw=1.0,
        beam=1e-20,
        pbeam=1e-10,
    )
    _decode(decoder, pcm)
    heard = {
        frame: segment.word
        for segment in decoder.seg() or ()
        for frame in range(segment.start_frame, segment.end_frame + 1)
    }
    same = total = 0
    for _, parts in found:
        for name, first, frames in parts:
            total += frames
            same += sum(heard.get(frame) == name for frame in range(first, first + frames))
    return same / total if total else 0.0


def _decoder(**settings: object) -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise MissingDependency("pocketsphinx is not installed", hint=HINT) from error
    return Decoder(samprate=float(ALIGN_RATE), loglevel="FATAL", **settings)


def _decode(decoder: Any, pcm: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(pcm, no_search=False, full_utt=True)
    decoder.end_utt()


def _pcm(samples: Samples) -> bytes:
    """16 bit at a level that the model was trained on, whatever the film's is."""
    loudest = float(np.abs(samples).max()) or 1.0
    return (samples * (_PEAK / loudest * 32767)).astype(np.int16).tobytes()
