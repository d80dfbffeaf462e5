"""Kling 3.0: the cast in brackets first, then up to six numbered shots with labelled dialogue.

Form: the public Kling 3.0 prompting guides (klingai.com/blog; blog.fal.ai "Kling 3.0 prompting
guide"): introduce everyone once as [Name: …] and keep the label; "Shot 1 (0-3s). …" with framing,
subject and motion; an action before each line; '[Name, voice, language]: "…"'; a linking word
between two speakers, or they talk at once; sound last.
"""

from __future__ import annotations

from collections.abc import Iterator

from locvid.direct.dialects import phrases
from locvid.direct.tongues import within
from locvid.model.performance import NATURAL_EFFORT, PerformancePrompt, SpokenLine


class KlingDialect:
    """One text over all shots of a generation."""

    name = "kling"

    def write(self, *shots: PerformancePrompt) -> str:
        """Cast, shots and sound."""
        cast = [
            f"[{phrases.name(each.id)}: {phrases.person(each)}]" for each in phrases.cast(shots)
        ]
        parts = ["\n".join(cast), *_shots(shots), _audio(shots)]
        return "\n\n".join(part for part in parts if part)


def _shots(shots: tuple[PerformancePrompt, ...]) -> Iterator[str]:
    begin_s = 0.0
    for number, shot in enumerate(shots, 1):
        end_s = begin_s + shot.duration.natural_s
        view = f"{phrases.framing(shot)}, {phrases.camera(shot)}, in {shot.setting_description}"
        lines = [f"Shot {number} ({begin_s:.0f}-{end_s:.0f}s). {phrases.sentence(view)}"]
        lines += filter(None, [phrases.on_screen(shot)])
        lines += _dialogue(shot)
        yield "\n".join(lines)
        begin_s = end_s


def _dialogue(shot: PerformancePrompt) -> Iterator[str]:
    previous = ""
    for number, line in enumerate(shot.lines):
        who = phrases.name(line.speaker)
        if line.overlap is not None:
            yield phrases.sentence(phrases.turn(shot, number, "speaks"))
        elif line.speaker != previous:
            turn = f"Then {phrases.name(previous)} falls silent and " if previous else ""
            whom = "the other" if phrases.together(shot) else "the camera"
            looks = "looks at" if phrases.together(shot) else "looks into"
            seen = "is not seen" if line.off_screen else f"{looks} {whom}"
            yield phrases.sentence(f"{turn}{who} {seen} and speaks")
        yield f"[{who}, {_manner(shot, line)}]: {phrases.quoted(line.text)}"
        previous = line.speaker


def _manner(shot: PerformancePrompt, line: SpokenLine) -> str:
    voice = phrases.voice_of(shot, line).removeprefix("a ").removeprefix("an ")
    effort = "" if line.effort == NATURAL_EFFORT else f"{line.effort.name} voice, "
    manner = f"{effort}{line.emotion} tone, {line.pace} pace, speaking {phrases.tongue(shot)}"
    manner += within(line)
    return f"{voice}, {manner}" if voice else manner


def _audio(shots: tuple[PerformancePrompt, ...]) -> str:
    heard = [f"shot {number}: {phrases.sounds(shot)}" for number, shot in enumerate(shots, 1)]
    if len(heard) == 1:
        heard = [phrases.sounds(shots[0])]
    music = " ".join(dict.fromkeys(phrases.sentence(phrases.music_or_none(s)) for s in shots))
    return f"Audio. {phrases.sentence('. '.join(map(_capital, heard)))} {music}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
