"""Text as it is seen: where lines may break, fonts and the characters they have, shaping.

Captions and the texts in a picture are both made with it; it knows nothing of either.
"""
