"""MOVA: a paragraph that tells the scene, with quoted speech inside the sentences.

Form: the examples in https://github.com/OpenMOSS/MOVA ('the man … asks with mild curiosity, in
English, "What do you want to do when you grow up?"'), room sound told in the same prose. A first
picture goes with it; it is not part of the text.
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.model.performance import PerformancePrompt


class MovaDialect:
    """A paragraph a shot."""

    name = "mova"

    def write(self, *shots: PerformancePrompt) -> str:
        """The paragraphs of ``shots``."""
        return "\n\n".join(_paragraph(shot) for shot in shots)


def _paragraph(shot: PerformancePrompt) -> str:
    people = " and ".join(
        f"{phrases.name(each.id)}, {phrases.person(each)}" for each in shot.speakers
    )
    whom = f", with {people}" if people else ""
    told = [
        phrases.sentence(f"the scene shows {shot.setting_description}{whom}"),
        phrases.sentence(f"it is a {phrases.framing(shot)}"),
        phrases.camera_moves(shot),
    ]
    previous = ""
    for number, line in enumerate(shot.lines):
        verb = "answers" if previous not in ("", line.speaker) else "says"
        told.append(
            phrases.ended(
                f"{phrases.turn(shot, number, verb)}, in {phrases.tongue(shot)}, "
                f"{phrases.manner(line)}, {phrases.quoted(line.text)}"
            )
        )
        previous = line.speaker
    told.append(phrases.lips(shot))
    told += filter(None, [phrases.on_screen(shot)])
    under = "under the voice " if shot.lines else ""
    told.append(phrases.sentence(f"{under}one hears {phrases.sounds(shot)}"))
    if music := phrases.music(shot):
        told.append(phrases.sentence(f"{music}, plays softly"))
    return " ".join(told)
