"""The list of requests, and one of them with its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from extramile.web.design.downloads import as_csv
from extramile.web.enquiries.presenters import asked as came
from extramile.web.enquiries.presenters import requests as words
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries import steps
from extramile.web.enquiries.queries.asked import asked_settings
from extramile.web.enquiries.request_forms import AnswerForm, FindForm, RequestForm, shown
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.library.presenters.paging import turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

SHOWN_CHECKERS = 5
# The requests of a day or two stand on one page, to be printed as one.
PAGE_SIZE = 50


def request_or_404(scope: Scope, found: Any, request_id: int) -> Any:
    """Return the request of this address, for somebody who sees requests."""
    queries.check_sees(scope)
    asked = queries.request(scope, found, request_id)
    if asked is None:
        raise Http404
    return asked


@room(Permission.ANSWER_REQUESTS)
def requests(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every request, or those that are wanted: open ones first, by when they are due."""
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope)
    form = FindForm(request.GET, scope=scope, inspection=found)
    wanted = form.wanted()
    now = timezone.now()
    counted = queries.measures(scope, found, now)
    rows = queries.requests(scope, found, wanted)
    number = rows.count()
    turning, here, query = turned(request.GET.dict(), total=number, size=PAGE_SIZE, path=request.path)
    context = {
        **around(scope, found),
        "form": form,
        "wanted": wanted,
        "rows": [words.row(each, now) for each in rows[here]],
        "number": number,
        "pager": turning,
        "counted": counted,
        "figures": words.figures(counted),
        "bodies": [("", "Every organisation"), *((each.pk, each.name) for each in queries.bodies(scope))],
        "lines": [("", "Every line"), *((each.pk, each.title) for each in queries.lines(found))],
        "to_check": len(queries.to_check(scope, found)),
        "query": query,
    }
    return render(request, "enquiries/requests.html", context)


@room(Permission.ANSWER_REQUESTS)
def requests_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The requests as a table to take away, as they were searched. No answer stands in it."""
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope)
    rows = queries.requests(scope, found, FindForm(request.GET, scope=scope, inspection=found).wanted())
    return as_csv(f"requests-{scope.name}-{found.pk}", words.COLUMNS, [words.columns(each) for each in rows])


@room(Permission.ANSWER_REQUESTS)
def one(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """One request: its words, what can be done now, its answer."""
    found = inspection_or_404(scope, inspection_id)
    return page(request, scope, found, request_or_404(scope, found, request_id), {})


def page(request: HttpRequest, scope: Scope, found: Any, asked: Any, more: dict[str, Any]) -> HttpResponse:
    """Return the page of a request; `more` is what a form that was refused brings."""
    now = timezone.now()
    works = queries.may_work(scope, asked) and not found.ended_at
    open_steps = steps.open_steps(scope, asked) if not found.ended_at else []
    personal = {True: "yes", False: "no", None: ""}[asked.has_personal_data]
    here = timezone.localtime(now)
    context = {
        **around(scope, found),
        "asked": asked,
        "row": words.row(asked, now),
        "works": works,
        "writes": works and asked.state == "in-hand",
        "reads": queries.may_read_answer(scope, asked),
        "plain_steps": [each for each in open_steps if not steps.needs_words(each) and each.id != "send"],
        "told_steps": [each for each in open_steps if steps.needs_words(each)],
        "sends": any(each.id == "send" for each in open_steps),
        "checkers": words.people(
            [each.person.name for each in queries.checkers(scope, asked)[:SHOWN_CHECKERS]]
            if asked.state == "in-check"
            else []
        ),
        "may_check": queries.may_check(scope, asked),
        "answer_read": queries.answer_read(asked),
        "corrections": [
            words.step_row(each, reads_answers=False) for each in queries.steps(asked).filter(step="correct")
        ],
        "clarified": [
            words.step_row(each, reads_answers=False)
            for each in queries.steps(asked).filter(step__in=("ask-back", "clarified", "ask-again", "return"))
        ],
        "proofs": queries.proofs(scope, asked),
        "settings": [came.row(scope, each) for each in asked_settings(asked)],
        # What came from a setting was looked at by nobody yet: it is for those who work on the request or check it.
        "reads_settings": queries.may_work(scope, asked) or scope.can(Permission.CHECK_ANSWERS),
        "values": shown(asked),
        "seen": shown(asked),
        "answer": {"answer": asked.answer, "personal": personal},
        "now": {"day": f"{here:%-d %B %Y}", "hour": f"{here:%H:%M}"},
        "step": {},
        "correction": "",
        "errors": [],
        "met": [],
        "answer_met": "",
        **choices(scope, found),
        **more,
    }
    return render(request, "enquiries/request.html", context, status=422 if context["errors"] else 200)


def choices(scope: Scope, found: Any) -> dict[str, Any]:
    """Return what the forms of requests can be given."""
    form = RequestForm(scope=scope, inspection=found)
    people = [(each.pk, f"{each.person.name}, {each.organisation.name}") for each in queries.owners(scope)]
    return {
        "bodies": [("", "Nobody in particular"), *((each.pk, each.name) for each in queries.bodies(scope))],
        "people": [("", "Nobody yet"), *people],
        "lines": [("", "No line"), *((each.pk, each.title) for each in queries.lines(found))],
        "criteria": form.fields["criteria"].choices,
        "dues": form.fields["due_when"].choices,
        "usual": form.usual,
        "personals": AnswerForm().fields["personal"].choices,
    }


@room(Permission.ANSWER_REQUESTS)
def history(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Everything that happened with a request."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    # An earlier text may have held what the present one does not.
    reads = queries.may_work(scope, asked) or scope.can(Permission.CHECK_ANSWERS)
    rows = [words.step_row(each, reads_answers=reads) for each in queries.steps(asked)]
    context = {**around(scope, found), "asked": asked, "row": words.row(asked, timezone.now()), "rows": rows}
    return render(request, "enquiries/request_history.html", context)
