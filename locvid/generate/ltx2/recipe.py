"""The numbers of ``presets/generators/ltx2.yaml``."""

from __future__ import annotations

from dataclasses import dataclass

from locvid.model.errors import InvalidInput
from locvid.presets.fields import Fields
from locvid.presets.library import PresetLibrary

KEYS = (
    "description",
    "best_pass_s",
    "longest_shot_s",
    "overlap_frames",
    "pixels",
    "working_gb",
    "share_of_card",
    "full",
)
FULL_KEYS = ("steps", "guidance", "audio_guidance", "stg", "modality", "rescale")


@dataclass(frozen=True, slots=True)
class FullCheckpoint:
    """Steps and guidance of a checkpoint that is not distilled; names as in the pipeline."""

    steps: int
    guidance: float
    audio_guidance: float
    stg: float
    modality: float
    rescale: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """Lengths in seconds, ``overlap_frames`` of the form 8k+1, memory in GB."""

    best_pass_s: float
    longest_shot_s: float
    overlap_frames: int
    pixels: int
    working_gb: float
    share_of_card: float
    full: FullCheckpoint


def recipe(library: PresetLibrary) -> Recipe:
    """The recipe in ``library``; raises InvalidInput naming file and key where it is not usable."""
    preset = library.get("generators", "ltx2")
    fields, full = Fields(preset, KEYS), Fields(preset, FULL_KEYS, "full.")
    overlap = fields.whole("overlap_frames", 1, 65)
    if overlap % 8 != 1:
        raise InvalidInput(
            f"'overlap_frames' must be of the form 8k+1, not {overlap}", where=preset.location
        )
    return Recipe(
        best_pass_s=fields.number("best_pass_s", 2, 20),
        longest_shot_s=fields.number("longest_shot_s", 2, 600),
        overlap_frames=overlap,
        pixels=fields.whole("pixels", 32 * 32, 4096 * 2304),
        working_gb=fields.number("working_gb", 0, 1000),
        share_of_card=fields.number("share_of_card", 0.1, 1),
        full=FullCheckpoint(
            steps=full.whole("steps", 1, 200),
            guidance=full.number("guidance", 1, 20),
            audio_guidance=full.number("audio_guidance", 1, 20),
            stg=full.number("stg", 0, 10),
            modality=full.number("modality", 1, 20),
            rescale=full.number("rescale", 0, 1),
        ),
    )
