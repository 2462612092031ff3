"""The invented partnerships: that they are whole, the same from the same seed, and built wholly or not at all."""
