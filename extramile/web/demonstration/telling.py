"""What everybody may read of an invented area: its public page, released theme by theme."""

from extramile.core.definitions import Definition, StrictModel
from extramile.core.disclosure import Basis, Counts, is_share
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import Who
from extramile.web.demonstration.evidence import item_of
from extramile.web.plans.models import Measure, Plan, Theme
from extramile.web.publicpage.actions import releasing
from extramile.web.publicpage.queries import making


class InventedShown(StrictModel):
    """A theme as everybody reads it; `finding` is the key of the finding that it answers."""

    finding: str
    title: str
    found: str
    outcome: str


class InventedCorrection(StrictModel):
    """Something that was wrong on the page, and was corrected."""

    ago: int
    finding: str
    words: str


class InventedPage(Definition):
    """The public page of an invented partnership: it is opened first, and themes and documents are released on a later day."""

    plan: str
    by: Who
    opened: int
    ago: int
    introduction: str
    contact: str
    themes: tuple[InventedShown, ...]
    corrected: InventedCorrection
    documents: tuple[str, ...]


def plan(cast: Cast, told: InventedPage) -> None:
    """Note in the diary what was released."""
    cast.on(told.opened, _open, cast, told)
    cast.on(told.ago, _documents, cast, told)
    for shown in told.themes:
        cast.on(told.ago, _release, cast, told, shown, "")
    [wrong] = [each for each in told.themes if each.finding == told.corrected.finding]
    cast.on(told.corrected.ago, _release, cast, told, wrong, told.corrected.words)


def _open(cast: Cast, told: InventedPage) -> None:
    scope = cast.scope(told.by)
    seen = making.page_of(scope).revision
    releasing.write(scope=scope, introduction=told.introduction, contact=told.contact, seen=seen)
    releasing.open_page(scope=scope)


def _documents(cast: Cast, told: InventedPage) -> None:
    scope = cast.scope(told.by)
    for key in told.documents:
        item = item_of(cast, key)
        releasing.show_document(scope=scope, item_id=item.pk, title=item.title)


def _release(cast: Cast, told: InventedPage, shown: InventedShown, correction: str) -> None:
    plan = Plan.objects.get(pk=cast.made["plan", told.plan].pk)
    theme = Theme.objects.get(plan=plan, findings__finding=_finding(cast, plan, shown.finding))
    releasing.release_theme(
        scope=cast.scope(told.by),
        theme=theme,
        title=shown.title,
        found=shown.found,
        outcome=shown.outcome,
        actions=list(theme.places.values_list("action", flat=True)),
        measures={each.pk: basis for each in theme.measures.prefetch_related("readings") if (basis := _basis(each))},
        correction=correction,
    )


def _basis(measure: Measure) -> Basis | None:
    """Say of how many each figure is, as those who entered them know: their numbers stand with all but the start.

    Of a measure that has no figure yet there is nothing to show.
    """
    counts = Counts.SHARE if is_share(measure.unit) else Counts.MEAN
    known = [each.denominator for each in measure.readings.all() if each.denominator]
    return Basis(counts, min(known)) if known else None


def _finding(cast: Cast, plan: Plan, key: str) -> int:
    [name] = [
        name for (kind, name), made in cast.made.items() if kind == "inspection" and made.pk == plan.inspection_id
    ]
    return cast.made["finding", f"{name}/{key}"].pk
