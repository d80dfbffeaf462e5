"""A text spoken by espeak-ng as a yardstick: features without its pauses, and its phone times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.phonetics.espeak import EspeakSpeech, synthesize
from locvid.phonetics.espeak_pieces import Voice, synthesize_pieces
from locvid.phonetics.pieces import pieces, voice_of
from locvid.phonetics.reading import reading
from locvid.verify.align.base import ALIGN_RATE
from locvid.verify.align.features import Features, cepstra, log_mel, loudness_db, with_activity

NATURAL_RATE = 175
"""Words per minute at which espeak-ng speaks unless told otherwise."""

_SLOWEST, _FASTEST = 90, 350
_SHORTEST_PAUSE_S = 0.12
_PAUSE_DB = 32.0
_SOFTNESS_DB = 3.0
_EVENT_DELAY_S = 0.010
"""espeak-ng announces a phone later than it sounds: hisses by −8…5 ms, m by 10 ms, voiceless stops
and the vowels after them by 30…45 ms (``bench/phone_marks.py``); this is the mean over running
speech, in which every seventh phone or so is such a stop."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Features [frames, 21] at ``hop`` samples; a pause is a single frame, marked in ``pause``.

    ``begins`` and ``ends`` are the seconds of reference speech that each frame covers.
    ``phones`` and ``words`` are (second, IPA name) and (second, text).

    ``mel``, ``speech`` and ``activity`` are those of the whole sound, before pauses became single
    frames; ``kept`` are the frames of it that ``features`` has.
    """

    features: Features
    pause: NDArray[np.bool_]
    begins: NDArray[np.float64]
    ends: NDArray[np.float64]
    phones: tuple[tuple[float, str], ...]
    words: tuple[tuple[float, str], ...]
    mel: Features
    speech: NDArray[np.bool_]
    activity: NDArray[np.float64]
    kept: NDArray[np.intp]

    @property
    def seconds(self) -> float:
        """Length of the speech without its pauses."""
        return float((self.ends - self.begins)[~self.pause].sum())


def speak(
    text: str, locale: Locale, hop: int, rate_wpm: float = NATURAL_RATE, variant: str = ""
) -> Reference:
    """Speak ``text`` in ``locale``; ``variant`` is one of espeak-ng's (``f2``, ``m3``).

    Its marks (``locvid.phonetics.pieces``) are spoken as they say. It begins and ends with a
    pause. Raises InvalidInput where there is nothing to say.
    """
    rate = round(min(max(rate_wpm, _SLOWEST), _FASTEST))
    try:
        speech, spoken = _spoken(text, Voice(voice_for(locale), locale.language, variant, rate))
    except InvalidInput as error:
        raise InvalidInput(
            f"the aligner espeak cannot speak this language: {error.message}",
            locale=locale.tag,
            hint="use the aligner whisperx with a model for it",
        ) from error
    if not any(name for _, name in speech.phones):
        raise InvalidInput(f"there is nothing to say in the text: {text!r}", locale=locale.tag)
    mel = log_mel(_resampled(speech), hop)
    over = loudness_db(mel)
    over -= np.percentile(over, 95) - _PAUSE_DB
    pauses = _pauses(over < 0, hop)
    frames = _frames(len(mel), pauses)
    second = ALIGN_RATE / hop
    pause = np.array([last > first for first, last in frames])
    activity = 1 / (1 + np.exp(-np.clip(over / _SOFTNESS_DB, -30, 30)))
    speaking = ~_mask(len(mel), pauses)
    whole = with_activity(cepstra(mel, speaking), activity)
    kept = np.array([first for first, _ in frames])
    return Reference(
        features=whole[kept],
        pause=pause,
        begins=np.array([(first - 0.5) / second for first, _ in frames]),
        ends=np.array([(last + 0.5) / second for _, last in frames]),
        phones=tuple(
            (at / speech.sample_rate - _EVENT_DELAY_S, name) for at, name in speech.phones
        ),
        words=tuple(
            (at / speech.sample_rate - _EVENT_DELAY_S, spoken[start : start + length])
            for at, start, length in speech.words
            if length > 0
        ),
        mel=mel,
        speech=speaking,
        activity=activity,
        kept=kept,
    )


def _spoken(text: str, voice: Voice) -> tuple[EspeakSpeech, str]:
    """The speech, and the text in which its words have their places."""
    parts = pieces(text)
    if not all(part.is_plain for part in parts):
        return synthesize_pieces(parts, voice)
    spoken = reading("".join(part.text for part in parts), voice.language)
    return synthesize(spoken, voice.of(""), voice.rate_wpm), spoken


def voice_for(locale: Locale) -> str:
    """The voice of espeak-ng that says what ``reading`` makes of a text."""
    return voice_of(locale.tag)


def joined(references: Sequence[Reference]) -> tuple[Features, NDArray[np.bool_], NDArray[np.intp]]:
    """Features, pause marks and the number of the reference that each frame came from."""
    return (
        np.concatenate([reference.features for reference in references]),
        np.concatenate([reference.pause for reference in references]),
        np.concatenate(
            [np.full(len(reference.pause), number) for number, reference in enumerate(references)]
        ),
    )


def _resampled(speech: EspeakSpeech) -> Samples:
    import soxr

    samples = speech.samples.astype(np.float32) / 32768
    return np.asarray(soxr.resample(samples, speech.sample_rate, ALIGN_RATE), np.float32)


def _pauses(quiet: NDArray[np.bool_], hop: int) -> list[tuple[int, int]]:
    """First and last frame of each pause; the edges count as pauses however short."""
    quiet[0] = quiet[-1] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(int), [0]])))
    runs = [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    shortest = _SHORTEST_PAUSE_S * ALIGN_RATE / hop
    return [
        (first, last)
        for first, last in runs
        if last - first + 1 >= shortest or first == 0 or last == len(quiet) - 1
    ]


def _frames(count: int, pauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """(first, last) original frame of each kept one: a pause is one, with last after first."""
    frames: list[tuple[int, int]] = []
    position = 0
    for first, last in pauses:
        frames += [(frame, frame) for frame in range(position, first)]
        frames.append((first, max(last, first + 1)))
        position = last + 1
    return frames + [(frame, frame) for frame in range(position, count)]


def _mask(count: int, pauses: list[tuple[int, int]]) -> NDArray[np.bool_]:
    mask = np.zeros(count, np.bool_)
    for first, last in pauses:
        mask[first : last + 1] = True
    return mask
