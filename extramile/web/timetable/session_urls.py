"""Addresses of the timetable itself: as a list, by day, by person, what does not fit, places, one session."""

from django.urls import path

from extramile.web.inspections.urls import ONE
from extramile.web.timetable.views import places, sessions, timetable

HERE = f"{ONE}timetable/"
SESSION = f"{HERE}sessions/<int:session_id>/"
urlpatterns = [
    path(HERE, timetable.listed, name="list"),
    path(f"{HERE}days/<slug:on>/", timetable.day, name="day"),
    path(f"{HERE}people/<int:person_id>/", timetable.person, name="person"),
    path(f"{HERE}clashes/", timetable.clashes, name="clashes"),
    path(f"{HERE}places/", places.places, name="places"),
    path(f"{HERE}places/add/", places.add_place, name="add-place"),
    path(f"{HERE}places/<int:place_id>/", places.change_place, name="change-place"),
    path(f"{HERE}places/<int:place_id>/retire/", places.retire, name="retire-place"),
    path(f"{HERE}ways/", places.way, name="way"),
    path(f"{HERE}holidays/", places.holiday, name="holiday"),
    path(f"{HERE}new/", sessions.new, name="new"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}change/", sessions.change, name="change"),
    path(f"{SESSION}move/", sessions.move, name="move"),
    path(f"{SESSION}call-off/", sessions.call_off, name="call-off"),
    path(f"{SESSION}bring-back/", sessions.bring_back, name="bring-back"),
    path(f"{SESSION}answer/", sessions.answer, name="answer"),
    path(f"{SESSION}debrief/", sessions.debrief, name="debrief"),
]
