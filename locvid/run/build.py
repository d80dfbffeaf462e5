"""Which build of locvid this is: decides whether shots that are kept still hold."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import locvid
from locvid.presets.library import packaged_presets

_DECIDING = ("model", "media", "phonetics", "presets", "generate", "watermark", "deliver")
"""The packages whose code decides what a rendered shot looks and sounds like."""


@cache
def build() -> str:
    """The version; from a source tree, where code changes without it, also a hash of the code."""
    package = Path(locvid.__file__).parent
    if packaged_presets().is_relative_to(package):
        return locvid.__version__
    sources = hashlib.sha256()
    for name in _DECIDING:
        for file in sorted((package / name).rglob("*.py")):
            sources.update(file.relative_to(package).as_posix().encode() + b"\0")
            sources.update(file.read_bytes())
    return f"{locvid.__version__}+source.{sources.hexdigest()[:12]}"
