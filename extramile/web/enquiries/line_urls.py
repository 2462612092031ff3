"""Addresses of lines of enquiry within an inspection."""

from django.urls import path

from extramile.web.enquiries.views import lines
from extramile.web.inspections.urls import ONE

urlpatterns = [
    path(f"{ONE}lines/", lines.lines, name="lines"),
    path(f"{ONE}lines/new/", lines.new, name="new-line"),
    path(f"{ONE}lines/<int:line_id>/", lines.line, name="line"),
    path(f"{ONE}lines/<int:line_id>/change/", lines.change, name="change-line"),
    path(f"{ONE}lines/<int:line_id>/evidence/", lines.evidence_of, name="line-evidence"),
    path(f"{ONE}lines/<int:line_id>/step/", lines.step, name="line-step"),
]
