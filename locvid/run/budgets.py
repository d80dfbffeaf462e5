"""The room that lines have: what translators are told of time, syllables and characters."""

from __future__ import annotations

import math
from collections.abc import Mapping

from locvid.localize.exchange.base import Budget
from locvid.localize.locales import resolve
from locvid.model.locale import Locale, Market
from locvid.model.performance import PerformancePrompt
from locvid.model.profile import Profile
from locvid.model.script import Length
from locvid.phonetics import syllables
from locvid.presets.library import PresetLibrary
from locvid.run.direction import Project, prompts_for
from locvid.run.translation import free_length
from locvid.typeset.reading import caption_columns_per_second, characters, line_columns

Place = tuple[int, int]
"""(shot, line), both from 0."""


def budgets(project: Project, target: Locale) -> Mapping[Place, Budget]:
    """The budget of every line: what the source takes at its natural pace, in ``target``.

    Where the script limits a shot, its lines share what it allows, in the proportion in which the
    source needs it: less than the source takes, or more.
    """
    source = resolve(project.script.source)[0]
    prompts, _ = prompts_for(free_length(project), source, 0)
    return {
        (number, index): budget
        for number, (shot, prompt) in enumerate(zip(project.script.shots, prompts, strict=True))
        for index, budget in enumerate(_of_shot(prompt, shot.length, target, project))
    }


def _of_shot(
    prompt: PerformancePrompt, length: Length, target: Locale, project: Project
) -> list[Budget]:
    from locvid.direct.duration import EDGES_S, estimate
    from locvid.presets.timing import timing_for

    timing = timing_for(prompt.locale, project.library)
    pace, fastest = _paces(target, project.library)

    def seconds(*numbers: int) -> float:
        lines = [prompt.lines[number] for number in numbers]
        return estimate(lines, prompt.locale, prompt.market, timing).natural_s - EDGES_S

    every = range(len(prompt.lines))
    own = [seconds(number) for number in every]
    between_s = seconds(*every) - sum(own) if own else 0.0
    share = 1.0
    if length.maximum_s is not None and own:
        share = max(0.0, length.maximum_s - EDGES_S - between_s) / sum(own)
    made = []
    for number, line in enumerate(prompt.lines):
        seconds_ = round(own[number] * share + EDGES_S, 2)
        count = syllables.count_said(line.said, prompt.locale)
        # At the rate of its delivery, which the source has as well.
        natural = count * share * pace / prompt.market.syllables_per_second
        made.append(
            Budget(
                seconds=seconds_,
                syllables=round(natural),
                most_syllables=math.floor(natural * fastest),
                characters=_caption_room(seconds_, project.profile, target),
            )
        )
    return made


def _paces(target: Locale, library: PresetLibrary) -> tuple[float, float]:
    """Syllables a second of the market, and how many times that is its fastest."""
    from locvid.presets.markets import market_for

    market: Market = market_for(target, library)[0]
    return market.syllables_per_second, market.pace_band[1]


def _caption_room(seconds: float, profile: Profile, locale: Locale) -> int:
    """Characters that the captions of the profile hold and people read in the time."""
    captions = math.ceil(seconds / profile.caption_seconds)
    line = line_columns(locale.language, profile.caption_chars)
    held = captions * profile.caption_lines * line
    read = int(seconds * caption_columns_per_second(locale.language))
    return characters(min(held, read), locale.language)
