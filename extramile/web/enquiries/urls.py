"""Addresses of this app, within an inspection."""

from django.urls import URLPattern

from extramile.web.enquiries import case_urls, line_urls, note_urls, request_urls

app_name = "enquiries"
urlpatterns: list[URLPattern] = [
    *request_urls.urlpatterns,
    *case_urls.urlpatterns,
    *line_urls.urlpatterns,
    *note_urls.urlpatterns,
]
