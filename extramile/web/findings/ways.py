"""The ways of this app within an inspection."""

from extramile.web.inspections import embargo
from extramile.web.inspections.around import way
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _publishes(scope: Scope, inspection: Inspection) -> bool:
    return scope.can(Permission.LEAD_INSPECTION)


way(60, "findings:findings", "Findings", embargo.may_read_findings)
way(61, "findings:outcome", "Outcome", embargo.may_read_findings)
way(69, "findings:publish", "Publication", _publishes)
