"""What a generator cannot do is refused when the work is planned, not after an hour of it."""

from __future__ import annotations

from collections.abc import Sequence

from locvid.generate.base import Capabilities, Generator
from locvid.model.errors import InvalidInput
from locvid.model.locale import Locale
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.script import Script


def refuse_unable(
    generator: Generator, script: Script, profile: Profile, locale: Locale, sound_given: bool
) -> None:
    """Raise InvalidInput where the language, a dialogue, the rate or given sound is too much."""
    able = generator.capabilities()
    if able.languages is not None and locale.language not in able.languages:
        raise InvalidInput(
            f"the generator '{generator.name}' does not speak {locale.name}",
            locale=locale.tag,
            hint=f"it speaks {', '.join(sorted(able.languages))}",
        )
    for shot in script.shots if not able.dialogue else ():
        if len({line.speaker for line in shot.lines}) > 1:
            raise InvalidInput(
                f"the generator '{generator.name}' cannot perform a dialogue in one shot",
                where=shot.location,
                hint=f"split the shot '{shot.id}' by speaker",
            )
    fps = profile.video.fps
    if able.frame_rates is not None and not able.frame_rates[0] <= fps <= able.frame_rates[1]:
        low, high = able.frame_rates
        raise InvalidInput(
            f"the profile '{profile.name}' has {float(fps):g} frames a second, and the generator "
            f"'{generator.name}' makes {low:g} to {high:g}",
            hint="choose another --profile",
        )
    if sound_given and not able.given_sound:
        raise InvalidInput(
            f"the generator '{generator.name}' cannot make a picture to given sound here",
            hint="leave out --sound-from"
            + (", or use a distilled checkpoint" if able.dialect else ""),
        )


def refuse_shots(generator: Generator, prompts: Sequence[PerformancePrompt]) -> None:
    """Raise InvalidInput for a shot whose length or whose references the generator cannot take."""
    able = generator.capabilities()
    for prompt in prompts:
        _refuse_length(generator.name, able, prompt)
        _refuse_references(generator.name, able, prompt)


def _refuse_references(name: str, able: Capabilities, prompt: PerformancePrompt) -> None:
    portraits = sum(speaker.portrait is not None for speaker in prompt.speakers)
    voices = sum(speaker.voice_sample is not None for speaker in prompt.speakers)
    for count, most, what in (
        (portraits, able.most_portraits, "portraits"),
        (voices, able.most_voice_samples, "voice samples"),
    ):
        if most is not None and count > most:
            raise InvalidInput(
                f"the shot '{prompt.shot}' has {count} {what}, and the generator "
                f"'{name}' takes {most}",
                locale=prompt.locale.tag,
                hint="split the shot by speaker",
            )


def _refuse_length(name: str, able: Capabilities, prompt: PerformancePrompt) -> None:
    longest_s, most_s = able.longest_shot_s, prompt.length.maximum_s
    if longest_s is not None and prompt.duration.minimum_s > longest_s:
        raise InvalidInput(
            f"the shot '{prompt.shot}' lasts {prompt.duration.minimum_s:.0f} s at least, and the "
            f"generator '{name}' makes at most {longest_s:.0f} s",
            locale=prompt.locale.tag,
            hint="split the shot",
        )
    if most_s is not None and most_s < able.shortest_shot_s:
        raise InvalidInput(
            f"the shot '{prompt.shot}' may last {most_s:g} s at most, and the generator '{name}' "
            f"makes at least {able.shortest_shot_s:.1f} s",
            locale=prompt.locale.tag,
            hint="allow the shot more length, or join it with the next one",
        )


def no_language(script: Script) -> InvalidInput:
    """What to say where nobody said which languages a script is wanted in."""
    tags = sorted({tag for shot in script.shots for line in shot.lines for tag in line.text})
    return InvalidInput(
        f"say which languages '{script.name}' is wanted in",
        hint=f"for example --langs {','.join(tags)}",
    )


def goes_on(before: PerformancePrompt | None, prompt: PerformancePrompt) -> bool:
    """Whether a shot shows what the one before it showed: place, people and framing.

    A generator that can go on from last frames then makes the cut invisible.
    """
    return (
        before is not None
        and before.setting == prompt.setting
        and before.camera.framing == prompt.camera.framing
        and {speaker.id for speaker in before.speakers}
        == {speaker.id for speaker in prompt.speakers}
    )
