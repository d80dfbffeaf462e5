"""A mark in the sound that nobody hears and that survives coding: put in by one side of locvid,
found by the other, which share nothing but this package."""
