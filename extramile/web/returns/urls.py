"""Addresses of returns. They hold numbers and the names of rules, and nothing of a file."""

from django.urls import path

from extramile.web.returns.views import asking, loads, queue, rules, taking

app_name = "returns"
HOME = "p/<slug:slug>/returns/"
ONE = f"{HOME}<int:load_id>/"
urlpatterns = [
    path(HOME, loads.home, name="home"),
    path(f"{HOME}headings/", asking.remembered, name="remembered"),
    path(ONE, loads.load, name="load"),
    path(f"{ONE}rules/<slug:rule>/", rules.rule, name="rule"),
    path(f"{ONE}problems/", queue.problems, name="queue"),
    path(f"{ONE}problems/<slug:rule>/<int:place>/", queue.problem, name="problem"),
    path(f"{ONE}headings/", asking.headings, name="headings"),
    path(f"{ONE}again/", asking.again, name="again"),
    path(f"{ONE}stop/", asking.stop, name="stop"),
    path(f"{ONE}take/<slug:form>/", taking.take, name="take"),
    path(f"{ONE}delete/", loads.delete, name="delete"),
]
