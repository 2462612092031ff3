"""The facts of an announcement, drawn from records and register: plain values, so that they can be frozen and compared."""

from typing import Any

from extramile.core.disclosure import PUBLIC
from extramile.core.inspecting import aftermath
from extramile.core.national import answer, questions
from extramile.web.announcements.models import Announcement
from extramile.web.findings.queries.outcome import given
from extramile.web.findings.queries.recognition import shared
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import entered_days, framework_of
from extramile.web.library.national import national
from extramile.web.library.presenters.questions import in_words
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.queries.counts import counts

Facts = dict[str, Any]


def facts(found: Announcement, scope: Scope | None = None) -> Facts:
    """Return the facts as the records stand. Without a person nothing of an inspection under embargo is known."""
    inspection = found.inspection
    return {
        "activity": _activity(inspection) if inspection else None,
        "decision": _decision(inspection, scope) if inspection else None,
        "comparison": _comparison(found.comparison) if found.comparison else None,
        "recognition": len(shared(inspection)) if inspection else None,
    }


def counted(known: Facts) -> dict[str, int | None]:
    """Return what is counted of an inspection, to be compared with what people write."""
    activity = known["activity"] or {}
    return {name: activity.get(name) for name in ("visits", "focus_groups", "participants", "duration_days")}


def _activity(inspection: Inspection) -> dict[str, Any] | None:
    found = counts(inspection)
    if not found.sessions:
        return None
    people = found.participants if not found.participants_unknown else None
    # So few that they may be known: the number stays here.
    few = people is not None and 0 < people < PUBLIC.threshold
    return {
        "visits": found.visits,
        "focus_groups": found.focus_groups,
        "participants": None if few else people,
        "few_participants": few,
        "sessions_for_families": found.sessions_for_families,
        "duration_days": found.duration_days,
        "first_day": found.first_day and found.first_day.isoformat(),
        "last_day": found.last_day and found.last_day.isoformat(),
    }


def _decision(inspection: Inspection, scope: Scope | None) -> dict[str, Any] | None:
    outcome = given(scope, inspection) if scope else "" if embargo.holds(inspection) else inspection.outcome
    if not outcome:
        return None
    pack = framework_of(inspection)
    after = aftermath(pack, inspection.kind, outcome, entered_days(inspection))
    return {
        "outcome": outcome,
        "name": after.outcome.name,
        "plain": after.outcome.plain,
        "unverified": after.outcome.unverified,
        "statement_required": after.statement_required,
        # What is recalled and not verified is never told to everybody as a fact.
        "follows": [each.consequence.words for each in after.follows if not each.unverified],
    }


def _comparison(name: str) -> dict[str, Any] | None:
    if name not in {each.name for each in questions()}:
        return None
    asked = answer(national().register, name)
    outcome = asked.question.outcome
    return {
        "question": name,
        "title": asked.question.title,
        "reading": asked.question.reading,
        "framework": asked.question.framework,
        "sentence": in_words(asked),
        "outcome": outcome,
        "share": asked.share,
        "count": asked.summary.outcomes.get(outcome) if outcome else None,
        "inspected": asked.summary.inspected,
        "outcomes": dict(asked.summary.outcomes),
    }


def comparisons() -> list[tuple[str, str]]:
    """Return the saved questions of the register, with their titles."""
    return [(each.name, each.title) for each in questions()]
