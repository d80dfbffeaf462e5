"""Presets: found by kind and name, read by type."""
