"""The headless core: bytes, tables, a date and a seed go in, values come out. No Django, no settings, no clock."""
