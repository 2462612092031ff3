"""Returns: a file is loaded, read and checked; what it holds of children stands encrypted in one snapshot and nowhere else."""
