"""What stands on the public page and what could, for those who make it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Items
from extramile.web.inspections import embargo
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Plan, Theme
from extramile.web.plans.queries import plans
from extramile.web.publicpage.models import Page, ShownDocument, ShownTheme, Subscriber

MOST = 50


@dataclass(frozen=True, slots=True)
class Showable:
    """A theme that may be shown, with what is shown of it; `behind` says that it has changed since."""

    theme: Theme
    shown: ShownTheme | None
    behind: bool


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


def showable(scope: Scope) -> list[Showable]:
    """Return every theme that may be shown."""
    rows = Theme.objects.filter(plan__in=showable_plans(scope), out_at=None).select_related("plan", "shown")
    found = rows.order_by("-plan__begins", "plan", "position", "pk").prefetch_related("places__action", "measures")
    return [_showable(each) for each in found]


def theme(scope: Scope, theme_id: int) -> Showable | None:
    """Return a theme that may be shown, or None."""
    return next((each for each in showable(scope) if each.theme.pk == theme_id), None)


def _showable(found: Theme) -> Showable:
    shown = getattr(found, "shown", None)
    if shown is None:
        return Showable(found, None, False)
    now = {each.action_id: each.action.words for each in found.places.all()}
    told = {each["id"]: each["words"] for each in shown.actions}
    measures = {each.pk for each in found.measures.all() if each.out_at is None}
    return Showable(found, shown, now != told or measures != set(shown.measures))


def public_evidence(scope: Scope, found: Page, words: str = "") -> Items:
    """Return evidence that is marked public and not on the page yet."""
    rows = evidence.items(scope, evidence.Filters(sensitivity="public", words=words))
    return rows.exclude(pk__in=documents(found).values("item"))[:MOST]


def counted(found: Page) -> dict[str, int]:
    """Return how many follow a page, and how many have not confirmed yet. Who they are is nobody's to see."""
    rows = Subscriber.objects.filter(page=found.pk, left_at=None)
    return {"confirmed": rows.exclude(confirmed_at=None).count(), "asked": rows.filter(confirmed_at=None).count()}


def shown(scope: Scope) -> QuerySet[ShownTheme]:
    """Return what is shown of any theme of the partnership, what was taken back too."""
    return ShownTheme.objects.filter(theme__plan__partnership=scope.partnership)
