"""What a translation engine is. To add one: one file here, an entry point in its group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from locvid import plugins
from locvid.model.availability import Availability
from locvid.model.errors import MissingDependency
from locvid.model.locale import Locale

Progress = Callable[[int, int], None]
"""Takes how many passages are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One line to translate. ``before`` and ``after`` are its neighbours, where there are any:
    context for engines that can use it, never to be translated themselves.
    """

    id: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation and, best first, other ways to say it that the engine offers."""

    text: str
    alternatives: tuple[str, ...] = ()


class Translator(Protocol):
    """Translates passages. The same input, engine and version give the same output."""

    name: str

    def __init__(self, argument: str = "") -> None:
        """``argument`` follows the name: ``transformers:FOLDER``, ``command:./mt --fast``."""

    def available(self) -> Availability:
        """Say whether it can run here, without loading a model."""
        ...

    def version(self) -> str:
        """What translates, for the record: a model, a program and their versions."""
        ...

    def translate(
        self,
        passages: Sequence[Passage],
        source: Locale,
        target: Locale,
        progress: Progress | None = None,
    ) -> list[Translated]:
        """One result per passage, in their order.

        Raises InvalidInput for languages that the engine does not have, MissingDependency where
        a part of it is missing or fails.
        """
        ...


def load_translator(engine: str) -> Translator:
    """The engine called ``engine``: a name, or ``name:argument``.

    Raises InvalidInput for a name that is not known, MissingDependency for one that cannot run.
    """
    name, _, argument = engine.partition(":")
    translator: Translator = plugins.load("locvid.translators", name.strip())(argument.strip())
    available = translator.available()
    if not available.ok:
        raise MissingDependency(
            f"the translation engine {name} cannot run: {available.reason}",
            hint=available.how_to_get_it,
        )
    return translator
