"""The ground of the closed rooms, as it is run: processes, databases, other people's services."""
