"""Music under a film, composed and played from a seed."""
