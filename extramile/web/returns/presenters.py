"""Words for loads and their rules."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from extramile.web.returns import queries, snapshots
from extramile.web.returns.models import Load, RuleCount

EACH_PAGE = 50
TONES = {"reading": "info", "checked": "strength", "refused": "priority", "deleted": "quiet"}
STATES = {"failed": "Failed", "not run": "Not run", "passed": "Passed", "not applicable": "Not applicable"}
FILES = {
    "csv": ("problems", "text/csv; charset=utf-8"),
    "xlsx": ("marked", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
COLUMNS = ("rule", "severity", "table", "row", "key", "field", "value", "message")
GRADES = {
    "A": "Seen in the official text",
    "B": "From a secondary source",
    "C": "Derived by us",
    "R": "From memory, not verified",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list is shown, as the macro for pages wants it."""

    number: int
    pages: int
    previous: str
    next: str
    numbers: list[tuple[int, str | None]]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def load_row(slug: str, load: Load) -> dict[str, Any]:
    """Return a load in the list."""
    return {
        "title": f"{title(load)}, load {load.pk}",
        "href": reverse("returns:load", args=[slug, load.pk]),
        "state": Load.State(load.state).label,
        "tone": TONES[load.state],
        "by": load.made_by.name,
        "at": load.made_at,
    }


def title(load: Load) -> str:
    """Return what a load is called: its return and year, never its file."""
    said = queries.kind_title(load.kind)
    return f"{said} {load.year}" if load.year else said


def summary(slug: str, load: Load) -> dict[str, Any]:
    """Return what a checked load came to."""
    found = list(queries.counts(load))
    known = queries.declared(load.kind)
    opened = snapshots.manifest_of(queries.snapshot(load))
    rows = [_rule_row(slug, load, each, known, opened["reasons"]) for each in found]
    failed = [each for each in found if each.state == "failed"]
    errors = sum(each.failures for each in failed if each.severity == "error")
    queried = sum(each.failures for each in failed if each.severity == "query")
    return {
        "totals": f"{counted(errors, 'error')} and {counted(queried, 'query', 'queries')} were found.",
        "tables": queries.tables(load),
        "states": _crossed(found, "severity"),
        "families": _crossed(found, "family"),
        "groups": [
            (STATES[state], sorted((each for each in rows if each["state"] == state), key=lambda row: -row["failures"]))
            for state in STATES
        ],
        "compared": load.compared_with,
        "questions": opened["questions"],
        "sources": [each["name"] for each in opened["sources"]],
    }


def _crossed(found: list[RuleCount], by: str) -> list[dict[str, Any]]:
    """Return how many rules of each kind stand in each state."""
    counts = Counter((getattr(each, by), each.state) for each in found)
    return [
        {"name": name.capitalize(), "counts": [counts[name, state] for state in STATES]}
        for name in sorted({getattr(each, by) for each in found})
    ]


def _rule_row(slug: str, load: Load, each: RuleCount, known: dict[str, Any], reasons: dict[str, str]) -> dict[str, Any]:
    return {
        "id": each.rule,
        "href": reverse("returns:rule", args=[slug, load.pk, each.rule]),
        "title": queries.title_of(each.rule, known),
        "severity": each.severity,
        "state": each.state,
        "failures": each.failures,
        "reason": reasons.get(each.rule, ""),
        "new": each.new,
        "gone": each.gone,
        "same": each.same,
    }


def rule_page(slug: str, load: Load, count: RuleCount, asked: str) -> dict[str, Any]:
    """Return a rule with the rows in which it failed, a page of them."""
    known = queries.declared(load.kind)
    data = queries.snapshot(load)
    rows = [each for each in snapshots.rows_of(data) if each["rule"] == count.rule]
    rule = known.get(count.rule)
    last = max(1, -(-len(rows) // EACH_PAGE))
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    here = reverse("returns:rule", args=[slug, load.pk, count.rule])
    near = [each for each in range(1, last + 1) if each in {1, last} or abs(each - number) < 3]
    reason = snapshots.manifest_of(data)["reasons"].get(count.rule, "")
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
        "rows": rows[(number - 1) * EACH_PAGE : number * EACH_PAGE],
        "total": counted(len(rows), "problem"),
        "any": bool(rows),
        "pages": Pages(
            number,
            last,
            f"{here}?page={number - 1}" if number > 1 else "",
            f"{here}?page={number + 1}" if number < last else "",
            [(each, f"{here}?page={each}") for each in near],
        ),
    }
