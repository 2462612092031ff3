"""The ways of this app within a plan."""

from extramile.web.plans.around import way

way(0, "plans:plan", "Overview")
way(10, "plans:actions", "Actions")
way(20, "plans:findings", "Findings")
way(30, "plans:decisions", "Decisions")
