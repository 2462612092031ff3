"""Addresses of returns. They hold numbers and the names of rules, and nothing of a file."""

from django.urls import path

from extramile.web.returns.views import loads, rules, taking

app_name = "returns"
HOME = "p/<slug:slug>/returns/"
ONE = f"{HOME}<int:load_id>/"
urlpatterns = [
    path(HOME, loads.home, name="home"),
    path(ONE, loads.load, name="load"),
    path(f"{ONE}rules/<slug:rule>/", rules.rule, name="rule"),
    path(f"{ONE}take/<slug:form>/", taking.take, name="take"),
    path(f"{ONE}delete/", loads.delete, name="delete"),
]
