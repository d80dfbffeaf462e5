"""Finds the sample of a moment of the performance: an edge of a word, or of a gesture."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from locvid.generate.studio.timeline.model import Gesture
from locvid.generate.studio.timeline.placed import PlacedLine
from locvid.generate.studio.voice.base import SpokenWord
from locvid.model.errors import InvalidInput
from locvid.model.performance import CueMoment


def sample_of(
    moment: CueMoment, lines: Sequence[PlacedLine], gestures: Sequence[Gesture], tag: str
) -> int:
    """Where ``moment`` is, in samples of the shot; ``tag`` is the locale, for messages.

    Raises InvalidInput where the performance has no such word or gesture.
    """
    if moment.gesture:
        own = [gesture for gesture in gestures if gesture.kind == moment.gesture]
        if moment.number > len(own):
            raise InvalidInput(
                f"a sound waits for {moment.gesture} number {moment.number}, but the shot has "
                f"{len(own)}",
                locale=tag,
                hint="name an earlier one, another gesture, or a word",
            )
        gesture = own[moment.number - 1]
        middle = (gesture.start + gesture.end) // 2
        return max(0, {"before": gesture.start, "after": gesture.end}.get(moment.edge, middle))
    placed = lines[moment.line]
    word = _word(moment, placed, tag)
    return placed.start + (word.end if moment.edge == "after" else word.start)


def _word(moment: CueMoment, placed: PlacedLine, tag: str) -> SpokenWord:
    """The word that holds the middle of the moment's characters, or that of its number."""
    words = placed.utterance.words
    if moment.span is None:
        if not 1 <= moment.word <= len(words):
            raise InvalidInput(
                f"a sound waits for word {moment.word}, but the line has {len(words)} words",
                locale=tag,
                hint="as the voice divides it: " + " | ".join(word.text for word in words),
            )
        return words[moment.word - 1]
    text = placed.line.text
    spans = _spans(text, words)
    wanted = range(*moment.span)
    held = [word for word, span in zip(words, spans, strict=True) if _common(span, wanted)]
    if held:
        # Several words, as "right now": from the first to the last.
        return SpokenWord(" ".join(word.text for word in held), held[0].start, held[-1].end)
    # A voice may write its words in another way than the text; their order is the same.
    share = (moment.span[0] + moment.span[1]) / 2 / max(len(text), 1)
    return words[min(max(ceil(share * len(words)) - 1, 0), len(words) - 1)]


def _spans(text: str, words: Sequence[SpokenWord]) -> list[range]:
    """Where each word stands in ``text``; an empty range for one that is not found."""
    folded, at, spans = _lowered(text), 0, []
    for word in words:
        found = folded.find(_lowered(word.text), at)
        spans.append(range(found, found + len(word.text)) if found >= 0 else range(0))
        at = found + len(word.text) if found >= 0 else at
    return spans


def _lowered(text: str) -> str:
    """In small letters, sign by sign: of İ Python makes two, and places would be wrong."""
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def _common(a: range, b: range) -> bool:
    return a.start < b.stop and b.start < a.stop and len(a) > 0
