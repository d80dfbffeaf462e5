"""How results are shown: tables and text for people, JSON for programs."""
