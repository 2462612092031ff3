"""The timetable of an inspection: places, sessions, rosters, clashes, calendars of people."""
