"""Containers of finished films, one per file."""
