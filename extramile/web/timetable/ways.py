"""The ways of this app within an inspection."""

from extramile.web.inspections.around import way
from extramile.web.partnerships.permissions import Permission

way(36, "timetable:been", "In numbers")
way(38, "timetable:untold", "Not told yet", lambda scope, inspection: scope.can(Permission.EDIT_TIMETABLE))
way(37, "timetable:calendar", "Your calendar")
way(35, "timetable:balance", "Who is asked")
