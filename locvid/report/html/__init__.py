"""The review page: a folder that opens from disk."""
