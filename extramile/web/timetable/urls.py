"""Addresses of this app, within an inspection."""

from extramile.web.timetable import attending_urls

app_name = "timetable"
urlpatterns = [*attending_urls.urlpatterns]
