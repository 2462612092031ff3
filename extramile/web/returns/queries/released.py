"""Released figures: for everybody of the partnership who may see figures, whether the load they came from is still there or not."""

from typing import Any

from django.utils import timezone

from extramile.core.measures import published
from extramile.web.library import asking
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import measured, released
from extramile.web.returns.models import Load, Release
from extramile.web.returns.queries import figures
from extramile.web.returns.queries.loads import kind_title

MOST = 100


def releases(scope: Scope) -> list[Release]:
    """Return what was let out last of each return, the newest return first. What it took the place of keeps its address."""
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership).select_related("load", "by").order_by("-pk")
    newest: dict[tuple[str, int | None], Release] = {}
    for each in rows[: 3 * MOST]:
        newest.setdefault((each.content["return"], each.content["year"]), each)
    return sorted(newest.values(), key=lambda each: (each.content["as_of"], each.load_id), reverse=True)[:MOST]


def release(scope: Scope, release_id: int) -> Release | None:
    """Return a release of the partnership, or None."""
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership, pk=release_id)
    return rows.select_related("load__partnership", "by").first()


def newest(scope: Scope) -> Release | None:
    """Return the release of the newest return, or None."""
    return next(iter(releases(scope)), None)


def series_of(scope: Scope, found: Release) -> list[dict[str, Any]]:
    """Return released figures, then those of returns of earlier years: they lengthen a series."""
    year = found.content["year"]
    earlier: dict[int, dict[str, Any]] = {}
    for each in releases(scope):
        said = each.content
        if year and said["year"] and said["return"] == found.content["return"] and said["year"] < year:
            earlier.setdefault(said["year"], said)
    return [found.content, *(earlier[each] for each in sorted(earlier, reverse=True)[: figures.MOST_EARLIER])]


def rows_are_gone(found: Release) -> bool:
    """Say whether the load that figures came from was deleted."""
    return found.load.state == Load.State.DELETED


def title(found: Release) -> str:
    """Return what the return is called that figures came from."""
    return f"{kind_title(found.content['return'])} {found.content['year'] or ''}".strip()


def figure_key(found: Release, measure: str) -> str:
    """Return what names a released figure on the thread."""
    return f"{found.pk}-{measure}"


def frozen(scope: Scope, found: Release, measure: str, audience: str, href: str) -> dict[str, Any]:
    """Return a released figure as evidence and plans take it."""
    partnership = scope.partnership
    said = published(measure)
    period = asking.series(said.indicator).info.latest if said else ""
    return released.frozen(
        series_of(scope, found),
        audience=audience,
        measure=measure,
        place=partnership.name.removesuffix(" local area partnership")
        + (" (invented)" if partnership.is_fictional else ""),
        england=(period, asking.england(said.indicator, period) if said else None),
        about={
            "title": title(found),
            "release": found.pk,
            "sha256": found.sha256,
            "href": href,
            "figure": figure_key(found, measure),
        },
        taken=timezone.localdate(),
        invented=partnership.is_fictional,
    )


def preview(scope: Scope, found: Load) -> dict[str, Any] | None:
    """Return what others would be told of a load, if its measures are there. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = figures.measured_of(found)
    return measured.released_of(known.sealed) if known and figures.stands(found) == "there" else None


def let_out_beside(found: Load) -> list[int]:
    """Return the loads of the same return and year of which figures were let out: who has both can subtract them."""
    rows = Release.objects.filter(load__partnership=found.partnership, load__kind=found.kind, load__year=found.year)
    return sorted(set(rows.exclude(load=found).values_list("load", flat=True)))


def standing(found: Load) -> Release | None:
    """Return the newest release of a load."""
    return Release.objects.filter(load=found).select_related("by").first()
