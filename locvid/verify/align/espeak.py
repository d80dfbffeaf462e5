"""Alignment without a trained model: espeak-ng speaks the text, time warping finds it in the sound.

Works for every language that espeak-ng speaks. The reference is put into the noise and the room of
the recording first. Several reference voices are asked and their
median is taken, since each voice errs elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from locvid.model.availability import Availability
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.phonetics import espeak
from locvid.phonetics.inventory import base_phones
from locvid.verify.align.base import ALIGN_RATE, AlignedPhone, AlignedWord, Alignment, nothing_found
from locvid.verify.align.dtw import Path, warp_each
from locvid.verify.align.reference import NATURAL_RATE, Reference, speak
from locvid.verify.align.room import ROOMS, Room, in_room
from locvid.verify.align.target import Target, listen, with_short_pauses
from locvid.verify.align.voiced import HOP, cut_to_voice, tight_span

LEAST_SCORE = 0.13
"""Measured (``bench/alignment.py``): 0.21 to 0.30 for the right text in six languages, 0.13 to 0.28
in rooms, noise and music, 0.07 to 0.12 for that of other lines."""
_VARIANTS = ("", "f2", "m3", "klatt2")
_LAST_PHONE_S = 0.1
_LONGEST_PAUSE = 30
_COVERED_NONE, _COVERED_ALL = 0.6, 0.9
"""Of the speech in films the right words take up 94 to 100 %, one line of another film alone 48 to
76 %; only the score counts on it."""


class EspeakAligner:
    """The embedded aligner: no weights, no download."""

    name = "espeak"
    version = "2"

    def available(self) -> Availability:
        """Whether espeak-ng is installed."""
        return espeak.available()

    def align(
        self, samples: Samples, text: str, locale: Locale, span: tuple[int, int] | None = None
    ) -> Alignment:
        """Align ``text`` within ``span``; raises InvalidInput where there is nothing to say."""
        start, end = span or (0, len(samples))
        first_try = speak(text, locale, HOP)
        whole = listen(samples, HOP, (start, end))
        if tight_span(whole.speech, (start, end)) is None:
            return nothing_found(self, LEAST_SCORE)
        target, frames = with_short_pauses(whole, _LONGEST_PAUSE)
        spoken_s = max(target.speech.sum() * HOP / ALIGN_RATE, 0.1)
        rate = NATURAL_RATE * first_try.seconds / spoken_s
        dry = [speak(text, locale, HOP, rate, variant) for variant in _VARIANTS]
        room = _likeliest(dry[0], target)
        references = [in_room(reference, target, room, HOP) for reference in dry]
        paths = _warped(references, target)
        names = tuple(name for _, name in references[0].phones)
        alike = [
            index
            for index, reference in enumerate(references)
            if tuple(name for _, name in reference.phones) == names
        ]
        times = _median_times(references, paths, frames, alike, "phones")
        word_times = _median_times(references, paths, frames, alike, "words")
        words = tuple(word for _, word in references[0].words)
        return Alignment(
            phones=cut_to_voice(_phones(names, times, start, end), whole.speech, start),
            words=cut_to_voice(
                _words(words, word_times, times[-1], start, end), whole.speech, start
            ),
            score=_score(references, paths, target),
            backend=self.name,
            version=self.version,
            least_score=LEAST_SCORE,
        )


def _likeliest(reference: Reference, target: Target) -> Room:
    """The room in which the text fits best."""
    paths = _warped([in_room(reference, target, room, HOP) for room in ROOMS], target)
    return ROOMS[int(np.argmin([path.cost for path in paths]))]


def _warped(references: Sequence[Reference], target: Target) -> list[Path]:
    spoken = [(reference.features, reference.pause) for reference in references]
    return warp_each(spoken, target.features, target.pause_cost)


def _median_times(
    references: list[Reference],
    paths: list[Path],
    frames: NDArray[np.intp],
    alike: list[int],
    kind: str,
) -> NDArray[np.float64]:
    """Seconds in the target for what happens in the references, which all have it."""
    found = []
    for index in alike:
        reference = references[index]
        events = reference.phones if kind == "phones" else reference.words
        begins = [_onset(at, reference) if name else at for at, name in events]
        found.append(mapped(np.array(begins), reference, paths[index], frames))
    shortest = min(len(times) for times in found)
    return np.maximum.accumulate(np.median([times[:shortest] for times in found], axis=0))


def _onset(second: float, reference: Reference) -> float:
    """``second``, but the end of a pause where it lies in the pause's later half.

    Events come a little early; a hundredth of a second of the reference's pause may stand for a
    whole second in the sound.
    """
    frame = int(np.clip(np.searchsorted(reference.ends, second), 0, len(reference.ends) - 1))
    begin, end = reference.begins[frame], reference.ends[frame]
    late = frame == 0 or second > (begin + end) / 2
    return float(end) if reference.pause[frame] and late else second


def mapped(
    seconds: NDArray[np.float64], reference: Reference, path: Path, frames: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Where moments of the reference are in the target, in seconds; ``frames`` are those of the
    target that the path runs through.
    """
    known = np.stack([reference.begins, reference.ends], axis=1)
    middle = (path.first + path.last) / 2
    found = np.where(
        reference.pause[:, None],
        np.stack([path.first - 0.5, path.last + 0.5], axis=1),
        np.stack([middle - 0.5, middle + 0.5], axis=1),
    )
    steps = np.maximum.accumulate(found.ravel())
    at = np.interp(steps, np.arange(len(frames)), frames) * HOP / ALIGN_RATE
    inside = np.interp(seconds, np.maximum.accumulate(known.ravel()), at)
    return np.asarray(np.maximum(inside, 0.0))


def _score(references: list[Reference], paths: list[Path], target: Target) -> float:
    """How much better the text fits than the same text backwards, 0…1, less where it leaves speech
    over: a short text can pick the moments that suit it and call the rest a pause.
    """
    turned = [(each.features[::-1], each.pause[::-1]) for each in references[:2]]
    backwards = np.mean(
        [path.cost for path in warp_each(turned, target.features, target.pause_cost)]
    )
    forwards = np.mean([path.cost for path in paths])
    covered = np.mean([_covered(*each, target) for each in zip(references, paths, strict=True)])
    enough = np.clip((covered - _COVERED_NONE) / (_COVERED_ALL - _COVERED_NONE), 0, 1)
    return float(np.clip(1 - forwards / backwards, 0, 1) * enough)


def _covered(reference: Reference, path: Path, target: Target) -> float:
    """Share of the target's speech that the words take up, and not the pauses between them."""
    taken = np.zeros(len(target.speech), np.bool_)
    for first, last in zip(path.first[~reference.pause], path.last[~reference.pause], strict=True):
        taken[first : last + 1] = True
    return float((taken & target.speech).sum() / max(int(target.speech.sum()), 1))


def _phones(
    names: tuple[str, ...], times: NDArray[np.float64], start: int, end: int
) -> tuple[AlignedPhone, ...]:
    phones: list[AlignedPhone] = []
    following = [*times[1:], times[-1] + _LAST_PHONE_S]
    for name, begin, finish in zip(names, times, following, strict=False):
        symbols = base_phones(name)
        edges = np.linspace(begin, finish, len(symbols) + 1) * ALIGN_RATE + start
        for symbol, low, high in zip(symbols, edges[:-1], edges[1:], strict=True):
            phones.append(AlignedPhone(symbol, round(low), min(round(high), end)))
    return tuple(phones)


def _words(
    words: tuple[str, ...], times: NDArray[np.float64], finish: float, start: int, end: int
) -> tuple[AlignedWord, ...]:
    following = [*times[1:], finish]
    return tuple(
        AlignedWord(
            word, start + round(begin * ALIGN_RATE), min(start + round(stop * ALIGN_RATE), end)
        )
        for word, begin, stop in zip(words, times, following, strict=False)
    )
