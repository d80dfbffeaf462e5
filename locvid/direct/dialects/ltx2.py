"""LTX-2: one flowing English paragraph, told in the order in which things happen.

Form: the section "Prompting for LTX-2" of https://github.com/Lightricks/LTX-2 (main action first,
then movements, appearance, surroundings, camera; literal; at most 200 words) and
https://ltx.io/blog/prompting-guide-for-ltx-2 (dialogue in quotation marks in its own language, the
language and the accent named, no times, no list of wishes).
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.model.performance import PerformancePrompt, Speaker


class Ltx2Dialect:
    """A paragraph a shot."""

    name = "ltx2"

    def write(self, *shots: PerformancePrompt) -> str:
        """The paragraphs of ``shots``."""
        return "\n\n".join(_paragraph(shot) for shot in shots)


def _paragraph(shot: PerformancePrompt) -> str:
    opening = f"a {phrases.framing(shot)} in {shot.setting_description}"
    return " ".join(
        [
            phrases.sentence(opening),
            phrases.camera_moves(shot),
            *(_introduced(speaker, len(shot.speakers) == 1) for speaker in shot.speakers),
            *(_spoken(shot, number) for number in range(len(shot.lines))),
            phrases.lips(shot),
            phrases.sentence(f"{_around(shot)}: {phrases.sounds(shot)}"),
            *filter(None, [phrases.on_screen(shot)]),
            phrases.music_and_text(shot, phrases.no_text(shot)),
        ]
    )


def _introduced(speaker: Speaker, alone: bool) -> str:
    """In words, or by the portrait with which a shot of one person begins."""
    if alone and speaker.portrait is not None:
        role = f" ({speaker.persona})" if speaker.persona else ""
        return f"{phrases.name(speaker.id)} is the person in the first picture{role}."
    return phrases.sentence(f"{phrases.name(speaker.id)} is {phrases.person(speaker)}")


def _spoken(shot: PerformancePrompt, number: int) -> str:
    line = shot.lines[number]
    then = "Then " if number else ""
    voice = phrases.voice_of(shot, line)
    manner = f"in {voice}, {phrases.manner(line)}" if voice else phrases.manner(line)
    return phrases.ended(
        f"{then}{phrases.turn(shot, number)} in {phrases.tongue(shot)}, {manner}: "
        f"{phrases.quoted(line.text)}"
    )


def _around(shot: PerformancePrompt) -> str:
    return "around the voice" if shot.lines else "one hears"
