"""The embedded generator: voice, sound and picture read from one timeline, on the CPU."""
