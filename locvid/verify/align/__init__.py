"""Forced aligners: where the words and phones of a text are in a sound."""
