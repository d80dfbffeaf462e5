"""How each model family wants a prompt written down: one file per family."""
