"""What reports expect of a manifest, so that a damaged one is told and not stumbled over."""

from __future__ import annotations

from typing import Any

_TEXT, _NUMBER = "text", "number"
_LARGEST = 1e12

_SYNC = dict.fromkeys(
    (
        "offset_ms", "low_ms", "high_ms", "correlation", "peak_margin", "missing_faces",
        "closures_seen", "closures_expected",
    ),
    _NUMBER,
)  # fmt: skip
_CHECK = {"name": _TEXT, "outcome": _TEXT, "reason": _TEXT, "shot?": _TEXT, "sync?": _SYNC}
_PROMPT = {
    "duration": {"minimum_s": _NUMBER, "natural_s": _NUMBER, "maximum_s": _NUMBER},
    "lines": [{"speaker": _TEXT, "caption": _TEXT}],
}
_MADE = {"lines?": [{}], "own_sound?": {"account?": _TEXT}}
_WORD = {"text": _TEXT, "start_s": _NUMBER, "end_s": _NUMBER}
_CURVES = {"rate_hz": _NUMBER, "expected": _TEXT, "seen": _TEXT}

MANIFEST: dict[str, Any] = {
    "script": _TEXT,
    "locale": {"tag": _TEXT, "name?": _TEXT, "native_name?": _TEXT},
    "profile": {
        "gate": {"earliest_ms": _NUMBER, "latest_ms": _NUMBER},
        "video?": {"width?": _NUMBER, "height?": _NUMBER},
    },
    "versions?": {},
    "delivery": {
        "shots": [{"id": _TEXT, "start_s": _NUMBER, "seconds": _NUMBER, "words?": [_WORD]}],
        "loudness?": dict.fromkeys(("integrated_lufs?", "target_lufs?"), _NUMBER),
    },
    "shots": [{"id": _TEXT, "prompt": _PROMPT, "attempt?": _NUMBER, "provenance?": _MADE}],
    "run": {
        "seconds": _NUMBER,
        "verdict": {"outcome": _TEXT, "checks": [_CHECK], "details?": {"curves?": _CURVES}},
    },
}
"""A key with ``?`` may be missing or null; a list stands for any number of its one entry."""


def deviation(content: object, shape: Any = MANIFEST, path: str = "") -> str:
    """Where ``content`` is not as ``shape`` says (``run.verdict.checks``); empty where it is."""
    if shape == _TEXT:
        return "" if isinstance(content, str) else path
    if shape == _NUMBER:
        number = isinstance(content, int | float) and not isinstance(content, bool)
        # Also false for what is no number (NaN), and nothing here is measured in trillions.
        return "" if number and abs(content) < _LARGEST else path  # type: ignore[arg-type]
    if isinstance(shape, list):
        if not isinstance(content, list):
            return path
        return next((found for each in content if (found := deviation(each, shape[0], path))), "")
    if not isinstance(content, dict):
        return path or "the whole of it"
    for key, inner in shape.items():
        name = key.rstrip("?")
        inside = f"{path}.{name}" if path else name
        if key.endswith("?") and content.get(name) is None:
            continue
        if name not in content:
            return inside
        if found := deviation(content[name], inner, inside):
            return found
    return ""
