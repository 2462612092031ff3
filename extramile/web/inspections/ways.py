"""The ways of this app within an inspection."""

from extramile.web.inspections.around import way

way(0, "inspections:inspection", "Overview")
way(2, "inspections:dates", "Dates")
