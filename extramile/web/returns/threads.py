"""Released figures on the golden thread: what evidence was frozen from them, which measure of a plan reads them."""

from collections.abc import Collection, Iterable

from django.urls import reverse

from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Kind
from extramile.web.evidence.threads import EVIDENCE
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.queries import plans
from extramile.web.plans.threads import MEASURE
from extramile.web.returns.models import Release
from extramile.web.returns.queries import released
from extramile.web.thread import things
from extramile.web.thread.things import Stage, Thing

FIGURE = "return-figure"


def _parted(ids: Iterable[str]) -> dict[int, set[str]]:
    """Return the measures by their release: an id is "<release>-<measure>"."""
    found: dict[int, set[str]] = {}
    for each in ids:
        number, _, measure = each.partition("-")
        for key in things.numbers([number]):
            found.setdefault(key, set()).add(measure)
    return found


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the released figures that this person may see."""
    if not scope.can(Permission.SEE_FIGURES):
        return []
    wanted = _parted(ids)
    rows = Release.objects.filter(load__partnership=scope.partnership, pk__in=wanted).select_related(
        "load", "taken_back"
    )
    return [
        _thing(scope, each, name)
        for each in rows.order_by("pk")
        for name in sorted(wanted[each.pk])
        if name in each.content["measures"]
    ]


def _thing(scope: Scope, found: Release, name: str) -> Thing:
    about = f"released figure of {released.title(found)}, load {found.load_id}"
    if released.rows_are_gone(found):
        about += "; its rows are gone"
    if released.is_taken_back(found):
        about += "; taken back"
    href = reverse("returns:released-figure", args=[scope.name, found.pk, name])
    return Thing(FIGURE, released.figure_key(found, name), found.content["measures"][name]["title"], href, about)


@things.link(FIGURE, EVIDENCE, "was kept as")
def kept(scope: Scope, figures: Collection[str], items: Collection[str]) -> list[tuple[str, int]]:
    """Return from which released figure a piece of evidence was frozen."""
    rows = evidence.frozen_pairs(scope, Kind.SNAPSHOT, "figure", figures, things.numbers(items))
    # A snapshot of the Library comes from no return.
    return [(figure, item) for figure, item in rows if figure]


@things.link(FIGURE, MEASURE, "is read as")
def read_as(scope: Scope, figures: Collection[str], measures: Collection[str]) -> list[tuple[str, int]]:
    """Return which released figure a measure of a plan was last read from."""
    wanted = _parted(figures)
    return [
        (f"{release}-{name}", pk)
        for release, name, pk in plans.read_from_returns(wanted, things.numbers(measures))
        if pk in things.numbers(measures) or name in wanted.get(release, ())
    ]


things.kind(things.Kind(FIGURE, "Figure of a return", Stage.SOURCE, find))
