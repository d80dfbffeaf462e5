"""Codecs of the sound, one per file."""
