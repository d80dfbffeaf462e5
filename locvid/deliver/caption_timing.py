"""When each character of a written caption is heard, from the spans of the spoken words.

What is written and what is spoken may differ (3 and three); equal words are anchors, the rest is
spread between them by length.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from locvid.model.take import WordSpan

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|"
    r"[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)


class CaptionClock:
    """Times in samples for positions in one caption text."""

    def __init__(self, text: str, words: Sequence[WordSpan], start: int, end: int) -> None:
        """``words`` are those of the text's line, in order; without any, time follows length."""
        self._weights = [0, *accumulate(map(_weight, text))]
        ends: dict[int, float] = {}
        starts: dict[int, float] = {}
        self.word_starts = frozenset(self._anchor(text, words, starts, ends))
        starts[0] = start
        ends[self._weights[-1]] = end
        self._knots = sorted(starts.keys() | ends.keys())
        self._in: list[float] = []
        self._out: list[float] = []
        latest = float(start)
        for knot in self._knots:
            for source, other, times in ((ends, starts, self._in), (starts, ends, self._out)):
                latest = max(latest, min(end, source.get(knot, other.get(knot, latest))))
                times.append(latest)

    def starts(self, index: int) -> int:
        """When the character at ``index`` begins to be heard."""
        at = self._weights[index]
        after = bisect_right(self._knots, at)
        if after == len(self._knots):
            return round(self._out[-1])
        return round(self._between(after, at))

    def ends(self, index: int) -> int:
        """When the characters before ``index`` have been heard."""
        at = self._weights[index]
        after = bisect_left(self._knots, at)
        return round(self._in[0] if after == 0 else self._between(after, at))

    def _between(self, after: int, at: int) -> float:
        left, right = self._knots[after - 1], self._knots[after]
        from_time, to_time = self._out[after - 1], self._in[after]
        return from_time + (to_time - from_time) * (at - left) / (right - left)

    def _anchor(
        self,
        text: str,
        words: Sequence[WordSpan],
        starts: dict[int, float],
        ends: dict[int, float],
    ) -> list[int]:
        """Fill the times known at weights; return the indices at which spoken words start."""
        written = [(_folded(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        spoken = [token for word in words for token in _timed_tokens(word)]
        matcher = SequenceMatcher(
            None, [token[0] for token in written], [token[0] for token in spoken], autojunk=False
        )
        begins = []
        for block in matcher.get_matching_blocks():
            for offset in range(block.size):
                _, first, end = written[block.a + offset]
                _, from_time, to_time, opens = spoken[block.b + offset]
                starts[self._weights[first]] = from_time
                ends[self._weights[end]] = to_time
                if opens:
                    begins.append(first)
        return begins


def _timed_tokens(word: WordSpan) -> list[tuple[str, float, float, bool]]:
    """Tokens of a spoken word, its time shared among them; the flag marks the first."""
    found = [match.group() for match in _TOKEN.finditer(word.text)]
    total = sum(map(len, found))
    tokens = []
    done = 0
    for token in found:
        start, end = (
            word.start + (word.end - word.start) * share / total
            for share in (done, done + len(token))
        )
        tokens.append((_folded(token), start, end, done == 0))
        done += len(token)
    return tokens


def _folded(token: str) -> str:
    return unicodedata.normalize("NFKC", token).casefold()


def _weight(character: str) -> int:
    """How long a character takes to say, roughly: a CJK character is a syllable or two."""
    if not (character.isalnum() or unicodedata.category(character).startswith("M")):
        return 0
    return 3 if unicodedata.east_asian_width(character) in "WF" or character.isdigit() else 1
