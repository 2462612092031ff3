"""The ways of the report and of what stands beside it, within an inspection."""

from extramile.web.inspections import embargo
from extramile.web.inspections.around import way

way(62, "knowing:report", "Letter or report", embargo.may_read_findings)
way(66, "knowing:knowledge", "How well we knew ourselves", embargo.may_read_findings)
