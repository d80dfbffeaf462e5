"""Performs prompts: one sub-package or file per generator."""
