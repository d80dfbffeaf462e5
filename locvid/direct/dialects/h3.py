"""MiniMax-H3: labelled fields, speakers with numbers, dialogue in tags with its language.

Form: https://huggingface.co/MiniMaxAI/MiniMax-H3/blob/main/docs/VIDEO_PROMPT_WRITING_GUIDE_base_en.md
("integrated_multimodal_description", "overall_soundscape", "non_diegetic_music"; style first; later
shots as "[Shot 2] At 00:03.500, the camera cuts to"; "(S1) says: <d>[English] …</d>"; whoever
speaks is described once; two people who talk are cut between; speech is not repeated in the
soundscape; "N/A" where there is no music).

Where a speaker has a portrait, the six fields of VIDEO_PROMPT_WRITING_GUIDE_ref_en.md beside it:
what is referred to gets a label and a line ("<Subject 1> is …, in <Picture 1>", "<Audio 1> is the
voice-timbre reference for <Subject 1> (S1)"), then a summary with the kind of task in brackets,
what is kept of each, and the shots with the style before the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locvid.direct.dialects import phrases
from locvid.direct.duration import estimate
from locvid.model.performance import PerformancePrompt, Speaker, SpokenLine

_STYLE = "Live-action, natural light"


@dataclass(frozen=True, slots=True)
class _Part:
    """Somebody in the cast. ``number`` counts speakers in the order in which they are first heard.

    ``subject`` counts those with a portrait, and so numbers their pictures; ``voice`` counts
    samples of voices. 0 stands for none.
    """

    speaker: Speaker
    number: int
    subject: int = 0
    voice: int = 0

    @property
    def label(self) -> str:
        """What the shots call them."""
        return f"<Subject {self.subject}>" if self.subject else phrases.name(self.speaker.id)


class H3Dialect:
    """Three fields from text alone, six with references of the speakers."""

    name = "h3"

    def write(self, *shots: PerformancePrompt) -> str:
        """One production brief over all ``shots``."""
        parts = _parts(shots)
        heard = dict.fromkeys(phrases.sentence(phrases.sounds(shot)) for shot in shots)
        music = " ".join(dict.fromkeys(phrases.sentence(m) for m in map(phrases.music, shots) if m))
        sound = f"overall_soundscape: {' '.join(heard)}\n\nnon_diegetic_music: {music or 'N/A'}"
        if not any(part.subject for part in parts.values()):
            told = " ".join(_shots(shots, parts, f"{_STYLE}, "))
            return f"integrated_multimodal_description: {told}\n\n{sound}"
        told = "\n".join(_shots(shots, parts))
        fields = {
            "subject_definitions": "\n".join(_definitions(parts)),
            "summary": _summary(shots, parts),
            "retention_analysis": "\n".join(_kept(shots, parts)),
            "detailed_description": f"The target video is {_STYLE.lower()}.\n{told}",
        }
        labelled = "\n\n".join(f"{field}:\n{text}" for field, text in fields.items())
        return f"{labelled}\n\n{sound}"


def _parts(shots: tuple[PerformancePrompt, ...]) -> dict[str, _Part]:
    """The cast by name. Pictures and voices are numbered in the order in which they are given."""
    parts: dict[str, _Part] = {}
    subjects = voices = 0
    cast = phrases.cast(shots)
    shown = any(speaker.portrait is not None for speaker in cast)
    for number, speaker in enumerate(cast, 1):
        subjects += speaker.portrait is not None
        # The model takes no voice without any picture.
        voiced = shown and speaker.voice_sample is not None
        voices += voiced
        parts[speaker.id] = _Part(
            speaker,
            number,
            subjects if speaker.portrait is not None else 0,
            voices if voiced else 0,
        )
    return parts


def _definitions(parts: Mapping[str, _Part]) -> Iterator[str]:
    """What a picture shows is not told again: it knows better than the presenter's preset."""
    for part in parts.values():
        if part.subject:
            role = f" ({part.speaker.persona})" if part.speaker.persona else ""
            yield (
                f"{part.label} is {phrases.name(part.speaker.id)}, the person in "
                f"<Picture {part.subject}>{role}."
            )
    for part in parts.values():
        if part.voice:
            yield (
                f"<Audio {part.voice}> is the voice-timbre reference for {part.label} "
                f"(S{part.number})."
            )


def _summary(shots: tuple[PerformancePrompt, ...], parts: Mapping[str, _Part]) -> str:
    voiced = [part for part in parts.values() if part.voice]
    kind = "reference generation" + (" + audio reference" if voiced else "")
    who = " and ".join(part.label for part in parts.values())
    where = " and ".join(dict.fromkeys(shot.setting_description for shot in shots))
    verb = "speaks" if len(parts) == 1 else "talk"
    told = [f"[{kind}] The target video shows {who}, who {verb} in {where}."]
    told += [
        f"<Audio {part.voice}> is used as the voice timbre of {part.label}." for part in voiced
    ]
    return " ".join(told)


def _kept(shots: tuple[PerformancePrompt, ...], parts: Mapping[str, _Part]) -> Iterator[str]:
    turns = [{line.speaker for line in lines} for shot in shots for _, lines in _turns(shot)]
    for name, part in parts.items():
        if part.subject:
            where = ", ".join(f"[Shot {at}]" for at, who in enumerate(turns, 1) if name in who)
            yield (
                f"{part.label} (appears in {where}): fully_preserved - face, hair and clothes are "
                f"those of <Picture {part.subject}>."
            )
    for part in parts.values():
        if part.voice:
            yield (
                f"<Audio {part.voice}>: reference - its voice timbre guides the speech of "
                f"{part.label}; what it says is not used."
            )


def _shots(
    shots: tuple[PerformancePrompt, ...], parts: Mapping[str, _Part], style: str = ""
) -> Iterator[str]:
    """A shot of the model for each turn of speech: it wants one speaker between two cuts."""
    known: set[str] = set()
    begin_s, count = 0.0, 0
    for shot in shots:
        for at_s, lines in _turns(shot):
            count += 1
            seen = " and ".join(dict.fromkeys(parts[line.speaker].label for line in lines))
            of = f"of {seen} " if lines and not shot.off_screen else ""
            view = f"a {phrases.framing(shot)} {of}in {shot.setting_description}"
            if count == 1:
                opening = f"[Shot 1] {style}{view if style else view[:1].upper() + view[1:]}"
            else:
                opening = f"[Shot {count}] At {_clock(begin_s + at_s)}, the camera cuts to {view}"
            said = [f"{phrases.sentence(opening)} {phrases.camera_moves(shot)}"]
            if not at_s and shot.screen:
                said.append(phrases.on_screen(shot))
            if not lines:
                said.append(phrases.lips(shot))
            for line in lines:
                said.append(_said(shot, line, parts[line.speaker], line.speaker not in known))
                known.add(line.speaker)
            said += filter(None, [phrases.together(shot)])
            yield " ".join(said)
        begin_s += shot.duration.natural_s


def _turns(shot: PerformancePrompt) -> list[tuple[float, list[SpokenLine]]]:
    """Lines by whoever speaks without a break, with the second at which each turn begins.

    A shot without speech is one turn without lines, and a two-shot, which is not cut, one of both.
    """
    if not shot.lines or phrases.together(shot):
        return [(0.0, list(shot.lines))]
    whole = estimate(shot.lines, shot.locale, shot.market).natural_s
    turns: list[tuple[float, list[SpokenLine]]] = []
    for index, line in enumerate(shot.lines):
        if turns and turns[-1][1][-1].speaker == line.speaker:
            turns[-1][1].append(line)
            continue
        before = estimate(shot.lines[:index], shot.locale, shot.market).natural_s if index else 0.0
        turns.append((before / whole * shot.duration.natural_s, [line]))
    return turns


def _said(shot: PerformancePrompt, line: SpokenLine, part: _Part, first: bool) -> str:
    who = f"{part.label} (S{part.number})"
    if first and not part.subject:
        voice = phrases.voice_of(shot, line)
        who += f", {phrases.person(part.speaker)}" + (f", with {voice}," if voice else ",")
    timbre = f" in the voice timbre of <Audio {part.voice}>," if part.voice else ""
    speech = phrases.tagged(shot, f"[{shot.market.language_name}] {line.text}", "<d>", "</d>")
    if line.overlap is not None:
        who += " cuts in before the other has finished,"
    return (
        f"{who} speaks {phrases.tongue(shot)},{timbre} {phrases.manner(line)}, and says: {speech}"
    )


def _clock(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02d}:{milliseconds / 1000:06.3f}"
