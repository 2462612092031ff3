"""Room 8: telling people what was found and what is done, in words that were checked and approved."""
