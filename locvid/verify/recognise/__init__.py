"""Recognisers read what a film says; their reading is compared with the text."""
