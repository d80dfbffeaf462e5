"""The example of native sound: what its README promises is in the script, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from locvid.run.direction import open_project, prompts_for, resolve_locales

SCRIPT = Path(__file__).parents[2] / "examples" / "soundscape" / "script.yaml"


@pytest.mark.parametrize("tag", ["en-US", "fr"])
def test_every_happening_of_the_example_finds_its_moment(tag: str) -> None:
    (locale,), _ = resolve_locales((tag,))
    prompts = prompts_for(open_project(SCRIPT), locale, 0)[0]
    cues = [
        sound.name for prompt in prompts for sound in prompt.soundscape if sound.kind == "effect"
    ]

    assert cues == ["glass-set-down", "glass-set-down", "steps", "clap", "clap", "car", "cup"]
    assert {prompt.room for prompt in prompts} >= {"bathroom", "tunnel"}
    assert {line.emotion for prompt in prompts for line in prompt.lines} >= {"sad", "excited"}
    lines = [line for prompt in prompts for line in prompt.lines]
    assert {line.effort.name for line in lines} >= {"whispered", "shouted"}
    assert any("[laugh]" in line.said for line in lines)
    assert lines[-1].overlap is not None
    assert lines[-1].pace == "rapid"
