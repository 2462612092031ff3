"""The ways of this app within an inspection."""

from extramile.web.inspections.around import way
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.circle import may_see as sees_circle
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.inspections.queries.room import may_see as sees_room
from extramile.web.inspections.queries.tasks import may_see
from extramile.web.partnerships.scope import Scope


def _sees_checklist(scope: Scope, inspection: Inspection) -> bool:
    return may_see(scope)


def _timed(scope: Scope, inspection: Inspection) -> bool:
    return inspection.is_rehearsal and may_see(scope)


way(0, "inspections:inspection", "Countdown")
way(1, "inspections:room", "Inspectors’ room", sees_room)
way(2, "inspections:dates", "Dates")
way(3, "inspections:letters", "Letters", may_see_names)
way(4, "inspections:checklist", "Checklist", _sees_checklist)
way(5, "inspections:people", "People", may_see_names)
way(8, "inspections:circle", "Who may read", sees_circle)
way(6, "inspections:rehearsal", "How the rehearsal went", _timed)
