"""Addresses of returns. They hold numbers and the names of rules, and nothing of a file."""

from django.urls import path

from extramile.web.returns import views

app_name = "returns"
HOME = "p/<slug:slug>/returns/"
ONE = f"{HOME}<int:load_id>/"
urlpatterns = [
    path(HOME, views.home, name="home"),
    path(ONE, views.load, name="load"),
    path(f"{ONE}rules/<slug:rule>/", views.rule, name="rule"),
    path(f"{ONE}take/<slug:form>/", views.take, name="take"),
    path(f"{ONE}delete/", views.delete, name="delete"),
]
