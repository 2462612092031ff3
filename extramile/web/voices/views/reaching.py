"""Whom the partnership has heard over a period."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import queries
from extramile.web.voices.forms import PeriodForm
from extramile.web.voices.presenters import reaching as words
from extramile.web.voices.views.common import page

YEAR = timedelta(days=364)


def _period(request: HttpRequest) -> tuple[PeriodForm, date, date]:
    """Return the period that was asked for; the last year, unless another one can be read."""
    last = timezone.localdate()
    first = last - YEAR
    asked = {"first", "last"} & request.GET.keys()
    form = PeriodForm(request.GET if asked else None, initial={"first": first, "last": last})
    if asked and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    return form, first, last


@room()
def heard(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Surveys side by side beside the population, and sessions."""
    form, first, last = _period(request)
    shown, waiting = queries.heard_between(scope, first, last)
    return page(
        request,
        scope,
        "voices/heard.html",
        errors_of(form) if form.is_bound else [],
        form=form,
        first=first,
        last=last,
        query=f"first={first.isoformat()}&last={last.isoformat()}",
        across=words.across(scope, shown, queries.populations(scope)),
        shown=[(each, counts.everybody) for each, _, counts in shown],
        waiting=waiting,
        sessions=words.met(queries.sessions_between(scope, first, last)),
        can_run=scope.can(Permission.RUN_SURVEYS),
    )


@room()
def heard_csv(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same as CSV: a line for each group and survey, protected as on the page."""
    _, first, last = _period(request)
    shown, _ = queries.heard_between(scope, first, last)
    rows = [
        {
            "grouped by": each.title,
            "group": line.title,
            "survey": column.title,
            "answered": cell.answered,
            "share of answers": cell.share,
            "there are": line.there,
            "share of all": line.there_share,
            "source": each.source or each.missing,
        }
        for each in words.across(scope, shown, queries.populations(scope))
        for line in each.lines
        for column, cell in zip(each.columns, line.cells, strict=True)
    ]
    columns = ["grouped by", "group", "survey", "answered", "share of answers", "there are", "share of all", "source"]
    return as_csv(f"heard-{scope.name}", columns, rows)
