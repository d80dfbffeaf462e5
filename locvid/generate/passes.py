"""Divides a prompt that is too long for one generation between clauses, into passes.

A pass is a prompt of its own with part of the lines. Nothing is said twice and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.performance import DurationRange, PerformancePrompt, SpokenLine
from locvid.phonetics import syllables
from locvid.phonetics.pieces import carried_over, marked, pieces

# After a mark of any writing at which a speaker may breathe, and the quotes that close on it.
_BREAK = re.compile(
    r"(?<=[.!?…;:,؟۔،؛।])([\"'»”’)\]]*)\s+"
    r"|(?<=[。！？、，；：」』）])(?=[^\s。！？、，；：」』）])"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    line: int
    spoken: str
    caption: str
    seconds: float


def passes(prompt: PerformancePrompt, longest_s: float) -> tuple[PerformancePrompt, ...]:
    """``prompt`` in as few passes as keep each near ``longest_s`` seconds, of even length.

    A prompt that fits is returned as it is. Raises InvalidInput where one clause alone is longer
    and has no space to divide it at.
    """
    natural_s = prompt.duration.natural_s
    if natural_s <= longest_s:
        return (prompt,)
    clauses = _clauses(prompt, longest_s)
    groups = _groups(clauses, longest_s)
    return tuple(_pass(prompt, group, sum(c.seconds for c in clauses)) for group in groups)


def _clauses(prompt: PerformancePrompt, longest_s: float) -> list[_Clause]:
    """All clauses with their share of the shot's length, by syllables."""
    parts = [
        (number, spoken, caption)
        for number, line in enumerate(prompt.lines)
        for spoken, caption in _paired(line)
    ]
    counts = [max(1, syllables.count(spoken, prompt.locale)) for _, spoken, _ in parts]
    per_syllable = prompt.duration.natural_s / sum(counts)
    clauses: list[_Clause] = []
    for (number, spoken, caption), count in zip(parts, counts, strict=True):
        pieces = -(-count * per_syllable // longest_s)
        if pieces > 1:
            clauses += _cut(prompt, number, spoken, caption, int(pieces), count * per_syllable)
        else:
            clauses.append(_Clause(number, spoken, caption, count * per_syllable))
    return clauses


def _paired(line: SpokenLine) -> list[tuple[str, str]]:
    """Clauses as spoken and as written, where both have the same; else the line in one piece."""
    spoken, caption = _split(line.text), _split(line.caption)
    if len(spoken) != len(caption):
        return [(line.text, line.caption)]
    return list(zip(spoken, caption, strict=True))


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    for match in _BREAK.finditer(text):
        pieces.append(text[at : match.start()] + (match.group(1) or ""))
        at = match.end()
    return [piece for piece in (*pieces, text[at:]) if piece.strip()]


def _cut(
    prompt: PerformancePrompt, line: int, spoken: str, caption: str, pieces: int, seconds: float
) -> list[_Clause]:
    """A clause without any break, cut between words into ``pieces`` of about equal length."""
    words, written = spoken.split(), caption.split()
    if len(words) < pieces or len(written) < pieces:
        raise InvalidInput(
            f"the shot '{prompt.shot}' has {seconds:.0f} s of speech without a pause or a space",
            locale=prompt.locale.tag,
            hint="put a comma or a full stop into the line, or divide the shot",
        )

    def share(of: list[str], number: int) -> str:
        return " ".join(of[len(of) * number // pieces : len(of) * (number + 1) // pieces])

    return [
        _Clause(line, share(words, number), share(written, number), seconds / pieces)
        for number in range(pieces)
    ]


def _groups(clauses: Sequence[_Clause], longest_s: float) -> list[list[_Clause]]:
    """Clauses in order, gathered until a group has its even share of the whole."""
    total = sum(clause.seconds for clause in clauses)
    count = max(1, -int(-total // longest_s))
    groups: list[list[_Clause]] = [[]]
    held = done = 0.0
    for clause in clauses:
        even = (total - done) / max(1, count - len(groups) + 1)
        # Over the share by less than half the clause is nearer than leaving it out.
        if groups[-1] and (held + clause.seconds / 2 > even or held + clause.seconds > longest_s):
            done += held
            held = 0.0
            groups.append([])
        groups[-1].append(clause)
        held += clause.seconds
    return groups


def _pass(prompt: PerformancePrompt, group: Sequence[_Clause], total_s: float) -> PerformancePrompt:
    lines: list[SpokenLine] = []
    for number in dict.fromkeys(clause.line for clause in group):
        own = [clause for clause in group if clause.line == number]
        glue = _glue(prompt.locale, own)
        whole_line, text = prompt.lines[number], glue.join(clause.spoken for clause in own)
        lines.append(
            replace(
                whole_line,
                text=text,
                marked=_marks(whole_line, text),
                caption=glue.join(clause.caption for clause in own),
            )
        )
    share = sum(clause.seconds for clause in group) / total_s
    whole = prompt.duration
    return replace(
        prompt,
        lines=tuple(lines),
        duration=DurationRange(
            minimum_s=round(whole.minimum_s * share, 2),
            natural_s=round(whole.natural_s * share, 2),
            maximum_s=round(whole.maximum_s * share, 2),
        ),
    )


def _marks(line: SpokenLine, text: str) -> str:
    """``text``, a part of ``line``, with those of its marks that stand in it."""
    return marked(carried_over(pieces(line.marked), text)) if line.marked else ""


def _glue(locale: Locale, clauses: Sequence[_Clause]) -> str:
    """Writings without spaces between sentences get none."""
    wide = any(clause.caption[-1:] in "。！？、，；：」』）" for clause in clauses)
    return "" if wide or locale.language in ("ja", "zh", "th", "my", "km", "lo") else " "
