"""What is said when: every expected line found and aligned in the sound of a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locvid import plugins
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale
from locvid.model.take import Samples
from locvid.verify.align.base import Aligner, Alignment
from locvid.verify.align.spans import find_spans


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line's span (samples at ALIGN_RATE) and what each aligner made of it."""

    span: tuple[int, int]
    alignments: tuple[Alignment, ...]

    @property
    def score(self) -> float:
        """How well text and sound fit in the eyes of the best aligner, 0…1."""
        return max(alignment.score for alignment in self.alignments)


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
