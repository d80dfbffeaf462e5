"""What espeak-ng says as a voice: a line to sound, with exact phone times."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from locvid.generate.studio.voice.base import SpokenPhone, SpokenWord, Utterance
from locvid.generate.studio.voice.binding import espeak_binding
from locvid.generate.studio.voice.emphasis import emphasised_words
from locvid.generate.studio.voice.finish import at_film_rate, levelled, with_soft_edges
from locvid.generate.studio.voice.g2p.written import (
    MARKS,
    SENTENCE_MARKS,
    leading_mark,
    written_clauses,
)
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale, Market
from locvid.model.media import SAMPLE_RATE
from locvid.model.performance import SpokenLine
from locvid.model.take import Samples
from locvid.phonetics.espeak import EspeakSpeech, synthesize
from locvid.phonetics.espeak_pieces import Voice, synthesize_pieces
from locvid.phonetics.inventory import base_phones, stress_of
from locvid.phonetics.pieces import Piece, pieces
from locvid.phonetics.reading import reading

_NATURAL_WPM = 160
"""espeak-ng's own default of 175 is brisk for a presenter."""
_SEMITONES_PER_PITCH_STEP = 12 / 50
"""espeak-ng moves the pitch by an octave over 50 of its 100 steps (pitch_adjust_tab)."""
_RELEASE_S = 0.06


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words up to a pause, and the ``parts`` they come from where these are said differently."""

    words: tuple[str, ...]
    ends_sentence: bool
    parts: tuple[Piece, ...] = ()


def speak(
    engine: str, line: SpokenLine, locale: Locale, market: Market, voice: Mapping[str, object]
) -> Utterance:
    """``line`` as ``engine`` speaks it; raises InvalidInput where nothing in it can be said."""
    binding = espeak_binding(voice)
    settings = Voice(
        _voice_for(locale, market),
        locale.language,
        binding.variant,
        rate_wpm=int(np.clip(round(_NATURAL_WPM * line.rate), 80, 450)),
        pitch=_step(binding.pitch + line.pitch_semitones / _SEMITONES_PER_PITCH_STEP),
        pitch_range=_step(50 * line.pitch_range),
    )
    pauses = {True: market.sentence_pause_s, False: market.comma_pause_s}
    performance = _Performance()
    clauses = _clauses(line.said, locale.language)
    performance.emphasised = emphasised_words(
        [clause.words for clause in clauses],
        [clause.ends_sentence for clause in clauses],
        line.emphasis,
    )
    for clause in clauses:
        performance.add(clause, settings)
        performance.pause_s = line.pause_scale * pauses[clause.ends_sentence]
    if not performance.phones:
        raise InvalidInput(
            f"there is nothing to say in '{line.text[:60]}'",
            locale=locale.tag,
            hint="a line needs words; punctuation and emoji are not spoken",
        )
    return Utterance(
        samples=levelled(np.concatenate(performance.pieces), line.energy_db),
        phones=tuple(performance.phones),
        words=tuple(performance.words),
        engine=engine,
        voice=settings.of(""),
        borrowed=False,
        unspoken=tuple(performance.unread),
    )


def _voice_for(locale: Locale, market: Market) -> str:
    """The market's voice where it is of this language, else the one named by the locale."""
    own = market.espeak_voice.partition("-")[0] in (locale.language, "cmn")
    return market.espeak_voice if own else locale.tag


class _Performance:
    """Clauses spoken one after another, on one count of samples."""

    def __init__(self) -> None:
        self.pieces: list[Samples] = []
        self.phones: list[SpokenPhone] = []
        self.words: list[SpokenWord] = []
        self.unread: list[str] = []
        self.pause_s = 0.0
        self.emphasised: set[int] = set()
        self._position = 0

    def add(self, clause: _Clause, settings: Voice) -> None:
        """Speak a clause after the pause that is due."""
        text = " ".join(clause.words)
        if clause.parts:
            speech, text = synthesize_pieces(clause.parts, settings)
        else:
            speech = synthesize(
                text, settings.of(""), settings.rate_wpm, settings.pitch, settings.pitch_range
            )
        sounding = [(at, name) for at, name in speech.phones if base_phones(name)]
        if not sounding:
            self.unread.extend(clause.words)
            self.words.extend(SpokenWord(w, self._position, self._position) for w in clause.words)
            return
        if self.pieces:
            self._append(np.zeros(int(self.pause_s * SAMPLE_RATE), np.float32))
        self._time(clause, speech, text)
        self._append(_sound(speech, self._end_of_speech(speech)))

    def _append(self, samples: Samples) -> None:
        self.pieces.append(samples)
        self._position += samples.size

    def _end_of_speech(self, speech: EspeakSpeech) -> int:
        """Sample (at the speech's own rate) where the last phone ends."""
        last = max(i for i, (_, name) in enumerate(speech.phones) if base_phones(name))
        after = speech.phones[last + 1 :]
        return after[0][0] if after else speech.samples.size

    def _time(self, clause: _Clause, speech: EspeakSpeech, text: str) -> None:
        scale = SAMPLE_RATE / speech.sample_rate
        owners = _owners(clause.words, speech, text)
        first_word = len(self.words)
        end_of_speech = self._end_of_speech(speech)
        nexts = [at for at, _ in speech.phones[1:]] + [end_of_speech]
        for (at, name), until, owner in zip(speech.phones, nexts, owners, strict=True):
            names = base_phones(name)
            edges = np.linspace(at, min(until, end_of_speech), len(names) + 1) * scale
            for index, ipa in enumerate(names):
                self.phones.append(
                    SpokenPhone(
                        ipa,
                        self._position + int(edges[index]),
                        self._position + int(edges[index + 1]),
                        stress_of(name),
                        first_word + owner,
                    )
                )
        for index, word in enumerate(clause.words):
            own = [phone for phone in self.phones if phone.word == first_word + index]
            if own:
                stressed = first_word + index in self.emphasised
                self.words.append(SpokenWord(word, own[0].start, own[-1].end, stressed))
            else:
                at = self.words[-1].end if self.words else self._position
                self.words.append(SpokenWord(word, at, at))
                if not any(sign.isalnum() for sign in word):
                    self.unread.append(word)


def _clauses(said: str, language: str) -> list[_Clause]:
    parts = pieces(said)
    if all(part.is_plain for part in parts):
        text = reading(_spaced("".join(part.text for part in parts)), language)
        return [_Clause(each.words, each.ends_sentence) for each in written_clauses(text)]
    clauses: list[_Clause] = []
    open_ = False
    for part in parts:
        if clauses and open_ and (mark := leading_mark(part.read)):
            clauses[-1] = replace(clauses[-1], ends_sentence=mark in SENTENCE_MARKS)
            open_ = False
        for words, piece, mark in _divided(part, language):
            if open_:
                last = clauses[-1]
                clauses[-1] = _Clause(
                    last.words + words, mark in SENTENCE_MARKS, (*last.parts, piece)
                )
            else:
                clauses.append(_Clause(words, mark in SENTENCE_MARKS, (piece,)))
            open_ = not mark
    return clauses


def _divided(part: Piece, language: str) -> list[tuple[tuple[str, ...], Piece, str]]:
    """A part clause by clause: its words, the part of it, and the mark that follows."""
    if part.ipa or part.respelled:
        return [((part.text,), part, "")]
    text = reading(_spaced(part.text), part.tag.partition("-")[0] or language)
    found = []
    for clause in written_clauses(text):
        words = " ".join(clause.words)
        # An elided article keeps its sign, which tells how it is read.
        kept = words + "'" if text.endswith(("'", "’")) and text[:-1].endswith(words) else words
        found.append((tuple(kept.split(" ")), Piece(kept, part.tag), clause.mark))
    return found


def _owners(words: tuple[str, ...], speech: EspeakSpeech, text: str) -> list[int]:
    """For each phone event the index of the written word that espeak-ng was reading."""
    starts, position = [], 0
    for word in words:
        starts.append(position)
        position += len(word) + 1
    events = sorted((at, max(0, offset)) for at, offset, _ in speech.words)
    owners, current, waiting = [], 0, 0
    for at, _ in speech.phones:
        while waiting < len(events) and events[waiting][0] <= at:
            offset = min(events[waiting][1], len(text))
            reached = max(i for i, start in enumerate(starts) if start <= offset)
            current = max(current, reached)
            waiting += 1
        owners.append(current)
    return owners


def _sound(speech: EspeakSpeech, end: int) -> Samples:
    kept = speech.samples[: end + int(_RELEASE_S * speech.sample_rate)]
    film = at_film_rate(kept.astype(np.float32) / np.float32(32768), speech.sample_rate)
    return with_soft_edges(film, 0.004, _RELEASE_S / 2)


def _spaced(text: str) -> str:
    """A space after marks of scripts that write none, so that clauses are seen."""
    return "".join(
        sign + " " if sign in MARKS and unicodedata.east_asian_width(sign) in "WF" else sign
        for sign in text
    )


def _step(value: float) -> int:
    return int(np.clip(round(value), 0, 99))
