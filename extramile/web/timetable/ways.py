"""The ways of this app within an inspection."""

from extramile.web.inspections.around import way

way(36, "timetable:been", "In numbers")
