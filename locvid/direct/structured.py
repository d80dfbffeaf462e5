"""A prompt as plain data: what JSON output, manifests and cache keys are written from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from locvid.model.performance import PerformancePrompt


def as_data(prompt: PerformancePrompt) -> dict[str, Any]:
    """``prompt`` as dicts, lists, strings, numbers and None; keys in the order of the fields."""
    data = _plain(asdict(prompt))
    assert isinstance(data, dict)
    return data


def _plain(value: object) -> object:
    """JSON knows lists, not tuples; without this a prompt would not equal its own round trip."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
