"""Ovi 1.1: prose with every line between <S> and <E>, and one "Audio:" description at the end.

Form: the section on prompts of https://github.com/character-ai/Ovi ("<S>speech<E>"; since 1.1 the
sound as "Audio: …" at the end instead of <AUDCAP>…<ENDAUDCAP>).
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.model.performance import PerformancePrompt


class OviDialect:
    """A paragraph a shot."""

    name = "ovi"

    def write(self, *shots: PerformancePrompt) -> str:
        """The paragraphs of ``shots``."""
        return "\n\n".join(
            f"{picture_with_speech(shot)} Audio: {phrases.sentence(voices_and_sounds(shot))}"
            for shot in shots
        )


def picture_with_speech(shot: PerformancePrompt) -> str:
    """What is seen, with the lines between <S> and <E> where they are spoken."""
    told = [
        phrases.sentence(f"a {phrases.framing(shot)} in {shot.setting_description}"),
        phrases.camera_moves(shot),
    ]
    for speaker in shot.speakers:
        told.append(phrases.sentence(f"{phrases.name(speaker.id)} is {phrases.person(speaker)}"))
    for number, line in enumerate(shot.lines):
        speech = phrases.tagged(shot, line.text, "<S>", "<E>")
        then = "Then " if number else ""
        told.append(
            f"{then}{phrases.turn(shot, number)} in {shot.market.language_name}, "
            f"{phrases.manner(line)}: {speech}."
        )
    return " ".join(filter(None, [*told, phrases.lips(shot), phrases.on_screen(shot)]))


def voices_and_sounds(shot: PerformancePrompt) -> str:
    """What is heard: whose voices, in which language, and around them."""
    voices = dict.fromkeys(
        phrases.voice_of(shot, line) or f"the voice of {phrases.name(line.speaker)}"
        for line in shot.lines
    )
    spoken = f"{' and '.join(voices)} speaking {phrases.tongue(shot)}; " if voices else ""
    return f"{spoken}{phrases.sounds(shot)}; {phrases.music_or_none(shot)}"
