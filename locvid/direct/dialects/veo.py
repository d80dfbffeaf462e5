"""Veo 3.1: cinematography, subject, action, place, then dialogue, effects and ambience by name.

Form: Google's prompting guide for Veo 3.1 (cloud.google.com/blog/products/ai-machine-learning/
ultimate-prompting-guide-for-veo-3-1: "[Cinematography] + [Subject] + [Action] + [Context] +
[Style & Ambiance]", speech as 'She says in a weary voice: "…"', "SFX:", "Ambient noise:") and
https://ai.google.dev/gemini-api/docs/video for clip lengths of 4, 6 and 8 seconds.
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.model.performance import PerformancePrompt


class VeoDialect:
    """A block a shot."""

    name = "veo"

    def write(self, *shots: PerformancePrompt) -> str:
        """The blocks of ``shots``."""
        return "\n\n".join(_block(shot) for shot in shots)


def _block(shot: PerformancePrompt) -> str:
    people = " ".join(
        phrases.sentence(f"{phrases.name(each.id)} is {phrases.person(each)}")
        for each in shot.speakers
    )
    told = [
        f"{phrases.sentence(f'{phrases.framing(shot)}, {phrases.camera(shot)}')} {people} "
        + phrases.sentence(f"the place is {shot.setting_description}")
    ]
    for number, line in enumerate(shot.lines):
        voice = phrases.voice_of(shot, line)
        sounding = f"in {voice}, " if voice else ""
        told.append(
            f"{phrases.turn(shot, number)} in {phrases.tongue(shot)}, {sounding}"
            f"{phrases.manner(line)}: {phrases.quoted(line.text)}"
        )
    told.append(phrases.lips(shot))
    told += [f"SFX: {effect}." for effect in phrases.effects(shot)]
    told.append(f"Ambient noise: {phrases.sentence(phrases.ambience(shot))}")
    told += filter(None, [phrases.on_screen(shot)])
    told.append(phrases.music_and_text(shot, phrases.no_text(shot)))
    return "\n".join(told)
