"""Requests in an inspection that was called this morning."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.enquiries.actions import steps, working
from extramile.web.enquiries.actions.entering import enter
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.queries.requests import answer_read
from extramile.web.enquiries.queries.steps import CHECKS
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect as begun

HOUR = timedelta(hours=1)


def inspect(lead: Scope, **more: Any) -> Inspection:
    """Begin an inspection that was called two hours ago."""
    return begun(lead, **{"called_at": timezone.now() - 2 * HOUR, **more})


def given(**more: Any) -> dict[str, Any]:
    """Return who asked and when, and nothing beside."""
    kept = {"asked_by": None, "asked_of": None, "owner": None, "due": None, "line": None, "criteria": []}
    return {**kept, "asked_at": timezone.now() - HOUR, **more}


def ask(scope: Scope, inspection: Inspection, words: str = "The waiting times by age", **more: Any) -> Request:
    """Enter one request."""
    return enter(scope=scope, inspection=inspection, words=[words], given=given(**more))[0]


def take(scope: Scope, request: Request, step: str, words: str = "", **more: Any) -> Request:
    """Take a step. Who checks an answer has read it as it stands."""
    if step in CHECKS:
        more.setdefault("seen", answer_read(Request.objects.get(pk=request.pk)))
    return steps.take_step(scope=scope, request=request, step=step, words=words, **more)


def answered(
    scope: Scope, request: Request, words: str = "It is 12 weeks.", *, personal: bool | None = False
) -> Request:
    """Take a request in hand and write its answer."""
    if request.state == "new":
        request = take(scope, request, "take-in-hand")
    return working.write_answer(scope=scope, request=request, words=words, personal=personal, seen=request.revision)


def sent(scope: Scope, request: Request, way: str = "the inspectors' portal") -> Request:
    """Note that an answer was sent now."""
    return take(scope, request, "send", at=timezone.now(), way=way)


def do_jobs() -> None:
    """Do the mails that wait."""
    for job in Job.objects.filter(state=Job.State.WAITING, work__startswith="enquiries."):
        run(str(job.pk))
