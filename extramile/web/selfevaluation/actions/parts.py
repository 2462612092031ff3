"""Assigning parts and moving them, by the table of `transitions`."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.telling import required, taken, tell
from extramile.web.selfevaluation.models import EvaluationState, Part
from extramile.web.selfevaluation.queries.evaluations import framework_of, part_name
from extramile.web.selfevaluation.transitions import Move, move


def why_not_movable(scope: Scope, part: Part, way: Move) -> str:
    """Return the sentence that says why this person cannot move a part this way, or ""."""
    if part.evaluation.state != EvaluationState.WRITING:
        return "This self-evaluation is no longer being written."
    if part.state not in way.begins:
        return f"A part that is {part.get_state_display().lower()} cannot be moved that way."
    own = way.own and part.organisation_id == scope.organisation.pk and scope.can(way.permission)
    if own or scope.can(Permission.LEAD_EVALUATION):
        return ""
    if way.own:
        return f"Only people of {part.organisation.name}, or a lead, can do this."
    return "Only a lead can do this."


def _taken(scope: Scope, part: Part) -> Part:
    taken(scope, part.evaluation)
    return Part.objects.select_for_update(of=("self",)).select_related("evaluation", "organisation").get(pk=part.pk)


def _moved(scope: Scope, part: Part, way: Move, before: dict[str, Any], **more: Any) -> None:
    part.state, part.moved_at, part.moved_by = way.ends, timezone.now(), scope.person
    part.save()
    name = part_name(part, framework_of(part.evaluation))
    after = {"state": str(way.ends), **more}
    tell(scope, f"part {way.name}", "part", part, name, before=before, after=after, why=part.reason)


@transaction.atomic
def assign_part(*, scope: Scope, part: Part, organisation: Any, member: Any = None, due: date) -> Part:
    """Say who answers for a part, and by when."""
    scope.check(Permission.LEAD_EVALUATION)
    part = _taken(scope, part)
    way = move("assign")
    problem = why_not_movable(scope, part, way)
    if problem:
        raise InputError(problem)
    if not organisations(scope).filter(pk=organisation.pk).exists():
        raise InputError(f"{organisation.name} is not in this partnership.")
    if member is not None and (
        member.partnership_id != scope.partnership.pk or member.organisation_id != organisation.pk or member.left_at
    ):
        raise InputError(f"The person must be of {organisation.name}.", next_step="Choose one of theirs, or nobody.")
    before = {"state": part.state, "organisation": part.organisation.name if part.organisation else "", "due": part.due}
    part.organisation, part.member, part.due, part.reason = organisation, member, due, ""
    _moved(scope, part, way, before, organisation=organisation.name, due=due)
    return part


@transaction.atomic
def move_part(*, scope: Scope, part: Part, name: str, why: str = "") -> Part:
    """Submit, take back, return or agree a part."""
    way = move(name)
    if way is None or way.name == "assign":
        raise InputError("A part is submitted, taken back, returned or agreed.")
    scope.check(way.permission)
    part = _taken(scope, part)
    problem = why_not_movable(scope, part, way)
    if problem:
        raise InputError(problem)
    before = {"state": part.state}
    part.reason = required(why, "Enter what is missing, so that it can be mended.")[:500] if way.reason else ""
    _moved(scope, part, way, before)
    return part
