"""locvid regenerates a video per target language."""

from locvid.telemetry import keep_libraries_silent

__version__ = "0.1.0"

keep_libraries_silent()
