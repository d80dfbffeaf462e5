"""A script in one language: which words each line says, and which its captions show."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.locale import Locale
from locvid.model.screen import ScreenText
from locvid.model.script import Line, Script


@dataclass(frozen=True, slots=True)
class LocalizedLine:
    """``spoken`` goes to the voice, ``caption`` to the reader; ``text_tag`` is their origin.

    ``caption`` may be a condensed wording of the translator's.

    ``marked`` is ``spoken`` in the notation of ``locvid.phonetics.pieces`` where parts of it are
    said in a way of their own, else empty. ``short`` is the shorter wording that the translator
    gave, as (spoken, caption, marked).
    """

    line: Line
    spoken: str
    caption: str
    text_tag: str
    marked: str = ""
    short: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class LocalizedScreen:
    """A text in the picture: ``shown`` in its own lines; ``text_tag`` is its origin."""

    screen: ScreenText
    shown: str
    text_tag: str


@dataclass(frozen=True, slots=True)
class LocalizedScript:
    """All lines of ``script`` in ``locale``: ``shots[i]`` belongs to ``script.shots[i]``.

    So does ``screens[i]``, the texts in its picture.
    """

    script: Script
    locale: Locale
    shots: tuple[tuple[LocalizedLine, ...], ...]
    warnings: tuple[str, ...] = ()
    screens: tuple[tuple[LocalizedScreen, ...], ...] = ()
