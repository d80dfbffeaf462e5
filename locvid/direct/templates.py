"""Fills a team's template with a prompt, in place of what a dialect would write."""

from __future__ import annotations

from collections.abc import Iterable

from locvid.direct.dialects import phrases
from locvid.direct.dialects.base import Dialect
from locvid.direct.paragraph import paragraph
from locvid.model.errors import InvalidInput
from locvid.model.performance import PerformancePrompt, PromptTemplate, SpokenLine


class Templated:
    """A dialect whose text is the template's where a shot has one for this dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.name = dialect.name
        self._dialect = dialect

    def write(self, *shots: PerformancePrompt) -> str:
        """The filled templates of ``shots``, or what the dialect writes of them.

        Raises InvalidInput where only some of the shots have a template.
        """
        own = [shot.template for shot in shots if _has(shot, self.name)]
        if not own:
            return self._dialect.write(*shots)
        if len(own) < len(shots):
            raise InvalidInput("shots with and without a template cannot be one generation")
        return "\n\n".join(filled(shot) for shot in shots)


def paragraph_of(shot: PerformancePrompt) -> str:
    """The prompt for people: the filled template where it has one for them."""
    return filled(shot) if _has(shot, "plain") else paragraph(shot)


def filled(shot: PerformancePrompt) -> str:
    """The shot's template with its slots filled; the words of every line are in it as spoken."""
    assert shot.template is not None
    words = shot.template.text.format(**_slots(shot, shot.template))
    # An empty slot leaves two spaces behind; line breaks are the template's own.
    return "\n".join(" ".join(row.split()) for row in words.split("\n"))


def _has(shot: PerformancePrompt, dialect: str) -> bool:
    return shot.template is not None and dialect in shot.template.dialects


def _slots(shot: PerformancePrompt, template: PromptTemplate) -> dict[str, str]:
    market = shot.market
    effects = phrases.effects(shot)
    return {
        "accent": market.accent,
        "ambience": phrases.ambience(shot),
        "camera": phrases.camera_moves(shot).rstrip("."),
        "dialogue": " ".join(_line(shot, line, template) for line in shot.lines),
        "effects": phrases.sentence("; ".join(effects)) if effects else "",
        "emotion": _distinct(line.emotion for line in shot.lines),
        "formality": f"in the {market.formality} register",
        "framing": phrases.framing(shot),
        "language": market.language_name,
        "locale": shot.locale.tag,
        "market_notes": market.notes,
        "pacing": _distinct(f"{line.pace} pace" for line in shot.lines),
        "seconds": f"{shot.duration.natural_s:.1f}",
        "setting": shot.setting_description,
        "speaker_style": "; ".join(
            f"{phrases.name(each.id)} is {phrases.person(each)}, with {each.voice_description}"
            for each in shot.speakers
        ),
    }


def _line(shot: PerformancePrompt, line: SpokenLine, template: PromptTemplate) -> str:
    return template.line.format(
        emotion=line.emotion,
        language=shot.market.language_name,
        manner=phrases.manner(line),
        speaker=phrases.name(line.speaker),
        text=line.text,
    )


def _distinct(words: Iterable[str]) -> str:
    return ", then ".join(dict.fromkeys(words))
