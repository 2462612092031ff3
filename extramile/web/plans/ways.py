"""The ways of this app within a plan."""

from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.around import way

way(0, "plans:plan", "By theme")
way(1, "plans:by-owner", "By owner")
way(2, "plans:by-body", "By body")
way(3, "plans:by-date", "By date")
way(4, "plans:exceptions", "Exceptions")
way(10, "plans:actions", "Actions")
way(12, "plans:many", "Change many", lambda scope, plan: scope.can(Permission.WORK_ON_PLANS) and plan.state != "closed")
way(14, "plans:sheets", "Excel", lambda scope, plan: scope.can(Permission.WORK_ON_PLANS))
way(20, "plans:findings", "Findings")
way(30, "plans:decisions", "Decisions")
way(40, "plans:packs", "Board packs")
way(50, "plans:checks", "Fit to be sent?")
way(60, "plans:submission", "Submission")
way(70, "plans:versions", "Versions")
way(80, "plans:revisit", "Re-visit", lambda scope, plan: plan.inspection is not None)
