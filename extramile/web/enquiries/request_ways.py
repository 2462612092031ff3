"""Requests within an inspection: the way to them, and which fall due."""

from django.urls import reverse

from extramile.web.enquiries.presenters.requests import numbered
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries.status import status
from extramile.web.inspections.around import Falling, Timed, falling_due, timed, told_of_requests, way
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _sees(scope: Scope, inspection: Inspection) -> bool:
    return queries.may_see(scope)


way(40, "enquiries:requests", "Requests", _sees)
told_of_requests(status)


@falling_due
def open_requests(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return the requests that are open and have a time, each with how its words begin."""
    rows = queries.requests(scope, inspection, queries.Wanted(state="open")).exclude(due=None)
    return [
        Falling(
            words=f"Request {numbered(each)}",
            href=reverse("enquiries:request", args=[scope.name, inspection.pk, each.pk]),
            due=each.due,
            who=each.owner.person.name if each.owner else "",
            # What nobody has waits for those who run the inspection.
            mine=each.owner_id == scope.member.pk or (each.owner_id is None and scope.can(Permission.LEAD_INSPECTION)),
        )
        for each in rows
    ]


@timed
def sent_requests(scope: Scope, inspection: Inspection) -> list[Timed]:
    """Return the requests, each with the moment at which it was first answered."""
    rows = queries.requests(scope, inspection).order_by("number")
    return [Timed("Requests", f"Request {numbered(each)}", each.sent_at, f"request-{each.number}") for each in rows]
