"""Room 4, voices: who was asked, what they said, what became of it."""
