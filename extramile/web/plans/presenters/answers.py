"""Words for how a plan answers findings."""

from collections.abc import Iterable, Mapping
from typing import Any

from extramile.web.findings.models import Finding
from extramile.web.plans.actions.theming import mark_of
from extramile.web.plans.models import FindingIn, Plan
from extramile.web.plans.presenters.overview import finding
from extramile.web.plans.presenters.saying import moment


def rows(
    plan: Plan, findings: Iterable[Finding], answered: Iterable[FindingIn], slug: str, typed: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return every finding with how it is answered; `typed` is what somebody sent that could not be saved."""
    found = {each.finding_id: each for each in answered}
    return [_row(plan, each, found.get(each.pk), slug, typed) for each in findings]


def _row(plan: Plan, each: Finding, answer: FindingIn | None, slug: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    mine = typed.get("finding") == str(each.pk)
    return {
        **finding(each, plan, slug),
        "theme": answer.theme.title if answer and answer.theme else "",
        "theme_id": answer.theme_id if answer else None,
        "why_not": answer.why_not if answer else "",
        "saved": f"{answer.by.name}, {moment(answer.at)}" if answer else "",
        "seen": mark_of(answer),
        "chosen": typed.get("theme", "") if mine else (answer.theme_id if answer else None) or "",
        "said": typed.get("why_not", "") if mine else answer.why_not if answer else "",
        "responsible": [body.name for body in each.responsible.all()],
    }
