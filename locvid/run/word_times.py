"""When words are spoken in shots whose generator does not know it: captions are timed by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from locvid.model.deliverable import ShotFiles
from locvid.model.errors import LocvidError
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.take import DIALOGUE, WordSpan


def with_words(
    shots: Sequence[ShotFiles],
    lines: Sequence[tuple[str, str]],
    locale: Locale,
    aligners: Sequence[str],
) -> tuple[ShotFiles, ...]:
    """``shots`` with the words that the first aligner finds where there are none.

    ``lines`` are (shot, text) in spoken order. A shot whose sound does not seem to say its text
    stays without words: its captions then share its length.
    """
    made = []
    for shot in shots:
        texts = [text for name, text in lines if name == shot.shot]
        made.append(_aligned(shot, texts, locale, aligners) if texts and not shot.words else shot)
    return tuple(made)


def _aligned(
    shot: ShotFiles, texts: Sequence[str], locale: Locale, aligners: Sequence[str]
) -> ShotFiles:
    from locvid.verify.align.base import ALIGN_RATE
    from locvid.verify.decode import sound
    from locvid.verify.hearing import LEAST_SCORE, hear, load_aligners

    try:
        aligner = load_aligners(aligners)[0]
        heard = hear(sound(shot.stems[DIALOGUE]), texts, locale, [aligner])
    except LocvidError:
        # What keeps the aligner from hearing anything is told when the film is verified with it.
        return shot
    words = tuple(
        WordSpan(
            word.text,
            line,
            word.start * SAMPLE_RATE // ALIGN_RATE,
            word.end * SAMPLE_RATE // ALIGN_RATE,
        )
        for line, found in enumerate(heard)
        if found.score >= LEAST_SCORE
        for word in found.alignments[0].words
    )
    if not words:
        return shot
    return replace(
        shot, words=words, provenance={**shot.provenance, "words_found_by": aligner.name}
    )
