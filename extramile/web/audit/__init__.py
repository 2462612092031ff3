"""Who did what, when, to what, before, after and why: append-only, chained, written with the change itself."""
