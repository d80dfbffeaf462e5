"""Executors: where tasks are carried out. One file each, found in ``locvid.executors``."""
