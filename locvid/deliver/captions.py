"""Captions from the spans of the spoken words and the written text of each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from locvid.deliver.caption_pacing import MOST_SAMPLES, Need, starts
from locvid.deliver.caption_text import cues
from locvid.deliver.caption_timing import CaptionClock
from locvid.deliver.dual_captions import AT_ONCE_SAMPLES, Joint, Speech, dual, joint
from locvid.model.locale import Locale
from locvid.model.media import SAMPLE_RATE
from locvid.model.profile import Profile
from locvid.model.take import WordSpan
from locvid.typeset.breaks import Unit, units
from locvid.typeset.columns import normalised, width
from locvid.typeset.lines import lines
from locvid.typeset.reading import caption_reading_s, line_columns

if TYPE_CHECKING:
    from locvid.deliver.sound import Span

MINIMUM_SAMPLES = 5 * SAMPLE_RATE // 6
"""Shortest time on screen, where there is room: 5/6 s (Netflix Timed Text Style Guide)."""

GAP_FRAMES = 2
"""Frames between two captions, and before a cut, so that a change is seen (same guide)."""

BREATH_SAMPLES = SAMPLE_RATE // 2
"""A shorter pause between two captions would flicker: the first stays until the second (same
guide, section frame gap: less than half a second is closed to two frames)."""

_RIGHT_TO_LEFT_MARK = "\u200f"


@dataclass(frozen=True, slots=True)
class Caption:
    """One cue: samples at 48 kHz from the film's start, end exclusive.

    ``shot`` and ``line`` (from 0) say whose words it shows.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    shot: str = ""
    line: int = 0


def captions(placed: Sequence[Span], locale: Locale, profile: Profile) -> tuple[Caption, ...]:
    """All captions of a film in order of time; they never overlap.

    Every character of the written text appears, but for white space at breaks. No cue holds more
    than ``profile.caption_lines`` lines or lasts longer than ``profile.caption_seconds``; lines
    are as long as the profile and the language allow.
    """
    made: list[Caption] = []
    for span in placed:
        spoken = [
            replace(word, start=word.start + span.start, end=word.end + span.start)
            for word in span.shot.words
        ]
        opens = max(span.start, made[-1].end if made else 0)
        shot = _shot_captions(
            span.shot.captions, spoken, opens, span.start, span.end, locale, profile
        )
        made.extend(replace(cue, shot=span.shot.shot) for cue in shot)
    return tuple(made)


def foreseen_captions(
    texts: Sequence[str], words: Sequence[WordSpan], length: int, locale: Locale, profile: Profile
) -> tuple[Caption, ...]:
    """The captions that a shot of ``length`` samples would have if its words came like ``words``.

    ``texts`` are the captions of its lines.
    """
    return tuple(_shot_captions(texts, words, 0, 0, length, locale, profile))


def _shot_captions(
    texts: Sequence[str],
    words: Sequence[WordSpan],
    opens: int,
    start: int,
    end: int,
    locale: Locale,
    profile: Profile,
) -> list[Caption]:
    """The captions of a shot from ``start`` to ``end``, none before ``opens``."""
    rules = _Rules(
        columns=line_columns(locale.language, profile.caption_chars),
        lines=profile.caption_lines,
        longest=round(profile.caption_seconds * SAMPLE_RATE),
        gap=profile.video.sample_of_frame(GAP_FRAMES),
        language=locale.language,
    )
    spoken = _spoken_cues(_line_parts(texts, words, start, end), rules)
    timed = _timed(spoken, opens, max(opens + 1, end - rules.gap), rules)
    if locale.right_to_left:
        return [replace(cue, lines=tuple(map(_marked, cue.lines))) for cue in timed]
    return timed


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for the captions of one film; times in samples."""

    columns: int
    lines: int
    longest: int
    gap: int
    language: str

    def needs(self, written: Sequence[str]) -> int:
        """Samples that it takes to read ``written``, and to see that it is there."""
        reading = ceil(caption_reading_s(written, self.language) * SAMPLE_RATE)
        return min(max(MINIMUM_SAMPLES, reading), self.longest)


@dataclass(frozen=True, slots=True)
class _Part:
    """The written text of one line of a shot, its words and its time in the film."""

    number: int
    text: str
    words: tuple[WordSpan, ...]
    start: int
    end: int


def _line_parts(
    captions_: Sequence[str], spoken: Sequence[WordSpan], start: int, end: int
) -> list[_Part]:
    """The lines of a shot; those without word spans share the time that is left around them."""
    texts = [normalised(text) for text in captions_]
    words = [tuple(word for word in spoken if word.line == index) for index in range(len(texts))]
    parts: list[_Part] = []
    index = 0
    now = start
    while index < len(texts):
        if words[index]:
            first = min(word.start for word in words[index])
            begin = max(now, first)
            if parts and now - first > AT_ONCE_SAMPLES:
                # It breaks into the line before it.
                begin = max(parts[-1].start + 1, first)
            now = min(end, max(begin, max(word.end for word in words[index])))
            parts.append(_Part(index, texts[index], words[index], begin, now))
            index += 1
            continue
        stop = next((i for i in range(index, len(texts)) if words[i]), len(texts))
        until = max(now, words[stop][0].start) if stop < len(texts) else end
        total = max(1, sum(map(width, texts[index:stop])))
        free = until - now
        shared = 0
        for number, text in enumerate(texts[index:stop], index):
            before, shared = shared, shared + width(text)
            begin, over = now + free * before // total, now + free * shared // total
            parts.append(_Part(number, text, (), begin, over))
        now, index = until, stop
    return [part for part in parts if part.text]


def _spoken_cues(parts: Sequence[_Part], rules: _Rules) -> list[Caption]:
    """Cues that last as long as their words; where two speak at once, one is for both."""
    made: list[Caption] = []
    since = 0
    said = [_speech(part, rules) for part in parts]
    for number, speech in enumerate(said):
        following = said[number + 1] if number + 1 < len(said) else None
        both = None
        if following is not None and parts[number].end - following.start > AT_ONCE_SAMPLES:
            both = _both(speech, since, following, rules)
        shown = speech.pieces[since : both.tail if both else None]
        made += _cues_of(speech, shown, parts[number].number, rules)
        since = 0
        if both is not None and following is not None:
            tail, head = speech.pieces[both.tail :], following.pieces[: both.head]
            start = speech.clock.starts(tail[0].start)
            end = max(speech.clock.ends(tail[-1].end), following.clock.ends(head[-1].end))
            words = dual(tail, head, rules.language)
            made.append(Caption(start, end, words, line=parts[number].number))
            since = both.head
    return made


def _both(one: Speech, since: int, other: Speech, rules: _Rules) -> Joint | None:
    if rules.lines < 2:
        return None
    return joint(one, since, other, rules.columns, rules.longest)


def _speech(part: _Part, rules: _Rules) -> Speech:
    clock = CaptionClock(part.text, part.words, part.start, part.end)
    return Speech(units(part.text, rules.columns, clock.word_starts, rules.language), clock)


def _cues_of(speech: Speech, pieces: Sequence[Unit], number: int, rules: _Rules) -> list[Caption]:
    clock = speech.clock

    def lasts(first: Unit, last: Unit) -> bool:
        return clock.ends(last.end) - clock.starts(first.start) <= rules.longest

    made = []
    for group in cues(pieces, rules.columns, rules.lines, lasts):
        broken = lines(group, rules.columns, rules.lines)
        assert broken is not None
        first, last = clock.starts(group[0].start), clock.ends(group[-1].end)
        made.append(Caption(first, last, broken, line=number))
    return made


def _timed(spoken: Sequence[Caption], opens: int, closes: int, rules: _Rules) -> list[Caption]:
    """Give each cue time to be read, between the shot's cuts and clear of its neighbours."""
    needs = [Need(cue.start, cue.end, rules.needs(cue.lines)) for cue in spoken]
    begins = starts(needs, opens, closes, rules.gap)
    timed: list[Caption] = []
    for index, (cue, need) in enumerate(zip(spoken, needs, strict=True)):
        start = max(begins[index], timed[-1].end + rules.gap if timed else opens)
        latest = begins[index + 1] - rules.gap if index + 1 < len(spoken) else closes
        end = min(max(cue.end, start + need.reading), cue.end + MOST_SAMPLES, latest)
        if index + 1 < len(spoken) and latest - end < BREATH_SAMPLES:
            end = latest
        end = min(end, start + rules.longest)
        timed.append(replace(cue, start=start, end=max(end, start + 1)))
    return timed


def _marked(line: str) -> str:
    """Keep punctuation at a line's ends on the right side in players that assume left to right."""
    return f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}"
