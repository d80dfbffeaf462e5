"""Turns script, locale and presets into performance prompts, and writes them down."""
