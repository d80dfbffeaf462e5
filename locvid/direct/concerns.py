"""What speaks against performing shots with a model, from its limits alone. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from locvid.model.concern import Concern
from locvid.model.family import ModelLimits
from locvid.model.performance import PerformancePrompt
from locvid.presets.models import language_names


def concerns(
    shots: Sequence[PerformancePrompt], title: str, limits: ModelLimits
) -> tuple[Concern, ...]:
    """Everything about ``shots``, in their order; ``title`` is what the model is called.

    Lengths are at the market's pace: a shot is too long where even the fast end of the pace band
    does not fit. What concerns a language is told once.
    """
    found: list[Concern] = []
    has_lengths = bool(limits.lengths_s) or limits.longest_s is not None
    for shot in shots:
        found += _language(shot, title, limits) if limits.languages is not None else ()
        found += _length(shot, title, limits) if has_lengths else ()
        found += _speakers(shot, title, limits)
        found += _words(shot, title, limits) if limits.spoken_words is not None else ()
        found += _overlaps(shot) if limits.in_words else ()
    return tuple(dict.fromkeys(found))


def prompt_concerns(
    text: str, shot: str, locale: str, title: str, limits: ModelLimits
) -> Iterable[Concern]:
    """Whether a written prompt is longer than the model reads; ``shot`` names what it is for."""
    for count, limit, unit in (
        (len(text.split()), limits.prompt_words, "words"),
        (len(text), limits.prompt_characters, "characters"),
    ):
        if limit is not None and count > limit:
            yield Concern(
                "prompt",
                f"the prompt of '{shot}' has {count} {unit}, and {title} reads about {limit}",
                "shorten descriptions in the presets, or split the shot",
                shot=shot,
                locale=locale,
            )


def _language(shot: PerformancePrompt, title: str, limits: ModelLimits) -> Iterable[Concern]:
    if limits.languages is None or shot.locale.language in limits.languages:
        return
    yield Concern(
        "language",
        f"{shot.market.language_name} is not native to {title} (its makers name "
        f"{language_names(limits.languages)}): expect a foreign accent or wrong words",
        "listen to every take, or choose another model",
        locale=shot.locale.tag,
    )


def _length(shot: PerformancePrompt, title: str, limits: ModelLimits) -> Iterable[Concern]:
    longest_s = limits.lengths_s[-1] if limits.lengths_s else limits.longest_s
    natural_s, least_s = shot.duration.natural_s, shot.duration.minimum_s
    if longest_s is not None and least_s > longest_s:
        yield Concern(
            "length",
            f"'{shot.shot}' takes {least_s:.1f} s at the fastest acceptable pace, and {title} "
            f"makes at most {longest_s:g} s",
            "shorten the line or split the shot",
            fatal=True,
            shot=shot.shot,
            locale=shot.locale.tag,
        )
    elif longest_s is not None and natural_s > longest_s:
        faster = round((natural_s / longest_s - 1) * 100)
        yield Concern(
            "length",
            f"'{shot.shot}' takes {natural_s:.1f} s at a natural pace, and {title} makes at most "
            f"{longest_s:g} s: it has to be performed {faster} % faster, and words may be dropped",
            "shorten the line or split the shot",
            shot=shot.shot,
            locale=shot.locale.tag,
        )


def _speakers(shot: PerformancePrompt, title: str, limits: ModelLimits) -> Iterable[Concern]:
    speaking = len({line.speaker for line in shot.lines})
    if speaking > limits.speakers:
        yield Concern(
            "speakers",
            f"{speaking} people speak in '{shot.shot}', and {title} often lets them speak at once",
            "split the shot by speaker",
            shot=shot.shot,
            locale=shot.locale.tag,
        )


def _overlaps(shot: PerformancePrompt) -> Iterable[Concern]:
    # No family of models promises control over who speaks when; all of them are asked in words.
    broken = sum(line.overlap is not None for line in shot.lines)
    if broken:
        yield Concern(
            "speakers",
            f"somebody breaks into another's line in '{shot.shot}': it is asked for in words only, "
            "and may come late, or not at all",
            "listen to every take, or let the studio perform this shot",
            shot=shot.shot,
            locale=shot.locale.tag,
        )


def _words(shot: PerformancePrompt, title: str, limits: ModelLimits) -> Iterable[Concern]:
    # Chinese, Japanese and others put no spaces between words: nothing can be counted there.
    words = sum(len(line.text.split()) for line in shot.lines)
    if limits.spoken_words is not None and words > limits.spoken_words:
        yield Concern(
            "words",
            f"{words} words are spoken in '{shot.shot}': more than the {limits.spoken_words} that "
            f"{title} speaks reliably in one shot",
            "shorten the line or split the shot",
            shot=shot.shot,
            locale=shot.locale.tag,
        )
