"""Addresses of the room “Inspect”. Apps above add theirs beneath `ONE`."""

from django.urls import path

from extramile.web.inspections.views import dates, inspections

app_name = "inspections"
ROOM = "p/<slug:slug>/inspect/"
ONE = f"{ROOM}<int:inspection_id>/"
urlpatterns = [
    path(ROOM, inspections.inspections, name="inspections"),
    path(f"{ROOM}new/", inspections.new, name="new"),
    path(ONE, inspections.inspection, name="inspection"),
    path(f"{ONE}dates/", dates.dates, name="dates"),
    path(f"{ONE}dates/enter/", dates.enter, name="enter-days"),
]
