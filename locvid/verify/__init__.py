"""Measures a finished film as a stranger would: decoded sound, decoded pixels and the text."""
