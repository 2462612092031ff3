"""Addresses of notes within an inspection."""

from django.urls import path

from extramile.web.enquiries.views import notes
from extramile.web.inspections.urls import ONE

urlpatterns = [
    path(f"{ONE}notes/", notes.notes, name="notes"),
    path(f"{ONE}notes/new/", notes.write, name="write-note"),
    path(f"{ONE}notes/<int:note_id>/", notes.note, name="note"),
    path(f"{ONE}notes/<int:note_id>/correct/", notes.correct, name="correct-note"),
]
