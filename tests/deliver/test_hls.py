"""Streaming: every rendition and language on one clock, and playlists that others can read."""

from __future__ import annotations
