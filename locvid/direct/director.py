"""The director: turns a localized script and the presets into one prompt per shot.

A prompt depends on its own shot, the locale and the presets only. So an edit of one shot leaves
the prompts of all others as they were, to the byte, and what was made from them stays valid.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from locvid.direct.duration import seen_s, spoken
from locvid.direct.fit import Fitted, Option, fit_shot, fit_silent
from locvid.direct.overflow import ShotFit, does_not_fit
from locvid.direct.soundscape import assumptions, layers
from locvid.model.locale import Locale, Market
from locvid.model.localized import LocalizedLine, LocalizedScreen, LocalizedScript
from locvid.model.performance import (
    NATURAL_EFFORT,
    PerformancePrompt,
    PromptTemplate,
    Speaker,
    SpokenLine,
)
from locvid.model.screen import ShownText
from locvid.model.script import OFF_SCREEN, CastMember, Cue, Delivery, Interruption, Script, Shot
from locvid.presets import deliveries
from locvid.presets.descriptions import description
from locvid.presets.laughter import laughter_s
from locvid.presets.library import PresetLibrary
from locvid.presets.markets import market_for
from locvid.presets.screens import screen_style
from locvid.presets.templates import template
from locvid.presets.timing import Timing, timing_for
from locvid.presets.turns import interruption

SHORT = "short"
"""The wording of a line that is a translator's shorter text."""

_EMPHASIS = {
    "none": "no word stressed above the others",
    "sentence-final": "stressing the last word of each sentence",
    "first-word": "stressing the first word of each sentence",
    "every-phrase": "stressing one word in every phrase",
}


def direct(
    localized: LocalizedScript, library: PresetLibrary, seed: int = 0, template_name: str = ""
) -> tuple[PerformancePrompt, ...]:
    """The prompts of all shots, in the order of the script.

    ``seed`` is the user's; each prompt's own seed derives from it, the shot and, where somebody
    speaks, the locale.
    ``template_name`` is that of a prompt template, empty for none.
    Raises InvalidInput where a preset is missing or not usable, and DoesNotFit, which tells of
    every shot that is longer than the script allows.
    """
    market, _ = market_for(localized.locale, library)
    shots = localized.script.shots
    fits = _fits(localized, market, library)
    if any(each.fitted.overflow_s for each in fits):
        raise does_not_fit(fits, localized.locale)
    worded = template(template_name, localized.locale, library) if template_name else None
    return tuple(
        _prompt(localized, shot, lines, each.fitted, screens, market, library, seed, worded)
        for shot, lines, each, screens in zip(
            shots, localized.shots, fits, _screens(localized), strict=True
        )
    )


def direct_warnings(localized: LocalizedScript, library: PresetLibrary) -> tuple[str, ...]:
    """What ``direct`` assumes: which market stands in, and where a word of another language is."""
    moments = [
        assumed
        for shot, lines in zip(localized.script.shots, localized.shots, strict=True)
        for assumed in assumptions(shot, lines, localized.locale)
    ]
    return (*market_for(localized.locale, library)[1], *moments)


def too_late(localized: LocalizedScript, prompts: Sequence[PerformancePrompt]) -> tuple[str, ...]:
    """Sounds that the script wants at a second at which their shot has ended."""
    return tuple(
        f"{cue.location}: [{localized.locale}] the sound '{cue.name}' comes at {cue.time_s:g} s, "
        f"and the shot '{shot.id}' lasts {prompt.duration.natural_s:.1f} s: it is not heard"
        for shot, prompt in zip(localized.script.shots, prompts, strict=True)
        for cue in shot.cues
        if cue.time_s is not None and cue.time_s >= prompt.duration.natural_s
    )


def _fits(
    localized: LocalizedScript, market: Market, library: PresetLibrary
) -> tuple[ShotFit, ...]:
    """Every shot with its lines fitted into its length, whether they fit or not."""
    locale = localized.locale
    timing = timing_for(locale, library)

    def fitted(shot: Shot, lines: Sequence[LocalizedLine], screens: Sequence[ShownText]) -> Fitted:
        if not lines:
            return fit_silent(seen_s(screens, locale), shot.length)
        wordings = [_wordings(line, localized, market, timing, library) for line in lines]
        return fit_shot(wordings, shot.length, market)

    shots = zip(localized.script.shots, localized.shots, _screens(localized), strict=True)
    return tuple(
        ShotFit(shot, tuple(lines), fitted(shot, lines, [_shown(text, library) for text in texts]))
        for shot, lines, texts in shots
    )


def _wordings(
    line: LocalizedLine,
    localized: LocalizedScript,
    market: Market,
    timing: Timing | None,
    library: PresetLibrary,
) -> list[Option]:
    """The line as it is written, then the shorter wording where there is one."""
    member = localized.script.cast[line.line.speaker]
    usual = _spoken(line, member.presenter == OFF_SCREEN, library)
    said = [usual]
    if line.short is not None:
        text, caption, marked = line.short
        said.append(replace(usual, text=text, caption=caption, marked=marked, wording=SHORT))
    fixed = _fixed_pace(usual.pace, library)
    options = []
    for each in said:
        length = spoken(
            each.text, localized.locale, market, timing, member.voice, each.emphasis, each.marked
        )
        if laughs_s := laughter_s(each.marked, library):
            length = replace(length, laughter_s=laughs_s)
        if fixed is not None:
            rate = fixed * length.speech_s / max(length.syllables, 1)
            each = replace(each, rate=round(min(max(rate, _SLOWEST), _FASTEST), 4))
        options.append(Option(each, length))
    return options


@lru_cache(maxsize=64)
def _fixed_pace(name: str, library: PresetLibrary) -> float | None:
    """Syllables a second at which all lines of a pace are said, if it has them."""
    return deliveries.pace(name, library).syllables_per_second


_SLOWEST, _FASTEST = 0.5, 2.0
"""Multiples of the natural pace at which a voice still says words."""


def _prompt(
    localized: LocalizedScript,
    shot: Shot,
    lines: Sequence[LocalizedLine],
    fitted: Fitted,
    screens: Sequence[LocalizedScreen],
    market: Market,
    library: PresetLibrary,
    seed: int,
    worded: PromptTemplate | None,
) -> PerformancePrompt:
    script, locale = localized.script, localized.locale
    said = tuple(option.line for option in fitted.options)
    # Sounds fall on words of the wording that was chosen.
    heard = tuple(
        line
        if each.wording != SHORT
        else replace(line, spoken=each.text, caption=each.caption, marked=each.marked)
        for line, each in zip(lines, said, strict=True)
    )
    setting = description("settings", shot.setting, library, shot.location)
    return PerformancePrompt(
        script=script.name,
        shot=shot.id,
        locale=locale,
        market=market,
        speakers=_speakers(script, lines, library),
        lines=said,
        setting=shot.setting,
        setting_description=setting,
        camera=shot.camera,
        soundscape=layers(shot, heard, setting, locale, market, library),
        duration=fitted.duration,
        lip_sync=_NARRATED
        if any(line.off_screen for line in said)
        else _lip_sync(
            market,
            len(said),
            len({line.speaker for line in said}),
            any(line.overlap is not None for line in said),
        ),
        seed=_seed(script, shot, [each for each in said if not each.off_screen], locale, seed),
        screen=tuple(_shown(text, library) for text in screens),
        length=shot.length,
        fit=fitted.fit,
        template=worded,
        room=shot.room,
    )


def _screens(localized: LocalizedScript) -> Sequence[Sequence[LocalizedScreen]]:
    return localized.screens or [()] * len(localized.shots)


def _shown(text: LocalizedScreen, library: PresetLibrary) -> ShownText:
    """The text with the times of its kind where it has none of its own."""
    screen = text.screen
    style = screen_style(screen.kind, library, screen.location)
    return ShownText(
        kind=screen.kind,
        text=text.shown,
        opens=screen.opens or style.opens,
        closes=screen.closes or style.closes,
        description=style.description,
    )


def _speakers(
    script: Script, lines: Sequence[LocalizedLine], library: PresetLibrary
) -> tuple[Speaker, ...]:
    """Who speaks, each once, in the order of their first line."""
    ids = dict.fromkeys(line.line.speaker for line in lines)
    return tuple(_speaker(script.cast[id_], library) for id_ in ids)


@lru_cache(maxsize=64)
def _speaker(member: CastMember, library: PresetLibrary) -> Speaker:
    return Speaker(
        id=member.id,
        presenter=member.presenter,
        voice=member.voice,
        persona=member.persona,
        description=_seen(member, library),
        voice_description=description("voices", member.voice, library, member.location),
        portrait=member.portrait,
        voice_sample=member.voice_sample,
    )


def _seen(member: CastMember, library: PresetLibrary) -> str:
    if member.presenter == OFF_SCREEN:
        return "a narrator who is heard and never seen"
    return description("presenters", member.presenter, library, member.location)


def _spoken(localized: LocalizedLine, off_screen: bool, library: PresetLibrary) -> SpokenLine:
    """The line with its emotion, pace and pauses combined: factors multiply, offsets add."""
    manner = _manner(localized.line.delivery, library)
    said = SpokenLine(
        speaker=localized.line.speaker,
        text=localized.spoken,
        caption=localized.caption,
        marked=localized.marked,
        off_screen=off_screen,
        **manner,
    )
    wanted = localized.line.interrupts
    return said if wanted is None else _breaking_in(said, wanted, library)


def _breaking_in(said: SpokenLine, wanted: Interruption, library: PresetLibrary) -> SpokenLine:
    """``said`` as somebody says it who breaks into another's line: louder and higher."""
    broken = interruption(library)
    return replace(
        said,
        pitch_semitones=said.pitch_semitones + broken.higher_semitones,
        energy_db=said.energy_db + broken.louder_db,
        overlap=broken.overlap(wanted),
    )


@lru_cache(maxsize=64)
def _manner(delivery: Delivery, library: PresetLibrary) -> Mapping[str, Any]:
    """How a line with this delivery is said: factors multiply, offsets add."""
    emotion = deliveries.emotion(delivery.emotion, library)
    pace = deliveries.pace(delivery.pace, library)
    pauses = deliveries.pauses(delivery.pauses, library)
    effort = deliveries.effort(delivery.effort, library)
    return {
        "emotion": emotion.name,
        "pace": pace.name,
        "emphasis": delivery.emphasis,
        "rate": round(emotion.rate * pace.rate * effort.rate, 4),
        "pitch_semitones": round(emotion.pitch_semitones + effort.pitch_semitones, 4),
        "pitch_range": round(emotion.pitch_range * effort.pitch_range, 4),
        "energy_db": round(emotion.energy_db + effort.energy_db, 4),
        "pause_scale": round(emotion.pause_scale * pace.pause_scale * pauses.pause_scale, 4),
        "instruction": (
            f"{effort.instruction + ', ' if effort.instruction else ''}{emotion.instruction}, "
            f"{pace.instruction}, with {pauses.instruction}, {_EMPHASIS[delivery.emphasis]}"
        ),
        "smile": emotion.smile,
        "brow": emotion.brow,
        "gesture_energy": round(emotion.gesture_energy * effort.gesture_energy, 4),
        "effort": effort.vocal,
    }


_NARRATED = "nobody is in the picture; the voice is a narrator's, close and dry"
"""In place of what is asked of lips."""


def _lip_sync(market: Market, line_count: int, speaker_count: int, overlaps: bool) -> str:
    if line_count == 0:
        return "nobody speaks and nobody is in the picture"
    words = "line" if line_count == 1 else "lines"
    demand = f"lip movements must match the {words} in {market.language_name}, sound for sound"
    if overlaps:
        demand += "; whoever speaks moves their own lips, both where one breaks in"
    elif speaker_count > 1:
        demand += "; only the one who speaks moves their lips"
    return demand


def _seed(
    script: Script, shot: Shot, lines: Sequence[SpokenLine], locale: Locale, user_seed: int
) -> int:
    """48 bits of SHA-256 over what the shot says and shows: fits a JSON number exactly.

    Texts in the picture are left out: a change of one must not change the performance. So is the
    locale where nobody is seen to speak it: the picture can then be the same in every language.
    """
    content: dict[str, object] = {
        "user_seed": user_seed,
        "shot": shot.id,
        "setting": shot.setting,
        "camera": [shot.camera.framing, shot.camera.move],
        "cues": [_written(cue) for cue in shot.cues],
        "lines": [
            [
                script.cast[line.speaker].presenter,
                script.cast[line.speaker].voice,
                line.text,
                line.emotion,
                line.pace,
                line.emphasis,
                line.pause_scale,
            ]
            for line in lines
        ],
    }
    if lines:
        content["locale"] = locale.tag
    if shot.room:
        content["room"] = shot.room
    if any(line.overlap is not None for line in lines):
        content["overlaps"] = [
            None if line.overlap is None else [line.overlap.share, line.overlap.word]
            for line in lines
        ]
    efforts = [line.effort.name for line in lines]
    if any(name != NATURAL_EFFORT.name for name in efforts):
        content["efforts"] = efforts
    written = _JSON.encode(content).encode()
    return int.from_bytes(hashlib.sha256(written).digest()[:6], "big")


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_USUAL_CUE = {
    name: getattr(Cue(""), name) for name in ("gain_db", "to", "on", "of", "size", "speed")
}


def _written(cue: Cue) -> list[object]:
    """What the script says of a cue; parameters that it leaves out change no seed."""
    when = cue.when
    extra: dict[str, object] = {
        name: getattr(cue, name)
        for name, usual in _USUAL_CUE.items()
        if getattr(cue, name) != usual
    }
    if when is not None:
        extra["when"] = [
            when.edge, dict(when.text), when.word, when.line, when.gesture, when.number
        ]  # fmt: skip
    told: list[object] = [cue.name, cue.level, cue.at, cue.time_s]
    return [*told, extra] if extra else told
