"""Which LTX-2 a checkpoint is, and how that one wants to be run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locvid.generate.checkpoint import Checkpoint
from locvid.model.errors import InvalidInput, Location

COMPONENTS = (
    "scheduler",
    "vae",
    "audio_vae",
    "text_encoder",
    "tokenizer",
    "connectors",
    "transformer",
    "vocoder",
)
USED = frozenset({*COMPONENTS, "audio_scheduler"})
"""What is loaded of a folder. The rest writes prompts anew or guesses a length: gigabytes that
nothing here asks for, and that ``locvid models`` does not fetch."""


@dataclass(frozen=True, slots=True)
class Version:
    """``name`` is 2.0, 2.3 or 2.5. ``cross_timestep`` and ``stg_blocks`` as in the pipeline.

    ``distilled`` checkpoints run a fixed schedule without guidance; ``why`` says what told so.
    """

    name: str
    distilled: bool
    why: str
    cross_timestep: bool
    stg_blocks: tuple[int, ...]


def version_of(checkpoint: Checkpoint) -> Version:
    """Read it from the configurations, and from the folder's name where they do not tell.

    Raises InvalidInput for a folder of another model. What differs between the versions is as the
    docstrings of ``LTX2ConditionPipeline`` say.
    """
    if not re.fullmatch(r"LTX2\w*Pipeline", checkpoint.kind):
        raise InvalidInput(
            f"'{checkpoint.folder.name}' holds a {checkpoint.kind}, not LTX-2",
            Location(checkpoint.folder),
            hint="name a folder of LTX-2, LTX-2.3 or LTX-2.5 in the layout of diffusers",
        )
    for name in COMPONENTS:
        if name not in checkpoint.configs:
            raise InvalidInput(
                f"'{checkpoint.folder.name}' is incomplete: the component '{name}' is missing",
                Location(checkpoint.folder),
                hint="download the whole model folder again",
            )
    transformer = checkpoint.configs["transformer"]
    if transformer.get("use_keyframes_abs_pos_embedding"):
        # In the layout of diffusers the distilled one is published, whose name does not say so.
        full = re.search(r"(?i)\bdev\b", checkpoint.label)
        return Version("2.5", not full, "its name" if full else "LTX-2.5", True, (28,))
    name = "2.3" if transformer.get("cross_attn_mod") else "2.0"
    last = int(transformer.get("num_layers", 48)) - 1
    block = min(28 if name == "2.3" else 29, last)
    parts = checkpoint.folder.absolute().parts[-3:]
    distilled = any("distilled" in part.lower() for part in parts)
    why = "its name" if distilled else "its name does not say that it is distilled"
    return Version(name, distilled, why, name == "2.3", (block,))
