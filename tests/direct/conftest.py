"""A library with a fixed cast, so that golden prompts do not hang on how presenters are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.presets.library import PresetLibrary

PRESETS = {
    ("presenters", "maya"): "a woman in her thirties with dark curls and a rust-red blazer",
    ("presenters", "jon"): "a man in his fifties with grey hair, a beard and a blue shirt",
    ("voices", "warm-female"): "a warm, unhurried woman's voice",
    ("voices", "deep-male"): "a deep, dry man's voice",
    ("settings", "office"): "a bright open-plan office with tall windows",
    ("settings", "cafe"): "a lively cafe with a wide window onto the street",
    ("settings", "studio"): "a calm studio with a softly lit backdrop",
    ("cues", "keyboard"): "typing on a keyboard",
    ("cues", "cup"): "a cup set down on a wooden table",
    ("cues", "car"): "a car driving past outside\nlayer: midground",
}


@pytest.fixture
def library(tmp_path: Path) -> PresetLibrary:
    for (kind, name), text in PRESETS.items():
        folder = tmp_path / "presets" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(f"description: {text}\n", encoding="utf-8")
    return PresetLibrary(tmp_path)
