"""Voices: engines that speak a line and tell exactly when each phone sounds."""
