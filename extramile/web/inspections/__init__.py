"""Room 5, “Inspect”: an inspection from the call to its publication. Rooms above it add their ways and what falls due."""
