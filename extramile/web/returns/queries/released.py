"""Released figures: for everybody of the partnership who may see figures, whether the load they came from is still there or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from extramile.core.measures import measured_returns, parted_by, rests_on
from extramile.core.returns import describe
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import measured, released
from extramile.web.returns.counterparts import counterpart
from extramile.web.returns.models import Load, Release, TakenBack
from extramile.web.returns.queries import figures, loads, queue
from extramile.web.returns.queries.loads import kind_title


@dataclass(frozen=True, slots=True)
class Key:
    """Which figures a release has: of which return, load and day. Its content may be megabytes, and is read once it is chosen."""

    release: int
    kind: str
    year: int | None
    as_of: str
    load: int


SAID = ("pk", *(f"content__{name}" for name in ("return", "year", "as_of")), "load_id")


def _keys(partnership: Partnership) -> list[Key]:
    """Return what was released last of each return, and not taken back, the newest return first."""
    rows = Release.objects.filter(load__partnership=partnership, taken_back=None).order_by("-pk")
    newest: dict[tuple[str, int | None], Key] = {}
    for each in (Key(*row) for row in rows.values_list(*SAID)):
        newest.setdefault((each.kind, each.year), each)
    return sorted(newest.values(), key=lambda each: (each.as_of, each.load), reverse=True)


@dataclass(frozen=True, slots=True)
class Told:
    """A release in the list, without its content, and what took its place."""

    key: Key
    release: Release
    replaced: Release | None


def releases(scope: Scope) -> list[list[Told]]:
    """Return what was released of each return, the newest return first and of each the newest release first, without contents.

    The first of a return is the one that stands; where it was taken back, none does.
    """
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership).order_by("-pk")
    keys = [Key(*row) for row in rows.values_list(*SAID)]
    found = (
        rows.select_related("load", "by", "taken_back__by").defer("content").in_bulk([each.release for each in keys])
    )
    by_return: dict[tuple[str, int | None], list[Key]] = {}
    for each in keys:
        by_return.setdefault((each.kind, each.year), []).append(each)
    groups = [_in_turn(several, found) for several in by_return.values()]
    return sorted(groups, key=lambda several: (several[0].key.as_of, several[0].key.load), reverse=True)


def _in_turn(keys: list[Key], found: Mapping[int, Release]) -> list[Told]:
    """Return the releases of one return, newest first, those that stand before those that were taken back."""
    told, after = [], None
    for each in keys:
        release = found[each.release]
        told.append(Told(each, release, None if is_taken_back(release) else after))
        after = after if is_taken_back(release) else release
    # What stands is said first.
    return sorted(told, key=lambda each: (is_taken_back(each.release), each.replaced is not None, -each.release.pk))


def is_taken_back(found: Release) -> bool:
    """Say whether a release was taken back."""
    return hasattr(found, "taken_back")


def release(scope: Scope, release_id: int) -> Release | None:
    """Return a release of the partnership, or None."""
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership, pk=release_id)
    return rows.select_related("load__partnership", "by", "taken_back__by").first()


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
    """Return what `series_of` does, of a partnership that somebody may be told the figures of for another reason.

    Each says which `release` it is.
    """
    kind, year = found.content["return"], found.content["year"]
    keys = [each for each in _keys(partnership) if each.kind == kind and year and each.year and each.year < year]
    chosen = sorted(keys, key=lambda each: each.year or 0, reverse=True)[: figures.MOST_EARLIER]
    rows = Release.objects.in_bulk([each.release for each in chosen])
    told = (found, *(rows[each.release] for each in chosen))
    return [{**each.content, "release": each.pk} for each in told]


def let_out_since(scope: Scope, day: datetime) -> list[Release]:
    """Return what was let out since then of each return and stands, the newest first, without contents."""
    scope.check(Permission.SEE_FIGURES)
    rows = Release.objects.filter(load__partnership=scope.partnership, taken_back=None, at__gte=day)
    newest: dict[tuple[str, int | None], Release] = {}
    for each in rows.select_related("load").defer("content"):
        newest.setdefault((each.load.kind, each.load.year), each)
    return list(newest.values())


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
    there = counterpart(measure)
    period = there.latest if there else ""
    return released.frozen(
        series_of(scope, found),
        audience=audience,
        measure=measure,
        place=partnership.name.removesuffix(" local area partnership")
        + (" (invented)" if partnership.is_fictional else ""),
        england=(period, there.england(period) if there else None),
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
    """Return what others would be told of a load, if its measures are there and can be released. Raises store.DamagedError."""
    scope.check(Permission.SEE_RETURNS)
    known = figures.measured_of(found)
    return measured.released_of(known.sealed) or None if known and figures.stands(found) == "there" else None


def let_out_before(found: Load, sha256: str) -> list[int]:
    """Return the loads, this one too, of which other figures of the same return were released: who has both can subtract them.

    Those that were taken back are among them: who had them has them.
    """
    rows = Release.objects.filter(load__partnership=found.partnership, load__kind=found.kind, load__year=found.year)
    told = rows.values_list("load", "content__planned", "sha256")
    return sorted({load for load, planned, whole in told if sha256 not in (planned, whole)})


def standing(found: Load) -> Release | None:
    """Return the newest release of a load that was not taken back."""
    return Release.objects.filter(load=found, taken_back=None).select_related("by").first()


def taken_back(found: Load) -> TakenBack | None:
    """Return what was taken back last of a load of which nothing stands; None where something stands or nothing was let out."""
    if standing(found) is not None:
        return None
    return TakenBack.objects.filter(release__load=found).select_related("by").order_by("-pk").first()


def taken_back_before(found: Load, sha256: str) -> TakenBack | None:
    """Return that these same figures of a return were let out, of whichever load, and taken back; the last time. None: never."""
    rows = TakenBack.objects.filter(
        release__load__partnership=found.partnership, release__load__kind=found.kind, release__load__year=found.year
    )
    same = Q(release__content__planned=sha256) | Q(release__sha256=sha256)
    return rows.filter(same).select_related("by").order_by("-pk").first()


def told_last(found: Load) -> Release | None:
    """Return what stands of the return of a load, of whichever load it is."""
    rows = Release.objects.filter(load__partnership=found.partnership, load__kind=found.kind, load__year=found.year)
    return rows.filter(taken_back=None).first()


def open_in(found: Load) -> tuple[int, int]:
    """Return how many errors of a load nobody explained, and how many queries nobody accepted."""
    settled, many = queue.settled(found), {"error": 0, "query": 0}
    for rule, severity, failures in found.rules.filter(state="failed").values_list("rule", "severity", "failures"):
        many[severity] += failures - settled.get(rule, 0)
    return many["error"], many["query"]


@dataclass(frozen=True, slots=True)
class Error:
    """A rule that is an error in a load: how many of its rows nobody explained, and the measures that read what it reads."""

    rule: str
    title: str
    open: int
    measures: tuple[str, ...]


def errors(scope: Scope, found: Load) -> list[Error]:
    """Return the errors of a load that nobody explained, with the measures in which they can be; those in none come last."""
    scope.check(Permission.SEE_RETURNS)
    explained, known = queue.settled(found), loads.declared(found.kind)
    known_here = measured.declared(found.kind).values() if found.kind in measured_returns() else ()
    # Of what is kept nobody is told a figure in which an error can be.
    declared = [each for each in known_here if not each.kept]
    groups = figures.groups(found.kind) if found.kind in measured_returns() else {}
    failed = found.rules.filter(state="failed", severity="error")

    def resting(rule: str) -> tuple[str, ...]:
        if rule not in known:
            return ()
        asked = (known[rule], describe(found.kind), found.year)
        parts = parted_by(*asked, groups.values())
        return (
            *(each.title for each in rests_on(*asked, declared)),
            *(f"all that is parted by {each.title[0].lower()}{each.title[1:]}" for each in parts),
        )

    rows = [
        Error(
            each.rule,
            loads.title_of(each.rule, known),
            each.failures - explained.get(each.rule, 0),
            resting(each.rule),
        )
        for each in failed
    ]
    return sorted((each for each in rows if each.open), key=lambda each: (not each.measures, -each.open, each.rule))
