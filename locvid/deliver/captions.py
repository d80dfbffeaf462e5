"""Captions from the spans of the spoken words and the written text of each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from locvid.deliver.caption_text import cues
from locvid.deliver.caption_timing import CaptionClock
from locvid.deliver.sound import Span
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile
from locvid.model.take import WordSpan
from locvid.typeset.breaks import Unit, units
from locvid.typeset.columns import normalised, width
from locvid.typeset.lines import lines
from locvid.typeset.reading import columns_per_second, line_columns

MINIMUM_SAMPLES = 5 * SAMPLE_RATE // 6
"""Shortest time on screen, where there is room: 5/6 s (Netflix Timed Text Style Guide)."""

LINGER_SAMPLES = SAMPLE_RATE
"""How much longer than the speech a caption may stay for those who read slowly."""

GAP_FRAMES = 2
"""Frames between two captions, and before a cut, so that a change is seen (same guide)."""

BREATH_SAMPLES = SAMPLE_RATE // 2
"""A shorter pause between two captions would flicker: the first stays until the second (same
guide, section frame gap: less than half a second is closed to two frames)."""

_RIGHT_TO_LEFT_MARK = "\u200f"


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue: samples at 48 kHz from the film's start, end exclusive."""

    start: int
    end: int
    lines: tuple[str, ...]


def captions(placed: Sequence[Span], locale: Locale, profile: Profile) -> tuple[Caption, ...]:
    """All captions of a film in order of time; they never overlap.

    Every character of the written text appears, but for white space at breaks. No cue holds more
    than ``profile.caption_lines`` lines or lasts longer than ``profile.caption_seconds``; lines
    are as long as the profile and the language allow.
    """
    gap = profile.video.sample_of_frame(GAP_FRAMES)
    rules = _Rules(
        columns=line_columns(locale.language, profile.caption_chars),
        lines=profile.caption_lines,
        longest=round(profile.caption_seconds * SAMPLE_RATE),
        columns_per_second=columns_per_second(locale.language),
        gap=gap,
        language=locale.language,
    )
    made: list[Caption] = []
    for span in placed:
        spoken = [cue for part in _line_parts(span) for cue in _spoken_cues(part, rules)]
        opens = max(span.start, made[-1].end if made else 0)
        made.extend(_timed(spoken, opens, max(opens + 1, span.end - gap), rules))
    if locale.right_to_left:
        made = [replace(cue, lines=tuple(map(_marked, cue.lines))) for cue in made]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for the captions of one film; times in samples."""

    columns: int
    lines: int
    longest: int
    columns_per_second: int
    gap: int
    language: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The written text of one line, its words and its time in the film."""

    text: str
    words: tuple[WordSpan, ...]
    start: int
    end: int


def _line_parts(span: Span) -> list[_Part]:
    """The lines of a shot; those without word spans share the time that is left around them."""
    texts = [normalised(text) for text in span.shot.captions]
    words = [
        tuple(
            replace(word, start=word.start + span.start, end=word.end + span.start)
            for word in span.shot.words
            if word.line == index
        )
        for index in range(len(texts))
    ]
    parts: list[_Part] = []
    index = 0
    now = span.start
    while index < len(texts):
        if words[index]:
            start = max(now, min(word.start for word in words[index]))
            now = min(span.end, max(start, max(word.end for word in words[index])))
            parts.append(_Part(texts[index], words[index], start, now))
            index += 1
            continue
        stop = next((i for i in range(index, len(texts)) if words[i]), len(texts))
        until = max(now, words[stop][0].start) if stop < len(texts) else span.end
        total = max(1, sum(map(width, texts[index:stop])))
        free = until - now
        shared = 0
        for text in texts[index:stop]:
            begin, shared = shared, shared + width(text)
            parts.append(_Part(text, (), now + free * begin // total, now + free * shared // total))
        now, index = until, stop
    return [part for part in parts if part.text]


def _spoken_cues(part: _Part, rules: _Rules) -> list[Caption]:
    """Cues that last as long as their words."""
    clock = CaptionClock(part.text, part.words, part.start, part.end)
    pieces = units(part.text, rules.columns, clock.word_starts, rules.language)

    def lasts(first: Unit, last: Unit) -> bool:
        return clock.ends(last.end) - clock.starts(first.start) <= rules.longest

    made = []
    for group in cues(pieces, rules.columns, rules.lines, lasts):
        broken = lines(group, rules.columns, rules.lines)
        assert broken is not None
        made.append(Caption(clock.starts(group[0].start), clock.ends(group[-1].end), broken))
    return made


def _timed(spoken: Sequence[Caption], opens: int, closes: int, rules: _Rules) -> list[Caption]:
    """Give each cue time to be read, between the shot's cuts and clear of its neighbours."""
    timed: list[Caption] = []
    for index, cue in enumerate(spoken):
        earliest = timed[-1].end + rules.gap if timed else opens
        latest = spoken[index + 1].start - rules.gap if index + 1 < len(spoken) else closes
        reading = sum(map(width, cue.lines)) * SAMPLE_RATE // rules.columns_per_second
        wanted = max(MINIMUM_SAMPLES, min(reading, cue.end - cue.start + LINGER_SAMPLES))
        start = max(cue.start, earliest)
        end = min(max(cue.end, start + wanted), latest)
        if index + 1 < len(spoken) and latest - end < BREATH_SAMPLES:
            end = latest
        end = min(end, start + rules.longest)
        if end - start < MINIMUM_SAMPLES:
            start = max(min(start, end - MINIMUM_SAMPLES), earliest)
        timed.append(Caption(start, max(end, start + 1), cue.lines))
    return timed


def _marked(line: str) -> str:
    """Keep punctuation at a line's ends on the right side in players that assume left to right."""
    return f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}"
