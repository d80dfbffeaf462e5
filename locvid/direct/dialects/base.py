"""What a dialect is. To add one: one file here, one entry point in locvid.dialects.

What a model can be asked for (languages, lengths, shots) is not in the dialect: it is the preset
of the same name in ``presets/models``.
"""

from __future__ import annotations

from typing import Protocol

from locvid.model.performance import PerformancePrompt


class Dialect(Protocol):
    """Writes prompts the way one family of models reads them."""

    name: str

    def write(self, *shots: PerformancePrompt) -> str:
        """The text of one generation that performs ``shots`` in this order.

        Every line is verbatim in it as it is said (``SpokenLine.text``): figures in words, which
        models read better and the check of the film expects. Models that make one shot at a time
        get one; see ``locvid.direct.generations`` for how a film is divided.

        Raises InvalidInput where a line holds a mark that would end the dialogue for the model.
        """
        ...
