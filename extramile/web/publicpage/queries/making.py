"""What stands on the public page and what could, for those who make it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from extramile.core.disclosure import Basis, Counts
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Items
from extramile.web.inspections import embargo
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Measure, Plan, Reading, Theme
from extramile.web.plans.queries import plans
from extramile.web.publicpage.models import Page, ShownDocument, ShownTheme, Subscriber, Update
from extramile.web.publicpage.queries import acting
from extramile.web.publicpage.queries.figures import PublicMeasure, entry, public_measure
from extramile.web.publicpage.queries.released import Changed, changes, updates

MOST = 50
# How everybody reads that a document is gone, and how it is known again.
DOCUMENT_TAKEN_BACK = "A document was taken back to protect somebody’s privacy."


@dataclass(frozen=True, slots=True)
class Showable:
    """A theme that may be shown, with what is shown of it.

    `behind` says that it has changed since; `unsaid` names the measures of which figures are withheld until somebody says of how
    many they are, `back` those of which everybody reads that a figure was taken back. `actions` and `measures` are what is kept of
    each if it were released now, by its id: also of those that are not shown.
    """

    theme: Theme
    shown: ShownTheme | None
    behind: bool
    unsaid: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    actions: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    measures: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def page_of(scope: Scope) -> Page:
    """Return the page of the partnership, opened or not. One that nobody wrote yet is not saved: looking writes nothing."""
    return Page.objects.filter(partnership=scope.partnership).first() or Page(partnership=scope.partnership)


def documents(found: Page) -> QuerySet[ShownDocument]:
    """Return the documents on a page, the newest first."""
    return ShownDocument.objects.filter(page=found.pk)


def showable_plans(scope: Scope) -> list[Plan]:
    """Return the plans of which something may be shown: those that are carried out, of inspections that were published."""
    rows = plans.plans(scope).filter(state__in=["agreed", "closed"])
    return [each for each in rows if each.inspection is None or not embargo.holds(each.inspection)]


def showable(scope: Scope, theme_id: int | None = None) -> list[Showable]:
    """Return every theme that may be shown, or the one of this id."""
    rows = Theme.objects.filter(plan__in=showable_plans(scope), out_at=None).select_related("plan", "shown")
    if theme_id is not None:
        rows = rows.filter(pk=theme_id)
    found = rows.order_by("-plan__begins", "plan", "position", "pk").prefetch_related(
        "places__action__body",
        "places__action__others",
        Prefetch("measures", Measure.objects.filter(out_at=None).order_by("position", "pk")),
        Prefetch("measures__readings", Reading.objects.order_by("day", "pk")),
    )
    return [_showable(each) for each in found]


def theme(scope: Scope, theme_id: int) -> Showable | None:
    """Return a theme that may be shown, or None."""
    return next(iter(showable(scope, theme_id)), None)


def _showable(found: Theme) -> Showable:
    shown = getattr(found, "shown", None)
    if shown is None:
        return Showable(found, None, False)
    now = {each.action_id: acting.entry(each.action) for each in found.places.all() if each.action.state != "stopped"}
    told = {each["id"]: each for each in shown.actions}
    measures = {each.pk: each for each in found.measures.all()}
    entries = {each["id"]: each for each in shown.measures}
    said = {pk: entry(each, said_of(entries.get(pk))) for pk, each in measures.items()}
    seen = [public_measure(measures[pk], each, shown.released_at) for pk, each in entries.items() if pk in measures]
    return Showable(
        found,
        shown,
        now != told or said != entries,
        tuple(each.title for each in seen if each.unsaid and not shown.taken_back_at),
        tuple(each.title for each in seen if each.taken_back and not shown.taken_back_at),
        now,
        said,
    )


def said_of(told: Mapping[str, Any] | None) -> Basis:
    """Return what was said of the figures of a measure when it was released."""
    return Basis(Counts(told["counts"]), told["at_least"]) if told else Basis()


def preview(found: Measure, basis: Basis) -> PublicMeasure:
    """Return a measure as everybody would read it if it were released now with these words on its figures."""
    return public_measure(found, entry(found, basis), timezone.now())


def public_evidence(scope: Scope, found: Page, words: str = "") -> Items:
    """Return evidence that is marked public and not on the page yet."""
    rows = evidence.items(scope, evidence.Filters(sensitivity="public", words=words))
    return rows.exclude(pk__in=documents(found).values("item"))[:MOST]


def protected(scope: Scope) -> dict[int, datetime]:
    """Return the evidence that was taken off the page to protect somebody, with when it last was."""
    rows = Update.objects.filter(partnership=scope.partnership, words=DOCUMENT_TAKEN_BACK, about__startswith="item-")
    return {int(about.removeprefix("item-")): at for about, at in rows.order_by("pk").values_list("about", "at")}


def counted(found: Page) -> dict[str, int]:
    """Return how many follow a page, and how many have not confirmed yet. Who they are is nobody's to see."""
    rows = Subscriber.objects.filter(page=found.pk, left_at=None)
    return {"confirmed": rows.exclude(confirmed_at=None).count(), "asked": rows.filter(confirmed_at=None).count()}


def number_of_lines(scope: Scope) -> int:
    """Return how many lines the list of changes has for everybody."""
    return updates(page_of(scope)).count()


def lines(scope: Scope, which: slice) -> list[Changed]:
    """Return some of what the list of changes says to everybody, the newest first."""
    found = page_of(scope)
    return changes(found, updates(found)[which])


def shown(scope: Scope) -> QuerySet[ShownTheme]:
    """Return what is shown of any theme of the partnership, what was taken back too."""
    return ShownTheme.objects.filter(theme__plan__partnership=scope.partnership)
