"""What tests of the server generator share: how a shot is asked for, and what is left behind."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from prompts import LIBRARY, line, prompt

from locvid.generate.base import Props
from locvid.generate.server.generator import ServerGenerator
from locvid.generate.server.settings import ServerSettings
from locvid.model.media import VideoFormat
from locvid.model.take import Take

VIDEO = VideoFormat(160, 90, Fraction(25))
PROPS = Props(write=lambda written: f"{written.market.language_name}: {written.lines[0].caption}")

Settings = Callable[..., ServerSettings]


def perform(settings: ServerSettings, props: Props = PROPS, lang: str = "en-US") -> Take:
    generator = ServerGenerator(LIBRARY, settings)
    return generator.perform(prompt(lang, line("Good morning.")), VIDEO, props)


def used(take: Take) -> int:
    """Take all frames as a delivery does; returns how many there were."""
    return sum(1 for _ in take.frames)


def notes(settings: ServerSettings) -> list[Path]:
    return sorted(settings.folder.glob("*"))
