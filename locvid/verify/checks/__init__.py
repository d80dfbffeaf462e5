"""What else a client asks of a film, one check a file."""
