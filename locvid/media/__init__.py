"""Thin wrappers over ffmpeg, PyAV and sound files; no policy."""
