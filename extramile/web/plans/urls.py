"""Addresses of the room “Plan”. Apps above add theirs beneath `ONE`."""

from django.urls import path

from extramile.web.plans.views import plans

app_name = "plans"
ROOM = "p/<slug:slug>/plan/"
ONE = f"{ROOM}<int:plan_id>/"
THEME = f"{ONE}themes/<int:theme_id>/"
ACTION = f"{ONE}actions/<int:action_id>/"
MEASURE = f"{ONE}measures/<int:measure_id>/"
urlpatterns = [
    path(ROOM, plans.plans, name="plans"),
    path(f"{ROOM}new/", plans.new, name="new"),
    path(ONE, plans.plan, name="plan"),
    path(f"{ONE}change/", plans.change, name="change"),
    path(f"{ONE}step/", plans.step, name="step"),
]
