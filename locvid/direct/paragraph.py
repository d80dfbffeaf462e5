"""A prompt as one English paragraph for a person or a video model.

Language and accent are named, and the dialogue stands verbatim in quotes in its own language:
the two things on which joint audio-video models depend most.
"""

from __future__ import annotations

from locvid.direct.dialects.phrases import music_and_text, on_screen, sounds, together, turn
from locvid.direct.tongues import within
from locvid.model.performance import PerformancePrompt, Speaker

_PEOPLE = {0: "nobody", 1: "one presenter", 2: "two people", 3: "three people", 4: "four people"}


def paragraph(prompt: PerformancePrompt) -> str:
    """One paragraph without line breaks: picture, people, language, lines, lips, sound."""
    return " ".join(
        [
            _shot(prompt),
            *(_speaker(speaker) for speaker in prompt.speakers),
            *([_language(prompt)] if prompt.lines else []),
            *(_line(prompt, number) for number in range(len(prompt.lines))),
            f"{_capitalised(prompt.lip_sync)}.",
            *filter(None, [together(prompt)]),
            *filter(None, [on_screen(prompt)]),
            _soundscape(prompt),
        ]
    )


def _shot(prompt: PerformancePrompt) -> str:
    framing = prompt.camera.framing.replace("medium-", "medium ")
    framing += "" if framing.endswith("shot") else " shot"
    camera = "a static camera"
    if prompt.camera.move != "static":
        camera = f"a {prompt.camera.move.replace('-', ' ')}"
    seen = 0 if prompt.off_screen else len(prompt.speakers)
    people = _PEOPLE.get(seen, f"{seen} people")
    return (
        f"A {framing} of about {prompt.duration.natural_s:.1f} seconds with {camera}: "
        f"{people} in {prompt.setting_description}."
    )


def _speaker(speaker: Speaker) -> str:
    persona = f" ({speaker.persona})" if speaker.persona else ""
    return (
        f"{_capitalised(speaker.id)}{persona} is {speaker.description}, "
        f"speaking in {speaker.voice_description}."
    )


def _language(prompt: PerformancePrompt) -> str:
    market = prompt.market
    return (
        f"The language is {market.language_name} ({market.accent}), "
        f"in the {market.formality} register."
    )


def _line(prompt: PerformancePrompt, number: int) -> str:
    line = prompt.lines[number]
    return (
        f"{turn(prompt, number)} in {prompt.market.language_name}, "
        f"{line.instruction}{within(line)}: “{line.caption}”"
    )


def _soundscape(prompt: PerformancePrompt) -> str:
    written = "no other text" if prompt.screen else "no captions"
    under = " under the voice" if prompt.lines else ""
    closing = music_and_text(prompt, f"{written} in the picture")
    return f"The soundscape{under}: {sounds(prompt, timed=True)}. {closing}"


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
