"""Sora 2: prose, then labelled blocks for camera, actions, dialogue and sound.

Form: OpenAI's "Sora 2 prompting guide" (developers.openai.com/cookbook/examples/sora/
sora2_prompting_guide): a prose description, "Cinematography:", "Actions:" as beats, "Dialogue:" as
a list with the speaker's name, "Background Sound:"; length and size are parameters, not words.
The model was shut down on 24 September 2026; services that imitate it still read this form.
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.model.performance import PerformancePrompt


class SoraDialect:
    """Prose and blocks a shot."""

    name = "sora"

    def write(self, *shots: PerformancePrompt) -> str:
        """The prompts of ``shots``."""
        return "\n\n".join(_prompt(shot) for shot in shots)


def _prompt(shot: PerformancePrompt) -> str:
    people = " ".join(
        phrases.sentence(f"{phrases.name(each.id)} is {phrases.person(each)}")
        for each in shot.speakers
    )
    beats = [
        f"- {phrases.turn(shot, number, 'speaks')}, {phrases.manner(line)}"
        for number, line in enumerate(shot.lines)
    ]
    dialogue = [
        f"- {phrases.name(line.speaker)} (in {phrases.tongue(shot)}): {phrases.quoted(line.text)}"
        for line in shot.lines
    ]
    return "\n\n".join(
        [
            f"Live-action, natural light. {phrases.sentence(shot.setting_description)} {people}",
            "Cinematography:\n"
            f"Camera shot: {phrases.framing(shot)}\n"
            f"Camera motion: {phrases.camera(shot)}\n"
            f"Mood: {shot.lines[0].emotion if shot.lines else 'calm'}",
            "\n".join(["Actions:", *beats, f"- {phrases.lips(shot)}"]),
            "\n".join(["Dialogue:", *dialogue]),
            *([f"Text in the picture:\n{phrases.on_screen(shot)}"] if shot.screen else []),
            f"Background Sound:\n{phrases.sentence(phrases.sounds(shot))} "
            + phrases.sentence(phrases.music_or_none(shot)),
        ]
    )
