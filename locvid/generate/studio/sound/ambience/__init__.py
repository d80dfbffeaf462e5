"""Sounds of places, synthesised in layers: one file per kind of layer."""
