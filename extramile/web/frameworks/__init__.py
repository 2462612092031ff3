"""How an area is inspected, for people to read, and the calendar rules that an area sets differently."""
