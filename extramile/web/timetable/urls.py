"""Addresses of this app, within an inspection."""

from django.urls import URLPattern

app_name = "timetable"
urlpatterns: list[URLPattern] = []
