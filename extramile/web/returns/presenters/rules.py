"""Words for a rule."""

from typing import Any

from extramile.web.returns.models import Load, RuleCount
from extramile.web.returns.presenters.words import GRADES, STATES, counted
from extramile.web.returns.queries import loads as queries


def _compared(count: RuleCount) -> str:
    if count.new is None:
        return ""
    untold = f", {count.untold:,} of children without a number, who could not be compared" if count.untold else ""
    return f"{count.new:,} new, {count.gone:,} gone, {count.same:,} the same{untold}"


def rule_page(load: Load, count: RuleCount, reason: str, many: int) -> dict[str, Any]:
    """Return what there is to say of a rule that found `many` problems in a load."""
    known = queries.declared(load.kind)
    rule = known.get(count.rule)
    about = [("State", STATES[count.state] + (f": {reason}" if reason else ""))]
    about += [("Severity", count.severity.capitalize())]
    if count.judged is not None:
        about += [("Rows judged", f"{count.judged:,}")]
    if rule:
        about += [("What to do", rule.do), ("Basis", rule.basis), ("Source", rule.source)]
        about += [("How far it is to be trusted", GRADES[rule.grade])]
        about += [("Also known as", ", ".join(rule.aka))] if rule.aka else []
    if load.compared_with_id:
        about += [("Beside the load before", _compared(count) or "Not compared: the rule was not run in both")]
    return {"title": queries.title_of(count.rule, known), "about": about, "total": counted(many, "problem")}
