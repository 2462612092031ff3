"""Addresses of this app, within an inspection."""

from extramile.web.timetable import attending_urls, session_urls

app_name = "timetable"
urlpatterns = [*session_urls.urlpatterns, *attending_urls.urlpatterns]
