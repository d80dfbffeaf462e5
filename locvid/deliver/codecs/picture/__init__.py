"""Codecs of the picture, one per file."""
