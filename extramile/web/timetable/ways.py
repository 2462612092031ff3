"""The ways of this app within an inspection."""
