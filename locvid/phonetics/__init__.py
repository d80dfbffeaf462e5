"""Text to phones and readings per language, and the inventory of phones."""
