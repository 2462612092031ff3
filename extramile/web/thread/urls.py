"""Addresses of the golden thread."""

from django.urls import path

from extramile.web.thread import views

app_name = "thread"
HERE = "p/<slug:slug>/thread/"
ONE = f"{HERE}<slug:kind>/<slug:thing_id>/"
urlpatterns = [
    path(f"{HERE}learning/<slug:kind>/<slug:thing_id>/", views.learning, name="learning"),
    path(HERE, views.loose, name="loose"),
    path(f"{HERE}loose-ends.csv", views.loose_csv, name="loose-csv"),
    path(ONE, views.thread, name="thread"),
    path(f"{ONE}thread.json", views.thread_json, name="thread-json"),
]
