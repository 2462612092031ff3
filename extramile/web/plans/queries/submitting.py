"""When a plan is due, as a submission keeps it: a rule may be overridden later, and the record must say what was known then."""

from typing import Any

from extramile.core.frameworks import source_line
from extramile.web.audit.actions import plain
from extramile.web.frameworks.queries import pack_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Plan
from extramile.web.plans.parts import kind_of
from extramile.web.plans.queries.asked import due_of_plan, rules_of


def days_due(scope: Scope, found: Plan) -> list[dict[str, Any]]:
    """Return the days by which a plan is due with rule, source and grade; the bare rules where no day can be counted."""
    pack = pack_of(found.pack)
    if pack is None:
        return []
    rows = [(each.deadline, each.day, each.rule) for each in due_of_plan(scope, found)]
    rows = rows or [(each, None, each.length()) for each in rules_of(scope, found.pack, kind_of(found))]
    return [
        {
            "name": rule.name,
            "day": plain(day),
            "rule": words,
            "source": source_line(rule, pack),
            "grade": rule.grade,
            "unverified": rule.unverified,
        }
        for rule, day, words in rows
    ]
