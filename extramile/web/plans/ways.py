"""The ways of this app within a plan."""

from extramile.web.plans.around import way

way(0, "plans:plan", "Overview")
