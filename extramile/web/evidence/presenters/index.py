"""The index by criterion in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from extramile.web.design.figures import figure
from extramile.web.evidence import criteria as framework
from extramile.web.evidence.presenters.rows import ItemRow
from extramile.web.evidence.queries import CriterionLine


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A criterion in the index: what it is, what there is for it."""

    name: str
    short: str
    statement: str
    state: str
    tone: str
    count: int
    old: int
    href: str
    add_href: str
    rows: list[ItemRow]


STATE_WORDS = {
    "none": ("No evidence", "priority"),
    "old": ("Old evidence only", "develop"),
    "fresh": ("Fresh evidence", "strength"),
}


def index_row(slug: str, line: CriterionLine, rows: list[ItemRow]) -> IndexRow:
    """Return a criterion in the index."""
    words, tone = STATE_WORDS[line.state]
    _, criterion = framework.known()[line.name]
    return IndexRow(
        name=line.name,
        short=framework.short(line.name),
        statement=criterion.statement,
        state=words,
        tone=tone,
        count=line.count,
        old=line.old,
        href=f"{reverse('evidence:items', args=[slug])}?criterion={line.name}",
        add_href=f"{reverse('evidence:add', args=[slug])}?criterion={line.name}",
        rows=rows,
    )


def index_flat(line: CriterionLine) -> dict[str, Any]:
    """Return a criterion of the index as a row of a table to take away."""
    return {
        "criterion": line.name,
        "short": framework.short(line.name),
        "evidence": line.count,
        "fresh": line.fresh,
        "old": line.old,
        "state": STATE_WORDS[line.state][0],
    }


def index_sentence(lines: list[CriterionLine]) -> str:
    """Return in a sentence or two how many criteria lack evidence, or have old evidence alone."""
    gaps = sum(line.state == "none" for line in lines)
    old = sum(line.state == "old" for line in lines)
    words = [
        f"{figure(gaps)} of {figure(len(lines))} criteria have no evidence."
        if gaps
        else "Every criterion has evidence."
    ]
    if old:
        words.append("One has old evidence only." if old == 1 else f"{figure(old)} have old evidence only.")
    return " ".join(words)
