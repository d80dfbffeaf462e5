"""What the Kokoro voices say: a line to sound, with phone times out of the model itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from locvid.generate.studio.voice import g2p
from locvid.generate.studio.voice.base import SpokenPhone, SpokenWord, Utterance
from locvid.generate.studio.voice.binding import KokoroBinding, kokoro_binding
from locvid.generate.studio.voice.emphasis import emphasised_words
from locvid.generate.studio.voice.finish import at_film_rate, levelled, with_soft_edges
from locvid.generate.studio.voice.g2p.base import Clause
from locvid.generate.studio.voice.hurried import hurried
from locvid.generate.studio.voice.kokoro_model import (
    MOST_TOKENS,
    SAMPLE_RATE,
    KokoroModel,
    vocabulary,
)
from locvid.generate.studio.voice.kokoro_speech import Manner, TimedPhone, speak_run
from locvid.generate.studio.voice.tokens import runs, tokens
from locvid.generate.studio.voice.vectors import in_timbre
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale, Market
from locvid.model.media import SAMPLE_RATE as FILM_RATE
from locvid.model.performance import SpokenLine
from locvid.model.take import Samples

_ONSET_S, _RELEASE_S = 0.05, 0.09
"""What is kept before the first phone and after the last one."""
_FADE_IN_S, _FADE_OUT_S = 0.008, 0.05
_HURRIED_FROM = 1.2
"""Times the natural pace: up to it every voice of the model forms its words well enough by itself,
whatever is best beyond."""


def speak(
    engine: str, line: SpokenLine, locale: Locale, market: Market, voice: Mapping[str, object]
) -> Utterance:
    """``line`` as ``engine`` speaks it; raises InvalidInput where nothing in it can be said."""
    binding = kokoro_binding(voice, locale)
    clauses = g2p.clauses(line.said, locale)
    if not any(clause.symbols for clause in clauses):
        raise InvalidInput(
            f"there is nothing to say in '{line.text[:60]}'",
            locale=locale.tag,
            hint="a line needs words; punctuation and emoji are not spoken",
        )
    haste = _haste(line.rate * binding.rate, binding.fastest)
    manner = _manner(line, market, binding, clauses, haste)
    sound, phones, unspoken = _spoken(clauses, binding, manner)
    texts = [word.text for clause in clauses for word in clause.words]
    factor = FILM_RATE / SAMPLE_RATE / haste
    timed = tuple(
        SpokenPhone(
            one.ipa, round(one.start * factor), round(one.end * factor), one.stress, one.word
        )
        for one in phones
    )
    samples = at_film_rate(sound, SAMPLE_RATE)
    if haste > 1:
        samples = hurried(samples, haste)
    return Utterance(
        samples=levelled(samples, line.energy_db),
        phones=timed,
        words=_words(texts, timed, manner.emphasised),
        engine=engine,
        voice=binding.label,
        borrowed=binding.borrowed,
        unspoken=tuple(unspoken),
    )


def _haste(rate: float, fastest: float) -> float:
    """How much shorter what a voice says at its ``fastest`` is made for ``rate``."""
    return rate / fastest if rate > max(fastest, _HURRIED_FROM) else 1.0


def _manner(
    line: SpokenLine,
    market: Market,
    binding: KokoroBinding,
    clauses: tuple[Clause, ...],
    haste: float,
) -> Manner:
    """What is asked of the model where its sound takes 1/``haste`` of its time in the end."""
    return Manner(
        rate=line.rate * binding.rate / haste,
        pitch_semitones=line.pitch_semitones + binding.pitch_semitones,
        pitch_range=line.pitch_range,
        comma_pause_s=market.comma_pause_s * line.pause_scale * haste,
        sentence_pause_s=market.sentence_pause_s * line.pause_scale * haste,
        emphasised=frozenset(
            emphasised_words(
                [[word.text for word in clause.words] for clause in clauses],
                [clause.ends_sentence for clause in clauses],
                line.emphasis,
            )
        ),
        vowel_length=line.effort.vowel_length,
    )


def _spoken(
    clauses: tuple[Clause, ...], binding: KokoroBinding, manner: Manner
) -> tuple[Samples, list[TimedPhone], list[str]]:
    """All runs one after another at 24 kHz, each cut to its speech, with pauses between."""
    model, vectors = _model(), in_timbre(binding.blend, binding.timbre)
    pieces: list[Samples] = []
    phones: list[TimedPhone] = []
    unspoken = [word for clause in clauses for word in clause.unread]
    position, pause_s = 0, 0.0
    for run in runs([clause for clause in clauses if clause.symbols], MOST_TOKENS):
        said, unknown = tokens(run, vocabulary())
        unspoken += unknown
        ends = [clause.ends_sentence for clause in run.clauses]
        sound, timed = speak_run(model, said, ends, vectors, manner)
        if pieces:
            silence_s = max(0.0, pause_s - _ONSET_S - _RELEASE_S)
            pieces.append(np.zeros(int(silence_s * SAMPLE_RATE), np.float32))
            position += pieces[-1].size
        pause_s = manner.sentence_pause_s if ends[-1] else manner.comma_pause_s
        begin = max(0, timed[0].start - int(_ONSET_S * SAMPLE_RATE))
        end = min(sound.size, timed[-1].end + int(_RELEASE_S * SAMPLE_RATE))
        pieces.append(with_soft_edges(sound[begin:end], _FADE_IN_S / 2, _FADE_OUT_S / 2))
        phones += [_moved(phone, position - begin) for phone in timed]
        position += end - begin
    return np.concatenate(pieces), phones, unspoken


def _moved(phone: TimedPhone, by: int) -> TimedPhone:
    return TimedPhone(phone.ipa, max(0, phone.start + by), phone.end + by, phone.stress, phone.word)


def _words(
    texts: list[str], phones: tuple[SpokenPhone, ...], emphasised: frozenset[int]
) -> tuple[SpokenWord, ...]:
    """Each word from its first phone to its last; one without phones shares its neighbour's end."""
    words: list[SpokenWord] = []
    for index, text in enumerate(texts):
        own = [phone for phone in phones if phone.word == index]
        previous_end = words[-1].end if words else 0
        start, end = (own[0].start, own[-1].end) if own else (previous_end, previous_end)
        words.append(SpokenWord(text, start, end, index in emphasised))
    return tuple(words)


@cache
def _model() -> KokoroModel:
    return KokoroModel()
