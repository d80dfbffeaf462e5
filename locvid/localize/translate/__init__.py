"""Machine translation of lines that have no text yet; always for review, never silently."""
