"""What a recogniser is: sound in, words and the language out, without being told the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from locvid import plugins
from locvid.model.availability import Availability
from locvid.model.errors import MissingDependency
from locvid.model.take import Samples


class Recogniser(Protocol):
    """Reads speech; ``samples`` are mono float32 at ALIGN_RATE. Languages are BCP-47 codes."""

    name: str
    version: str

    def available(self) -> Availability:
        """Say whether it can run here, without loading a model."""
        ...

    def knows(self, language: str) -> bool:
        """Whether it can read ``language``."""
        ...

    def read(self, samples: Samples, language: str) -> str:
        """The words in ``samples``, which are in ``language``."""
        ...

    def languages(self, samples: Samples) -> Mapping[str, float]:
        """How likely each language is, 0…1, judged by the first half minute."""
        ...


def load_recogniser(name: str) -> Recogniser:
    """The recogniser called ``name``.

    Raises InvalidInput for a name that is not known, MissingDependency where it cannot run.
    """
    recogniser: Recogniser = plugins.load("locvid.recognisers", name)()
    state = recogniser.available()
    if not state.ok:
        raise MissingDependency(state.reason, hint=state.how_to_get_it)
    return recogniser
