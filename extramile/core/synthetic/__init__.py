"""Invented returns from a seed: the only child-level data in the repository."""
