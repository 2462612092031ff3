"""Addresses of the report, its check of facts, how well the area knew itself, reports from outside, and praise."""

from django.urls import path

from extramile.web.findings.views import report
from extramile.web.inspections.urls import ONE

app_name = "knowing"
urlpatterns = [
    path(f"{ONE}report/", report.report, name="report"),
    path(f"{ONE}report/sections/<slug:section>/", report.section, name="section"),
    path(f"{ONE}files/<slug:what>/", report.build, name="build"),
    path(f"{ONE}files/<int:built_id>/take/", report.built, name="built"),
]
