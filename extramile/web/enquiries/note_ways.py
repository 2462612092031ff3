"""The way to notes within an inspection, for those who may read what is under embargo."""

from extramile.web.enquiries.queries.notes import may_see
from extramile.web.inspections.around import way

way(46, "enquiries:notes", "Notes", may_see)
