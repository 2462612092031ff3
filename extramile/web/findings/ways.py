"""The ways of this app within an inspection."""

from extramile.web.inspections import embargo
from extramile.web.inspections.around import way

way(60, "findings:findings", "Findings", embargo.may_read_findings)
