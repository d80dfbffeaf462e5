"""A text whose parts are in several languages or have pronunciations, spoken by espeak-ng as one.

Each part is spoken by the voice of its language, without the silence around it; a pause is put
where punctuation parts two of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.phonetics.espeak import CLAUSE_MARKS, EspeakSpeech, synthesize
from locvid.phonetics.espeak_codes import codes_of
from locvid.phonetics.inventory import base_phones, is_vowel
from locvid.phonetics.pieces import Piece, voice_of
from locvid.phonetics.reading import reading

_PAUSE_S, _FADE_S = 0.2, 0.003
_ELIDED = re.compile(r"\w['’]$")
_LEADING_MARK = re.compile(rf"\s*[{re.escape(CLAUSE_MARKS)}]")


_LAUGHTER = {"laugh": "ha ha ha ha ha ha", "chuckle": "huh huh huh"}
"""What stands for laughter; its sounds are no phones of the text."""


@dataclass(frozen=True, slots=True)
class Voice:
    """``name`` speaks what has no language of its own; ``variant`` (``f2``) is that of all parts.

    ``rate_wpm`` are words per minute, ``pitch`` and ``pitch_range`` 0…99.
    """

    name: str
    language: str
    variant: str = ""
    rate_wpm: int = 175
    pitch: int = 50
    pitch_range: int = 50

    def of(self, tag: str) -> str:
        """The voice of espeak-ng for a part."""
        name = voice_of(tag) if tag else self.name
        return f"{name}+{self.variant}" if self.variant else name


def synthesize_pieces(parts: Sequence[Piece], voice: Voice) -> tuple[EspeakSpeech, str]:
    """Speech of all ``parts``, and the text in which its words have their places.

    A part without any sound adds nothing, laughter neither phones nor words. Raises InvalidInput
    for a language that espeak-ng does not speak.
    """
    spoken = [(part, _spoken(part, voice)) for part in parts if part.laughter or part.text.strip()]
    sounding = [number for number, (_, (speech, _)) in enumerate(spoken) if _sounds(speech)]
    if not sounding:
        return synthesize("", voice.of("")), ""
    rate = spoken[sounding[0]][1][0].sample_rate
    samples, phones, words, text = [], [], [], ""
    position = 0
    for number, (part, (speech, own_text)) in enumerate(spoken):
        # A part without any sound keeps its place in the text.
        text += " " if number else ""
        if number in sounding:
            first, last = _edges(speech, part)
            first = 0 if number == sounding[0] else first
            if number != sounding[0] and _LEADING_MARK.match(part.text):
                phones.append((position, ""))
                samples.append(np.zeros(int(_PAUSE_S * rate), np.int16))
                position += samples[-1].size
            if number == sounding[-1] and not _ELIDED.search(part.read):
                last = speech.samples.size
            phones += [
                (at - first + position, "" if part.laughter else name)
                for at, name in speech.phones
                if first <= at < last or (last == speech.samples.size and at >= last)
            ]
            words += [
                (max(at - first, 0) + position, offset + len(text), length)
                for at, offset, length in speech.words
                if at < last and not part.laughter
            ]
            cut = [
                int(_FADE_S * rate) * is_cut for is_cut in (first > 0, last < speech.samples.size)
            ]
            samples.append(_soft(speech.samples[first:last], *cut))
            position += samples[-1].size
        text += own_text
    return EspeakSpeech(np.concatenate(samples), rate, tuple(phones), tuple(words)), text


def _spoken(part: Piece, voice: Voice) -> tuple[EspeakSpeech, str]:
    """Speech of one part, and the text that its words lie in."""
    name = voice.of(part.tag)
    settings = (voice.rate_wpm, voice.pitch, voice.pitch_range)
    if part.laughter:
        return synthesize(_LAUGHTER[part.laughter], voice.of("en"), *settings), ""
    if part.ipa:
        speech = synthesize(codes_of(part.ipa, name), name, *settings, codes=True)
        return _as_one_word(speech, part.text), part.text
    text = reading(part.read, part.tag.partition("-")[0] or voice.language)
    # An elided article is read before a vowel, which is cut off again.
    speech = synthesize(f"{text}a" if _ELIDED.search(text) else text, name, *settings)
    if part.respelled:
        return _as_one_word(speech, part.text), part.text
    return speech, text


def _soft(samples: NDArray[np.int16], fade_in: int, fade_out: int) -> NDArray[np.int16]:
    """Ramps of so many samples where speech was cut, so that the joint does not click."""
    soft = samples.astype(np.float32)
    for count, edge in ((fade_in, slice(None)), (fade_out, slice(None, None, -1))):
        count = min(count, samples.size)
        soft[edge][:count] *= (np.arange(count, dtype=np.float32) + 1) / (count + 1)
    return soft.astype(np.int16)


def _as_one_word(speech: EspeakSpeech, text: str) -> EspeakSpeech:
    first = next((at for at, name in speech.phones if base_phones(name)), 0)
    word = ((first, 0, len(text)),)
    return EspeakSpeech(speech.samples, speech.sample_rate, speech.phones, word)


def _sounds(speech: EspeakSpeech) -> bool:
    return any(base_phones(name) for _, name in speech.phones)


def _edges(speech: EspeakSpeech, part: Piece) -> tuple[int, int]:
    """Samples where the first phone begins and where the last one ends."""
    named = [number for number, (_, name) in enumerate(speech.phones) if base_phones(name)]
    first, last = speech.phones[named[0]][0], named[-1]
    if _ELIDED.search(part.read) and is_vowel(base_phones(speech.phones[last][1])[-1]):
        return first, speech.phones[last][0]
    after = speech.phones[last + 1 :]
    return first, after[0][0] if after else speech.samples.size
