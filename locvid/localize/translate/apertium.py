"""Apertium: rule-based translation of near languages, small and quick (GPL, a program apart)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cached_property

import langcodes

from locvid.localize.translate.base import Passage, Progress, Translated
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale

_HOW_TO_GET_IT = "on Debian and Ubuntu: apt install apertium apertium-eng-spa (or another pair)"
_TIMEOUT_S = 60


class ApertiumTranslator:
    """Translates with the pairs that are installed; it looks at nothing but the line itself."""

    name = "apertium"

    def __init__(self, argument: str = "") -> None:
        self._folder = ["-d", argument] if argument else []

    def available(self) -> Availability:
        """Whether the program and at least one pair are installed."""
        if shutil.which("apertium") is None:
            return Availability(False, "apertium is not installed", _HOW_TO_GET_IT)
        if not self._modes:
            return Availability(False, "it has no language pair", _HOW_TO_GET_IT)
        return READY

    def version(self) -> str:
        """The program's version."""
        return f"apertium {_output(['apertium', '-V']).strip().splitlines()[0]}"

    def translate(
        self,
        passages: Sequence[Passage],
        source: Locale,
        target: Locale,
        progress: Progress | None = None,
    ) -> list[Translated]:
        """One run per passage: its formatters move spaces across lines."""
        mode = self._mode(source, target)
        found = []
        for number, passage in enumerate(passages, start=1):
            printed = _output(["apertium", *self._folder, "-u", mode], passage.text)
            text = re.sub(r"\s+", " ", printed).strip()
            if not text:
                raise MissingDependency(f"apertium has no translation of {passage.id}")
            found.append(Translated(text))
            if progress is not None:
                progress(number, len(passages))
        return found

    @cached_property
    def _modes(self) -> tuple[str, ...]:
        return tuple(_output(["apertium", *self._folder, "-l"]).split())

    def _mode(self, source: Locale, target: Locale) -> str:
        """The installed direction; that for the target's own region comes first."""
        wanted = [
            f"{one}-{other}{region}"
            for region in (f"_{target.territory}", "")
            for one in _codes(source)
            for other in _codes(target)
        ]
        for mode in wanted:
            if mode in self._modes:
                return mode
        raise InvalidInput(
            f"apertium has no pair from {source.name} to {target.name}",
            locale=target.tag,
            hint=f"installed: {', '.join(self._modes)}; {_HOW_TO_GET_IT}",
        )


def _codes(locale: Locale) -> Iterable[str]:
    """Pairs are named by ISO 639-3, older ones by ISO 639-1."""
    return langcodes.Language.get(locale.language).to_alpha3(), locale.language


def _output(command: list[str], given: str | None = None) -> str:
    try:
        ended = subprocess.run(
            command, input=given, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingDependency(f"apertium does not run: {error}", hint=_HOW_TO_GET_IT) from error
    if ended.returncode:
        said = ended.stderr.strip().splitlines()
        raise MissingDependency(f"apertium failed: {said[-1] if said else ended.returncode}")
    return ended.stdout
