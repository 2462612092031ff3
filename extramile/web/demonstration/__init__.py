"""The demonstration: invented partnerships, their people and their work, built from definitions and a seed."""
