"""What the returns of an area say, for the story of its inspection: counts, and no figure of a measure.

That a measure shifted is told without its figures, of eight months or more together: no month of few children stands in it.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from extramile.core.clock import CLOCKED
from extramile.core.variation import SETTLED_ON, Basis, SignalKind
from extramile.web.evidence import store
from extramile.web.evidence.models import Version
from extramile.web.findings.told import Returned, Shift, returned
from extramile.web.inspections.models import Inspection
from extramile.web.plans.queries.plans import read_from_returns
from extramile.web.returns.models import Item, Load, Release
from extramile.web.returns.presenters.figures import months, run_of
from extramile.web.returns.queries import figures
from extramile.web.returns.released import PUBLIC


@returned
def of_area(inspection: Inspection) -> Returned | None:
    """Return what came of the returns of the inspection's area; None where none stands."""
    area = inspection.partnership_id
    loads = list(Load.objects.filter(partnership=area).standing().order_by("pk"))
    if not loads:
        return None
    last = loads[-1]
    # Measures of plans are those of a return that is released; a newer load of another return has none of their months.
    clocked = next((each for each in reversed(loads) if each.kind in CLOCKED), None)
    before = next((each for each in reversed(loads[:-1]) if (each.kind, each.year) == (last.kind, last.year)), None)
    standing = Release.objects.filter(load__partnership=area, taken_back=None)
    releases = list(standing.values_list("pk", "load_id"))
    public = standing.filter(content__audiences__has_key=PUBLIC).values_list("load_id", flat=True)
    ids = [pk for pk, _ in releases]
    kept = Version.objects.filter(item__withdrawn_at=None, data__returns__release__in=ids)
    evidence = dict(kept.values_list("item", "data__returns__measure"))
    read = read_from_returns(ids, [])
    return Returned(
        loads=len(loads),
        years=tuple(sorted({each.year for each in loads if each.year})),
        problems=_problems(last),
        before=_problems(before) if before else None,
        settled=Item.objects.filter(partnership=area).exclude(state=Item.State.OPEN).count(),
        let_out=len({load for _, load in releases}),
        public=len(set(public)),
        evidence=len(evidence),
        measures=len(read),
        shifts=_shifts(clocked, {*evidence.values(), *(name for _, name, _ in read)}),
    )


def _problems(load: Load) -> int:
    return load.rules.aggregate(all=Sum("failures"))["all"] or 0


def _shifts(load: Load | None, names: Iterable[str]) -> tuple[Shift, ...] | None:
    """Return the last shift of each measure away from how its first months were; None where the figures cannot be read."""
    if load is None:
        return ()
    try:
        raw = figures.raw_of(load)
    except store.DamagedError:
        return None
    if raw is None:
        return None
    found = []
    # One that the newest return does not have any more has months of earlier returns alone.
    for name in sorted(each for each in names if each in raw[0].by_measure):
        series = months(name, *raw)
        if not series:
            continue
        run, basis = run_of(series)
        # Within the months on which the centre stands nothing has left it yet.
        settled = run.known[SETTLED_ON - 1].day if basis is Basis.FIRST else date.max
        shifts = [each for each in run.signals if each.kind is SignalKind.SHIFT and each.since > settled]
        if shifts:
            last = max(shifts, key=lambda each: each.since)
            found.append(Shift(raw[0].whole(name).measure.title, last.since, last.up))
    return tuple(found)
