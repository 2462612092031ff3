"""The ways of this app within a plan."""

from extramile.web.plans.around import way

way(0, "plans:plan", "Overview")
way(10, "plans:actions", "Actions")
way(20, "plans:findings", "Findings")
way(30, "plans:decisions", "Decisions")
way(40, "plans:packs", "Board packs")
way(50, "plans:checks", "Fit to be sent?")
way(60, "plans:submission", "Submission")
way(70, "plans:versions", "Versions")
way(80, "plans:revisit", "Re-visit", lambda scope, plan: plan.inspection is not None)
