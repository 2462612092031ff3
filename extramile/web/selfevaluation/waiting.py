"""What waits for a person in this room: claims whose proof was taken back, parts that are due, questions, signatures."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.selfevaluation.models import Evaluation, EvaluationState, Part, PartState
from extramile.web.selfevaluation.presenters.evaluations import day
from extramile.web.selfevaluation.queries.evaluations import framework_of, part_name
from extramile.web.selfevaluation.queries.waiting import questions_for, resting_on_what_is_back, unsigned

SHOWN = 8


@source(20)
def know(scope: Scope) -> TodayCard | None:
    """Return the card of the room “Know”, for those who write, sign or lead."""
    if not scope.can(Permission.WRITE_CLAIMS):
        return None
    items = (*_taken_back(scope), *_parts(scope), *_questions(scope), *_signatures(scope))
    return TodayCard(
        title="Know: the self-evaluation",
        items=items[:SHOWN],
        empty="No part, question or signature waits for you.",
        href=reverse("selfevaluation:evaluations", args=[scope.name]),
    )


def _taken_back(scope: Scope) -> list[TodayItem]:
    return [
        TodayItem(
            words=f"Look again at “{each.judgement}”",
            href=reverse("selfevaluation:claim", args=[scope.name, each.evaluation_id, each.pk]),
            due="Figures that it rests on were taken back",
            late=True,
        )
        for each in resting_on_what_is_back(scope)
    ]


def _parts(scope: Scope) -> list[TodayItem]:
    mine = Q(organisation=scope.organisation, state__in=[PartState.ASSIGNED, PartState.RETURNED]) & (
        Q(member=None) | Q(member=scope.member)
    )
    if scope.can(Permission.LEAD_EVALUATION):
        mine |= Q(state=PartState.SUBMITTED)
    rows = Part.objects.filter(
        mine, evaluation__partnership=scope.partnership, evaluation__state=EvaluationState.WRITING
    ).select_related("evaluation")
    today = timezone.localdate()
    return [
        TodayItem(
            words=f"{_verb(part)} {part_name(part, framework_of(part.evaluation))}",
            href=reverse("selfevaluation:part", args=[scope.name, part.evaluation_id, part.pk]),
            due=_due(part, today),
            late=bool(part.due and part.due < today and part.state != PartState.SUBMITTED),
        )
        for part in rows.order_by("due", "position")
    ]


def _verb(part: Part) -> str:
    return {PartState.SUBMITTED: "Agree or return", PartState.RETURNED: "Mend and submit again"}.get(
        PartState(part.state), "Write and submit"
    )


def _due(part: Part, today) -> str:
    if part.state == PartState.SUBMITTED or not part.due:
        return ""
    return f"{'was due' if part.due < today else 'due'} {day(part.due)}"


def _questions(scope: Scope) -> list[TodayItem]:
    today = timezone.localdate()
    return [
        TodayItem(
            words=f"Answer: {asked.question.words}",
            href=reverse("selfevaluation:answer", args=[scope.name, asked.pk]),
            due=f"{'was due' if asked.question.due < today else 'due'} {day(asked.question.due)}",
            late=asked.question.due < today,
        )
        for asked in questions_for(scope)
    ]


def _signatures(scope: Scope) -> list[TodayItem]:
    if not scope.can(Permission.SIGN_OFF):
        return []
    waiting: list[Evaluation] = unsigned(scope)
    return [
        TodayItem(
            words=f"Sign off {found.title} for {scope.organisation.name}",
            href=reverse("selfevaluation:versions", args=[scope.name, found.pk]),
        )
        for found in waiting
    ]
