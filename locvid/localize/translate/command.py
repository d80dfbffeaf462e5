"""Any program as a translation engine: a request in JSON on its input, the answer on its output.

Request: ``{"version": 1, "source": "en-US", "target": "fr-FR", "passages": [{"id": "hook.1",
"text": "…", "before": "…", "after": "…"}]}``. Answer: ``{"translations": [{"id": "hook.1", "text":
"…", "alternatives": ["…"]}]}``, in any order; ``alternatives`` may be left out.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from locvid.localize.translate.base import Passage, Progress, Translated
from locvid.model.availability import READY, Availability
from locvid.model.errors import InvalidInput, MissingDependency
from locvid.model.locale import Locale

TIMEOUT_S = 600
_HINT = "name it as command:PROGRAM, with its arguments: --translate 'command:./translate --fast'"


class CommandTranslator:
    """Runs the program once per script and language; no shell is involved."""

    name = "command"

    def __init__(self, argument: str = "") -> None:
        self._words = shlex.split(argument)

    def available(self) -> Availability:
        """Whether a program is named and can be found."""
        if not self._words:
            return Availability(False, "no program is named", _HINT)
        if shutil.which(self._words[0]) is None:
            return Availability(False, f"there is no program '{self._words[0]}'", _HINT)
        return READY

    def version(self) -> str:
        """The command as given."""
        return shlex.join(self._words)

    def translate(
        self,
        passages: Sequence[Passage],
        source: Locale,
        target: Locale,
        progress: Progress | None = None,
    ) -> list[Translated]:
        """Send all passages at once; raises MissingDependency where the answer is of no use."""
        request = {
            "version": 1,
            "source": source.tag,
            "target": target.tag,
            "passages": [asdict(passage) for passage in passages],
        }
        found = _answer(self._run(json.dumps(request, ensure_ascii=False)))
        unknown = sorted(found.keys() - {passage.id for passage in passages})
        missing = [passage.id for passage in passages if passage.id not in found]
        if unknown or missing:
            told = f"leaves out {', '.join(missing)}" if missing else f"names {', '.join(unknown)}"
            raise MissingDependency(f"the answer of {self._words[0]} {told}", locale=target.tag)
        if progress is not None:
            progress(len(passages), len(passages))
        return [found[passage.id] for passage in passages]

    def _run(self, request: str) -> bytes:
        try:
            ended = subprocess.run(
                self._words, input=request.encode(), capture_output=True, timeout=TIMEOUT_S
            )
        except subprocess.TimeoutExpired as error:
            raise MissingDependency(
                f"{self._words[0]} gave no answer within {TIMEOUT_S} s"
            ) from error
        except OSError as error:
            raise MissingDependency(f"{self._words[0]} cannot be run: {error.strerror}") from error
        if ended.returncode:
            said = ended.stderr.decode(errors="replace").strip().splitlines()
            raise MissingDependency(
                f"{self._words[0]} ended with status {ended.returncode}"
                + (f": {said[-1][:300]}" if said else "")
            )
        return ended.stdout


def _answer(printed: bytes) -> dict[str, Translated]:
    """Translations by id; raises MissingDependency where the form is not kept."""
    try:
        content = json.loads(printed)
        return {str(item["id"]): _translated(item) for item in content["translations"]}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MissingDependency(
            "the translation program did not answer in the agreed form",
            hint='it prints {"translations": [{"id": "…", "text": "…"}]} and nothing else',
        ) from error


def _translated(item: dict[str, Any]) -> Translated:
    text, others = item["text"], item.get("alternatives", [])
    if not isinstance(text, str) or not all(isinstance(other, str) for other in others):
        raise TypeError("texts are strings")
    if not text.strip():
        raise InvalidInput(f"the translation of {item['id']} is empty")
    return Translated(text.strip(), tuple(others))
