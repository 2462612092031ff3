"""Requests, lines of enquiry and notes on the golden thread: what was asked, and what was given for it."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from extramile.web.enquiries.models import Line, Note, Request
from extramile.web.enquiries.queries import lines, requests
from extramile.web.evidence.threads import rests_on_evidence
from extramile.web.inspections import embargo
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope
from extramile.web.thread import things
from extramile.web.thread.things import Stage, Thing

REQUEST, LINE, NOTE = "request", "line", "note"


def find_requests(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the requests that this person sees."""
    if not requests.may_see(scope):
        return []
    rows = Request.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return [
        Thing(
            REQUEST,
            str(each.pk),
            Truncator(each.words).chars(160),
            reverse("enquiries:request", args=[scope.name, each.inspection_id, each.pk]),
            f"request {each.number}, {each.inspection.title}",
        )
        for each in rows.select_related("inspection").order_by("pk")
    ]


def find_lines(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the lines of enquiry that this person sees: whoever sees requests."""
    if not requests.may_see(scope):
        return []
    rows = Line.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return [
        Thing(
            LINE,
            str(each.pk),
            each.title,
            reverse("enquiries:line", args=[scope.name, each.inspection_id, each.pk]),
            "closed" if each.closed_on else "open",
        )
        for each in rows.order_by("pk")
    ]


def find_notes(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the notes that this person may read. What one says stands on its own page alone."""
    if scope.roles <= {Role.INSPECTOR}:
        return []
    # Publication opens no note: they stay with those who were let in.
    rows = Note.objects.filter(pk__in=things.numbers(ids), inspection__in=embargo.let_in(scope))
    return [
        Thing(
            NOTE,
            str(each.pk),
            f"{each.get_kind_display()}, {date_format(timezone.localtime(each.held_at), 'j F Y, H:i')}",
            reverse("enquiries:note", args=[scope.name, each.inspection_id, each.pk]),
        )
        for each in rows.order_by("pk")
    ]


def requests_counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the requests of the partnership's inspections, also for who does not see them."""
    rows = Request.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return rows.order_by().values_list("pk", flat=True)


def lines_counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the lines of enquiry of the partnership's inspections, also for who does not see them."""
    rows = Line.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return rows.order_by().values_list("pk", flat=True)


things.kind(things.Kind(REQUEST, "Request", Stage.CLAIM, find_requests, counted=requests_counted))
things.kind(things.Kind(LINE, "Line of enquiry", Stage.CLAIM, find_lines, counted=lines_counted))
things.kind(things.Kind(NOTE, "Note", Stage.SOURCE, find_notes))
rests_on_evidence(REQUEST, requests.KIND, "was given for")
rests_on_evidence(LINE, lines.KIND, "was offered for")
