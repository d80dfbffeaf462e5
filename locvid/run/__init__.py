"""Plans, runs, caches and resumes the work of the six steps."""
