"""Addresses of what follows from a timetable: rosters, counts, calendars, and what people must be told."""

from django.urls import path

from extramile.web.inspections.urls import ONE
from extramile.web.timetable.views import balance, calendars, counts, rosters, untold

SESSION = f"{ONE}timetable/sessions/<int:session_id>/"
urlpatterns = [
    path(f"{SESSION}roster/", rosters.roster, name="roster"),
    path(f"{SESSION}roster/add/", rosters.add_line, name="add-line"),
    path(f"{ONE}timetable/roster/<int:line_id>/take-out/", rosters.take_out_line, name="take-out-line"),
    path(f"{SESSION}attendance/", rosters.attendance, name="attendance"),
    path(f"{ONE}asked/", balance.asked, name="balance"),
    path(f"{ONE}been/", counts.been, name="been"),
    path(f"{ONE}been.csv", counts.been_csv, name="been-csv"),
    path(f"{ONE}calendar/", calendars.mine, name="calendar"),
    path(f"{ONE}timetable/people/<int:person_id>/calendar/", calendars.of_person, name="calendar-of"),
    path("calendars/<int:participant_id>/<str:token>.ics", calendars.feed, name="feed"),
    path(f"{ONE}untold/", untold.untold, name="untold"),
    path(f"{ONE}untold/<int:participant_id>/told/", untold.told_by_hand, name="told-by-hand"),
]
