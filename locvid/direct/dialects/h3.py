"""MiniMax-H3: three labelled fields, speakers with numbers, dialogue in tags with its language.

Form: https://huggingface.co/MiniMaxAI/MiniMax-H3/blob/main/docs/VIDEO_PROMPT_WRITING_GUIDE_base_en.md
("integrated_multimodal_description", "overall_soundscape", "non_diegetic_music"; style first; later
shots as "[Shot 2] At 00:03.500, the camera cuts to"; "(S1) says: <d>[English] …</d>"; whoever
speaks is described once; two people who talk are cut between; speech is not repeated in the
soundscape; "N/A" where there is no music).
"""

from __future__ import annotations

from collections.abc import Iterator

from locvid.direct.dialects import phrases
from locvid.direct.duration import estimate
from locvid.model.performance import PerformancePrompt, SpokenLine


class H3Dialect:
    """The three fields of the base modes."""

    name = "h3"

    def write(self, *shots: PerformancePrompt) -> str:
        """One production brief over all ``shots``."""
        numbers = {speaker.id: index + 1 for index, speaker in enumerate(phrases.cast(shots))}
        heard = dict.fromkeys(phrases.sentence(phrases.sounds(shot)) for shot in shots)
        return (
            f"integrated_multimodal_description: {' '.join(_shots(shots, numbers))}\n\n"
            f"overall_soundscape: {' '.join(heard)}\n\n"
            "non_diegetic_music: N/A"
        )


def _shots(shots: tuple[PerformancePrompt, ...], numbers: dict[str, int]) -> Iterator[str]:
    """A shot of the model for each turn of speech: it wants one speaker between two cuts."""
    known: set[str] = set()
    begin_s, count = 0.0, 0
    for shot in shots:
        for at_s, lines in _turns(shot):
            count += 1
            view = f"a {phrases.framing(shot)} of {phrases.name(lines[0].speaker)} in "
            view += shot.setting_description
            if count == 1:
                opening = f"[Shot 1] Live-action, natural light, {view}"
            else:
                opening = f"[Shot {count}] At {_clock(begin_s + at_s)}, the camera cuts to {view}"
            yield f"{phrases.sentence(opening)} {phrases.camera_moves(shot)}"
            if not at_s and shot.screen:
                yield phrases.on_screen(shot)
            for line in lines:
                yield _said(shot, line, numbers[line.speaker], line.speaker not in known)
                known.add(line.speaker)
        begin_s += shot.duration.natural_s


def _turns(shot: PerformancePrompt) -> list[tuple[float, list[SpokenLine]]]:
    """Lines by whoever speaks without a break, with the second at which each turn begins."""
    turns: list[tuple[float, list[SpokenLine]]] = []
    for index, line in enumerate(shot.lines):
        if turns and turns[-1][1][-1].speaker == line.speaker:
            turns[-1][1].append(line)
            continue
        before = estimate(shot.lines[:index], shot.locale, shot.market).natural_s if index else 0.0
        turns.append((before, [line]))
    return turns


def _said(shot: PerformancePrompt, line: SpokenLine, number: int, first: bool) -> str:
    who = f"{phrases.name(line.speaker)} (S{number})"
    if first:
        described = next(each for each in shot.speakers if each.id == line.speaker)
        voice = phrases.voice_of(shot, line)
        who += f", {phrases.person(described)}" + (f", with {voice}," if voice else ",")
    speech = phrases.tagged(shot, f"[{shot.market.language_name}] {line.text}", "<d>", "</d>")
    return f"{who} speaks {phrases.tongue(shot)}, {phrases.manner(line)}, and says: {speech}"


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60):02d}:{seconds % 60:06.3f}"
