"""Reads a source script, one file per format, into the nouns of the model."""
