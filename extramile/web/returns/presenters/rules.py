"""Words for a rule and the rows in which it failed."""

from typing import Any

from django.urls import reverse

from extramile.web.returns import snapshots
from extramile.web.returns.models import Load, RuleCount
from extramile.web.returns.presenters.words import STATES, Pages, counted
from extramile.web.returns.queries import loads as queries

EACH_PAGE = 50
GRADES = {
    "A": "Seen in the official text",
    "B": "From a secondary source",
    "C": "Derived by us",
    "R": "From memory, not verified",
}


def rule_page(slug: str, load: Load, count: RuleCount, asked: str) -> dict[str, Any]:
    """Return a rule with the rows in which it failed, a page of them."""
    known = queries.declared(load.kind)
    data = queries.snapshot(load)
    manifest = snapshots.manifest_of(data)
    many = manifest["listed"].get(count.rule, 0)
    rule = known.get(count.rule)
    last = max(1, -(-many // EACH_PAGE))
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    here = reverse("returns:rule", args=[slug, load.pk, count.rule])
    near = [each for each in range(1, last + 1) if each in {1, last} or abs(each - number) < 3]
    reason = manifest["reasons"].get(count.rule, "")
    about = [("State", STATES[count.state] + (f": {reason}" if reason else ""))]
    about += [("Severity", count.severity.capitalize())]
    if count.judged is not None:
        about += [("Rows judged", f"{count.judged:,}")]
    if rule:
        about += [("What to do", rule.do), ("Basis", rule.basis), ("Source", rule.source)]
        about += [("How far it is to be trusted", GRADES[rule.grade])]
        about += [("Also known as", ", ".join(rule.aka))] if rule.aka else []
    if count.new is not None:
        about += [("Beside the load before", f"{count.new:,} new, {count.gone:,} gone, {count.same:,} the same")]
    return {
        "title": queries.title_of(count.rule, known),
        "about": about,
        "rows": snapshots.rows_of_rule(data, count.rule, (number - 1) * EACH_PAGE, number * EACH_PAGE),
        "total": counted(many, "problem"),
        "any": bool(many),
        "pages": Pages(
            number,
            last,
            f"{here}?page={number - 1}" if number > 1 else "",
            f"{here}?page={number + 1}" if number < last else "",
            [(each, f"{here}?page={each}") for each in near],
        ),
    }
