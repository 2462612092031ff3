"""What plans can read of returns: the newest released figures as the partnership is told them, and what everybody is."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from extramile.core.disclosure import ShownFigure, Suppressed
from extramile.core.disclosure import TakenBack as TakenBackFigure
from extramile.web.evidence import recalled
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import returned
from extramile.web.returns.models import Release, TakenBack
from extramile.web.returns.queries import released
from extramile.web.returns.released import PARTNERSHIP, PUBLIC, trend


def _newest(scope: Scope) -> Release | None:
    return released.newest(scope) if scope.can(Permission.SEE_FIGURES) else None


def measures(scope: Scope) -> list[tuple[str, str]]:
    """Return the measures of the newest released return, by name and title."""
    found = _newest(scope)
    return [(name, each["title"]) for name, each in found.content["measures"].items()] if found else []


def frozen(scope: Scope, name: str) -> dict[str, Any] | None:
    """Return the newest released figures of a measure, frozen."""
    found = _newest(scope)
    if found is None or name not in found.content["measures"]:
        return None
    href = reverse("returns:released-figure", args=[scope.name, found.pk, name])
    return released.frozen(scope, found, name, PARTNERSHIP, href)


def public(release: int, name: str) -> returned.Days:
    """Return what everybody may be told of a measure in a release, by the last day of each time.

    Of one that was taken back it is that it was; the years of earlier returns beside it stand by themselves.
    """
    found = Release.objects.select_related("load__partnership", "taken_back").filter(pk=release).first()
    if found is None or name not in found.content["measures"] or PUBLIC not in found.content["audiences"]:
        return {}
    said = released.contents(found.load.partnership, found)
    inside = {each["day"]: each["value"] for each in trend(said, PARTNERSHIP, name)}
    back = TakenBackFigure(localdate(found.taken_back.at)) if released.is_taken_back(found) else None
    step = found.content["audiences"][PUBLIC]["round_to"]
    days = {}
    for each in trend(said, PUBLIC, name):
        known = {one for one in (each["value"], inside.get(each["day"])) if one is not None}
        told = back if back and each["release"] == found.pk else _told(each, step)
        days[date.fromisoformat(each["day"])] = returned.ForEverybody(frozenset(known), told)
    return days


def made_of(partnership: OuterRef) -> list[QuerySet[Model]]:
    """Return what a partnership released, and what it took back of it."""
    return [
        Release.objects.filter(load__partnership=partnership),
        TakenBack.objects.filter(release__load__partnership=partnership),
    ]


def _told(point: dict[str, Any], step: int) -> ShownFigure | Suppressed:
    if point["value"] is None:
        return Suppressed()
    # A rounded number may lie above the true one: it is at least the one below it.
    return ShownFigure(point["value"], max(point["of"] - step, 0) if step > 1 else point["of"])


def taken_back(releases: Collection[int]) -> dict[int, recalled.Back]:
    """Return those of some releases that were taken back."""
    rows = TakenBack.objects.filter(release__in=releases).values_list("release", "at", "by__name", "why")
    return {release: recalled.Back(*back) for release, *back in rows}


def rows_of(release: OuterRef) -> QuerySet[Model]:
    """Return that a release was taken back, as a row or none."""
    return TakenBack.objects.filter(release=release)


def now(scope: Scope, measure: str) -> str:
    """Return where the newest released figures of a measure are, if this person may see them and there are any."""
    found = _newest(scope)
    if found is None or measure not in found.content["measures"]:
        return ""
    return reverse("returns:released-figure", args=[scope.name, found.pk, measure])


returned.register(returned.Source(measures, frozen, public, made_of))
recalled.register(recalled.Source(taken_back, rows_of, now))
