"""A verdict as a picture: what was said when, what the lips should do and what they did."""
