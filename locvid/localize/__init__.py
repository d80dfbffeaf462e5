"""Says a script in one language: which locale, which words."""
