"""A line as it is performed: its words spoken by an engine, laughter between them, vocal effort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from locvid.generate.studio.voice.base import (
    SpokenLaugh,
    SpokenPhone,
    SpokenWord,
    Utterance,
    VoiceEngine,
)
from locvid.generate.studio.voice.effort import with_effort
from locvid.generate.studio.voice.laughing import laugh, timbre
from locvid.model.locale import Locale, Market
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SpokenLine
from locvid.model.take import Samples
from locvid.phonetics.pieces import Piece, marked, pieces
from locvid.presets.laughter import AFTER_S, BEFORE_S, laughter
from locvid.presets.library import PresetLibrary


def perform_line(
    engine: VoiceEngine,
    line: SpokenLine,
    locale: Locale,
    market: Market,
    voice: Mapping[str, object],
    library: PresetLibrary,
    seed: int,
) -> Utterance:
    """Speak ``line`` with everything that is in it; ``seed`` is that of breath and laughter.

    Raises InvalidInput where nothing in it can be said.
    """
    parts = _parts(line)
    if parts is None:
        utterance = engine.speak(line, locale, market, voice)
    else:
        spoken = [
            part if isinstance(part, str) else engine.speak(part, locale, market, voice)
            for part in parts
        ]
        utterance = _joined(spoken, library, np.random.default_rng([seed, 7]))
    return with_effort(utterance, line.effort, line.energy_db, seed)


def _parts(line: SpokenLine) -> list[SpokenLine | str] | None:
    """Names of laughter and what is said between; None where nobody laughs."""
    found = pieces(line.said) if "[" in line.said else ()
    if not any(piece.laughter for piece in found):
        return None
    parts: list[SpokenLine | str] = []
    words: list[Piece] = []
    for piece in (*found, Piece("", laughter="end")):
        if not piece.laughter:
            words.append(piece)
            continue
        text = "".join(one.text for one in words)
        if any(sign.isalnum() for sign in text):
            said = marked(words)
            parts.append(replace(line, text=text, marked=said if said != text else ""))
        parts.append(piece.laughter)
        words = []
    return parts[:-1]


def _joined(
    parts: Sequence[Utterance | str], library: PresetLibrary, rng: np.random.Generator
) -> Utterance:
    """One utterance of all ``parts``, with the laughter in the voice of what is said."""
    spoken = [part for part in parts if isinstance(part, Utterance)]
    longest = max(spoken, key=lambda one: len(one.phones))
    voice = timbre(longest.samples, longest.phones)
    sounds: list[Samples] = []
    phones: list[SpokenPhone] = []
    words: list[SpokenWord] = []
    laughs: list[SpokenLaugh] = []
    unspoken: list[str] = []
    position = 0
    for number, part in enumerate(parts):
        if isinstance(part, Utterance):
            phones += [
                replace(
                    phone,
                    start=phone.start + position,
                    end=phone.end + position,
                    word=phone.word + len(words),
                )
                for phone in part.phones
            ]
            words += [
                replace(word, start=word.start + position, end=word.end + position)
                for word in part.words
            ]
            unspoken += part.unspoken
            sounds.append(part.samples)
        else:
            how = laughter(part, library)
            sound, calls = laugh(voice, how, rng)
            before = _samples(BEFORE_S) if number else 0
            after = _samples(AFTER_S) if number + 1 < len(parts) else 0
            sounds.append(np.pad(sound, (before, after)))
            start = position + before
            laughs.append(
                SpokenLaugh(
                    how.name,
                    start,
                    start + sound.size,
                    tuple((first + start, last + start) for first, last in calls),
                )
            )
        position += sounds[-1].size
    return replace(
        longest,
        samples=np.concatenate(sounds),
        phones=tuple(phones),
        words=tuple(words),
        unspoken=tuple(unspoken),
        laughs=tuple(laughs),
    )


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
