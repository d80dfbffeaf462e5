"""locvid regenerates a video per target language."""

__version__ = "0.1.0"
