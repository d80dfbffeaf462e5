"""Takes the voice out of a take's mixed sound; one file per way of doing it."""
