"""The packaged limits of the checks, for tests that make a profile of their own."""

from __future__ import annotations

from locvid.presets.library import PresetLibrary
from locvid.presets.profiles import profile

LIMITS = profile("web", PresetLibrary()).limits
