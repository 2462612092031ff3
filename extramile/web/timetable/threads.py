"""Sessions of an inspection on the golden thread: a finding may come from one."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.partnerships.scope import Scope
from extramile.web.thread import things
from extramile.web.thread.things import Stage, Thing
from extramile.web.timetable.models import Session

SESSION = "session"


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the sessions of the partnership's inspections."""
    rows = Session.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return [
        Thing(
            SESSION,
            str(each.pk),
            each.title,
            reverse("timetable:session", args=[scope.name, each.inspection_id, each.pk]),
            date_format(timezone.localtime(each.starts), "j F Y"),
        )
        for each in rows.order_by("pk")
    ]


things.kind(things.Kind(SESSION, "Session of an inspection", Stage.SOURCE, find))
