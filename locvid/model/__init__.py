"""The nouns of locvid as typed, immutable objects. Imports nothing else of locvid."""
