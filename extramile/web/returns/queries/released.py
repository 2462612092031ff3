"""Released figures: for everybody of the partnership who may see figures, whether the load they came from is still there or not."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from extramile.core.measures import published
from extramile.web.library import asking
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import measured, released
from extramile.web.returns.models import Load, Release
from extramile.web.returns.queries import figures
from extramile.web.returns.queries.loads import kind_title


@dataclass(frozen=True, slots=True)
class Key:
    """Which figures a release has: of which return, load and day. Its content may be megabytes, and is read once it is chosen."""

    release: int
    kind: str
    year: int | None
    as_of: str
    load: int


def _keys(partnership: Partnership) -> list[Key]:
    """Return what was let out last of each return, the newest return first."""
    rows = Release.objects.filter(load__partnership=partnership).order_by("-pk")
    newest: dict[tuple[str, int | None], Key] = {}
    said = ("pk", *(f"content__{name}" for name in ("return", "year", "as_of")), "load_id")
    for each in (Key(*row) for row in rows.values_list(*said)):
        newest.setdefault((each.kind, each.year), each)
    return sorted(newest.values(), key=lambda each: (each.as_of, each.load), reverse=True)


def releases(scope: Scope) -> list[tuple[Key, Release]]:
    """Return what was let out last of each return, the newest return first, without contents.

    What it took the place of keeps its address.
    """
    scope.check(Permission.SEE_FIGURES)
    keys = _keys(scope.partnership)
    rows = Release.objects.select_related("load", "by").defer("content").in_bulk([each.release for each in keys])
    return [(each, rows[each.release]) for each in keys]


def release(scope: Scope, release_id: int) -> Release | None:
    """Return a release of the partnership, or None."""
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership, pk=release_id)
    return rows.select_related("load__partnership", "by").first()


def newest(scope: Scope) -> Release | None:
    """Return the release of the newest return, or None."""
    scope.check(Permission.SEE_FIGURES)
    keys = _keys(scope.partnership)
    return release(scope, keys[0].release) if keys else None


def series_of(scope: Scope, found: Release) -> list[dict[str, Any]]:
    """Return released figures, then those of returns of earlier years: they lengthen a series."""
    scope.check(Permission.SEE_FIGURES)
    return contents(scope.partnership, found)


def contents(partnership: Partnership, found: Release) -> list[dict[str, Any]]:
    """Return what `series_of` does, of a partnership that somebody may be told the figures of for another reason."""
    kind, year = found.content["return"], found.content["year"]
    keys = [each for each in _keys(partnership) if each.kind == kind and year and each.year and each.year < year]
    chosen = sorted(keys, key=lambda each: each.year or 0, reverse=True)[: figures.MOST_EARLIER]
    rows = Release.objects.in_bulk([each.release for each in chosen])
    return [found.content, *(rows[each.release].content for each in chosen)]


def rows_are_gone(found: Release) -> bool:
    """Say whether the load that figures came from was deleted."""
    return found.load.state == Load.State.DELETED


def title(found: Release) -> str:
    """Return what the return is called that figures came from."""
    return title_of(found.content["return"], found.content["year"])


def title_of(kind: str, year: int | None) -> str:
    """Return what a return of a year is called."""
    return f"{kind_title(kind)} {year or ''}".strip()


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
    """Return what others would be told of a load, if its measures are there and can be let out. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = figures.measured_of(found)
    return measured.released_of(known.sealed) or None if known and figures.stands(found) == "there" else None


def let_out_before(found: Load, sha256: str) -> list[int]:
    """Return the loads, this one too, of which other figures of the same return were let out: who has both can subtract them."""
    rows = Release.objects.filter(load__partnership=found.partnership, load__kind=found.kind, load__year=found.year)
    return sorted(set(rows.exclude(sha256=sha256).values_list("load", flat=True)))


def standing(found: Load) -> Release | None:
    """Return the newest release of a load."""
    return Release.objects.filter(load=found).select_related("by").first()
