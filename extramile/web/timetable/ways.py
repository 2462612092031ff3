"""The ways of this app within an inspection."""

from extramile.web.inspections.around import told_of_timetable, way
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.queries.held import held

way(36, "timetable:been", "In numbers")
way(38, "timetable:untold", "Not told yet", lambda scope, inspection: scope.can(Permission.EDIT_TIMETABLE))
way(37, "timetable:calendar", "Your calendar")
way(35, "timetable:balance", "Who is asked")
told_of_timetable(held)
