"""What is said when: every expected line found and aligned in the sound of a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid import plugins
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.model.verdict import Check, Outcome
from locvid.verify.align.base import Aligner, Alignment
from locvid.verify.align.spans import find_spans

SPEECH = "speech"
LEAST_SCORE = 0.13
"""Fit of sound and text over a film. Measured: 0.17 to 0.26 for the right text in seven
languages, at most 0.11 for that of other lines."""


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line's span (samples at ALIGN_RATE) and what each aligner made of it."""

    span: tuple[int, int]
    alignments: tuple[Alignment, ...]

    @property
    def score(self) -> float:
        """How well text and sound fit in the eyes of the best aligner, 0…1."""
        return max(alignment.score for alignment in self.alignments)


def check_speech(heard: Sequence[HeardLine]) -> Check:
    """Whether the sound says the text at all; where it does not, no offset means anything."""
    lengths = [line.span[1] - line.span[0] for line in heard]
    score = sum(line.score * length for line, length in zip(heard, lengths, strict=True)) / max(
        sum(lengths), 1
    )
    if score < LEAST_SCORE:
        return Check(
            SPEECH,
            Outcome.CANNOT_TELL,
            f"the sound does not seem to say the text (fit {score:.2f})",
        )
    return Check(SPEECH, Outcome.PASS, f"the sound says the text (fit {score:.2f})")


def load_aligners(names: Sequence[str]) -> list[Aligner]:
    """The aligners called ``names``.

    Raises InvalidInput for a name that is not known, MissingDependency for one that cannot run.
    """
    if not names:
        raise InvalidInput("no aligner was named", hint="the embedded one is called espeak")
    aligners: list[Aligner] = []
    for name in names:
        aligner: Aligner = plugins.load("locvid.aligners", name)()
        available = aligner.available()
        if not available.ok:
            raise MissingDependency(
                f"the aligner {name} cannot run: {available.reason}", hint=available.how_to_get_it
            )
        aligners.append(aligner)
    return aligners


def hear(
    samples: Samples, texts: Sequence[str], locale: Locale, aligners: Sequence[Aligner]
) -> list[HeardLine]:
    """Find and align ``texts``, which are spoken in this order, in ``samples`` (ALIGN_RATE)."""
    return [
        HeardLine(span, tuple(aligner.align(samples, text, locale, span) for aligner in aligners))
        for text, span in zip(texts, find_spans(samples, texts, locale), strict=True)
    ]
