"""Finished files: picture and sound of the takes, captions, loudness, provenance."""
