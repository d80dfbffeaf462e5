"""What is said when: every expected line found and aligned in the sound of a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from locvid import plugins
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.model.verdict import Check, Outcome
from locvid.verify.align.agreement import agreement, disagreement_ms
from locvid.verify.align.base import Aligner, Alignment
from locvid.verify.align.spans import find_spans, reaching_over

SPEECH = "speech"
LEAST_SCORE = 1.0
"""Fit of sound and text over a film: what each aligner measured on the right text at least."""


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line's span (samples at ALIGN_RATE) and what each aligner made of it."""

    span: tuple[int, int]
    alignments: tuple[Alignment, ...]

    @property
    def score(self) -> float:
        """How well text and sound fit: 1 is what the right text reaches at least.

        The mean of the aligners, each by its own measure, lowered as far as they disagree about
        where the phones are.
        """
        scores = [found.score / (found.least_score or 1.0) for found in self.alignments]
        return sum(scores) / len(scores) * agreement(self.alignments)

    @property
    def disagreement_ms(self) -> float | None:
        """How far apart the aligners place the same phone; None where there is nothing to compare.

        The median over phones, of the two aligners that are furthest apart.
        """
        return disagreement_ms(self.alignments)


def check_speech(heard: Sequence[HeardLine]) -> Check:
    """Whether the sound says the text at all; where it does not, no offset means anything."""
    lengths = [line.span[1] - line.span[0] for line in heard]
    score = sum(line.score * length for line, length in zip(heard, lengths, strict=True)) / max(
        sum(lengths), 1
    )
    apart = [ms for line in heard if (ms := line.disagreement_ms) is not None]
    opinions = f"; aligners {median(apart):.0f} ms apart" if apart else ""
    if score < LEAST_SCORE:
        return Check(
            SPEECH,
            Outcome.CANNOT_TELL,
            f"the sound does not seem to say the text (fit {score:.2f}, least 1.00{opinions})",
        )
    return Check(
        SPEECH, Outcome.PASS, f"the sound says the text (fit {score:.2f}, least 1.00{opinions})"
    )


def load_aligners(names: Sequence[str]) -> list[Aligner]:
    """The aligners called ``names``, in this order; ``espeak,whisperx`` may be one of them.

    Raises InvalidInput for a name that is not known or given twice, MissingDependency for one
    that cannot run here.
    """
    wanted = [name.strip() for listed in names for name in listed.split(",") if name.strip()]
    if not wanted:
        raise InvalidInput("no aligner was named", hint="the embedded one is called espeak")
    twice = sorted({name for name in wanted if wanted.count(name) > 1})
    if twice:
        raise InvalidInput(
            f"the aligner {twice[0]} is named twice",
            hint="a second opinion needs another aligner: espeak, whisperx, pocketsphinx",
        )
    aligners: list[Aligner] = []
    for name in wanted:
        aligner: Aligner = plugins.load("locvid.aligners", name)()
        available = aligner.available()
        if not available.ok:
            raise MissingDependency(
                f"the aligner {name} cannot run: {available.reason}", hint=available.how_to_get_it
            )
        aligners.append(aligner)
    return aligners


def hear(
    samples: Samples,
    texts: Sequence[str],
    locale: Locale,
    aligners: Sequence[Aligner],
    overlaps_s: Sequence[float] = (),
) -> list[HeardLine]:
    """Find and align ``texts``, which are spoken in this order, in ``samples`` (ALIGN_RATE).

    ``overlaps_s`` is about how long before the end of the one before each of them begins.
    """
    spans = reaching_over(find_spans(samples, texts, locale), overlaps_s)
    return [
        HeardLine(span, tuple(aligner.align(samples, text, locale, span) for aligner in aligners))
        for text, span in zip(texts, spans, strict=True)
    ]
