"""Opens files that people hand in without trusting them, and collects what is wrong with them."""
