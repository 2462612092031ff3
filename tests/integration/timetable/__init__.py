"""The timetable of an inspection."""
