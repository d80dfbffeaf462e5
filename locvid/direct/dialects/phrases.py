"""Pieces of English that several dialects share: people, camera, manner of speaking, sounds."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.direct.soundscape import AMBIENCE, EFFECT, SCORE
from locvid.direct.tongues import within
from locvid.model.errors import InvalidInput
from locvid.model.performance import PerformancePrompt, SoundLayer, Speaker, SpokenLine
from locvid.model.script import TWO_SHOT
from locvid.model.take import MIDGROUND

_MOVES = {
    "static": "The camera stays still.",
    "slow-push-in": "The camera slowly pushes in.",
    "slow-pull-out": "The camera slowly pulls out.",
    "slow-pan-left": "The camera slowly pans left.",
    "slow-pan-right": "The camera slowly pans right.",
}
_USUAL = (", at a natural pace", ", with natural pauses")
_WHEN = {False: "in the picture", True: "at the end"}
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"))


def sentence(words: str) -> str:
    """``words`` with a capital letter and exactly one full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def name(speaker: str) -> str:
    """The speaker's id as a name."""
    return speaker[:1].upper() + speaker[1:]


def framing(shot: PerformancePrompt) -> str:
    """``medium close-up``."""
    return shot.camera.framing.replace("medium-", "medium ")


def camera(shot: PerformancePrompt) -> str:
    """The move as a term: ``static camera``, ``slow push in``."""
    move = shot.camera.move.replace("-", " ")
    return "static camera" if move == "static" else move


def camera_moves(shot: PerformancePrompt) -> str:
    """The move as a sentence."""
    return _MOVES.get(shot.camera.move, sentence(f"camera: {camera(shot)}"))


def person(speaker: Speaker) -> str:
    """``a woman in her thirties with dark curls (calm, credible startup founder)``."""
    return speaker.description + (f" ({speaker.persona})" if speaker.persona else "")


def manner(line: SpokenLine) -> str:
    """How the line is spoken; what goes without saying is left out, as prompts must be short."""
    words = line.instruction
    for usual in _USUAL:
        words = words.replace(usual, "")
    return words + within(line)


def voice_of(shot: PerformancePrompt, line: SpokenLine) -> str:
    """``a warm, unhurried woman's voice``; empty where nothing is known of it."""
    found = (each.voice_description for each in shot.speakers if each.id == line.speaker)
    return next(found, "")


def tongue(shot: PerformancePrompt) -> str:
    """``German with a Standard German accent``: the language first, models look for it."""
    accent = shot.market.accent
    if accent.split()[0] in ("a", "an", "the"):
        return f"{shot.market.language_name} with {accent}"
    article = "an" if accent[0].lower() in "aeiou" else "a"
    return f"{shot.market.language_name} with {article} {accent}"


def quoted(words: str) -> str:
    """``words`` untouched between the first pair of quotation marks that does not occur in them."""
    for left, right in _QUOTES:
        if left not in words and right not in words:
            return f"{left}{words}{right}"
    return f"\n{words}\n"


def ended(words: str) -> str:
    """``words`` with a full stop, but none after a quotation that has its own."""
    return words if words.rstrip('"”»」\n')[-1:] in ".!?…。！？" else f"{words}."


def tagged(shot: PerformancePrompt, words: str, opening: str, closing: str) -> str:
    """``words`` between two marks; raises InvalidInput where they hold the closing one."""
    if closing in words:
        raise InvalidInput(
            f"the line of '{shot.shot}' holds '{closing}', which ends a line for this model",
            locale=shot.locale.tag,
            hint="take the mark out of the line, or choose another dialect",
        )
    return f"{opening}{words}{closing}"


def ambience(shot: PerformancePrompt) -> str:
    """What is heard all the time."""
    return "; ".join(_untimed(layer) for layer in shot.soundscape if layer.kind == AMBIENCE)


def effects(shot: PerformancePrompt) -> tuple[str, ...]:
    """Each sound event in words, those in front first, without its time.

    Models do not keep to times.
    """
    events = [layer for layer in shot.soundscape if layer.kind == EFFECT]
    return tuple(_untimed(layer) for layer in sorted(events, key=_is_behind))


def sounds(shot: PerformancePrompt, timed: bool = False) -> str:
    """Layer by layer from the front to the back: what is near, what is further off, the place.

    ``timed`` as well, for people: with the seconds that the script gives.
    """
    events = [layer for layer in shot.soundscape if layer.kind == EFFECT]
    told = {id(layer): layer.description if timed else _untimed(layer) for layer in events}
    near = ", and ".join(told[id(layer)] for layer in events if not _is_behind(layer))
    far = ", and ".join(told[id(layer)] for layer in events if _is_behind(layer))
    place = ambience(shot)
    layers = [f"in front {near}" if near else "", f"further back {far}" if far else ""]
    layers.append(f"behind it all {place}" if events and place else place)
    return "; ".join(filter(None, layers))


def music(shot: PerformancePrompt) -> str:
    """The underscore in words; empty where none is asked for."""
    return "; ".join(layer.description for layer in shot.soundscape if layer.kind == SCORE)


def music_or_none(shot: PerformancePrompt) -> str:
    """``no music``, or the underscore below the voice."""
    played = music(shot)
    if not played:
        return "no music"
    return f"under the voice {played}" if shot.lines else played


def music_and_text(shot: PerformancePrompt, no_text: str) -> str:
    """The music, or that there is none, and what must not be written: one or two sentences."""
    played = music(shot)
    if played:
        return f"{sentence(music_or_none(shot))} {sentence(no_text)}"
    return sentence(f"no music, {no_text}")


def lips(shot: PerformancePrompt) -> str:
    """Who moves their lips, as a sentence."""
    if not shot.lines:
        return "Nobody is in the picture, and nobody speaks."
    if shot.off_screen:
        return "Nobody is in the picture: the voice is a narrator's, heard from off screen."
    if len(shot.speakers) < 2:
        return "The lips follow every word."
    if any(line.overlap is not None for line in shot.lines):
        told = "They talk over each other for a moment where one cuts in; otherwise whoever listens"
    else:
        told = "One person speaks at a time; whoever listens"
    keeps = "keeps their mouth closed"
    if shot.camera.framing != TWO_SHOT:
        return f"{told} {keeps}."
    return f"{told} {keeps}, looks at the speaker and nods. {together(shot)}"


def together(shot: PerformancePrompt) -> str:
    """That both are seen, as a sentence; empty where the picture shows one at a time."""
    if shot.camera.framing != TWO_SHOT or not shot.lines:
        return ""
    return "Both are in the frame all the time, turned to each other, not to the camera."


def turn(shot: PerformancePrompt, number: int, verb: str = "says") -> str:
    """Who says line ``number``: ``Jon says``, ``Jon cuts in before Maya has finished and says``."""
    line = shot.lines[number]
    who = name(line.speaker)
    if line.overlap is None:
        return f"{who} {verb}"
    return f"{who} cuts in before {name(shot.lines[number - 1].speaker)} has finished and {verb}"


def on_screen(shot: PerformancePrompt) -> str:
    """The texts in the picture as sentences, each verbatim; empty where there are none."""
    return " ".join(
        sentence(f"{text.description} {_WHEN[text.opens.from_end]} reads {_in_one_row(text.text)}")
        for text in shot.screen
    )


def no_text(shot: PerformancePrompt) -> str:
    """What must not be written into the picture."""
    return "no other text, no subtitles" if shot.screen else "no subtitles"


def _in_one_row(text: str) -> str:
    first, *others = (quoted(line).strip() for line in text.split("\n"))
    return f"{first}, and below it {', '.join(others)}" if others else first


def cast(shots: Sequence[PerformancePrompt]) -> tuple[Speaker, ...]:
    """Who appears in ``shots``, each once, in the order of their first line."""
    seen: dict[str, Speaker] = {}
    for shot in shots:
        for speaker in shot.speakers:
            seen.setdefault(speaker.id, speaker)
    return tuple(seen.values())


def _is_behind(layer: SoundLayer) -> bool:
    return layer.depth == MIDGROUND


def _untimed(layer: SoundLayer) -> str:
    if layer.time_s is None:
        return layer.description
    return layer.description.removesuffix(f" at {layer.time_s:g} s")
