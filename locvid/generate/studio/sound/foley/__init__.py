"""Sounds of things, synthesised: one file per thing."""
