"""Choosing evidence for a request or a line of enquiry."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from extramile.web.design.numbers import whole_number
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.presenters import item_row
from extramile.web.inspections.views.within import around
from extramile.web.partnerships.scope import Scope

FOUND = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """For what evidence is chosen: how the page is called, the way there, and what the button of each piece says."""

    heading: str
    trail: list[tuple[str, str]]
    button: str


def item_id(request: HttpRequest) -> int:
    """Return the number of the evidence that was chosen, 0 where it is none."""
    return whole_number(request.POST.get("item", "")) or 0


def action_of(request: HttpRequest, link: Callable[..., None], unlink: Callable[..., None]) -> Callable[..., None]:
    """Return which of the two was wanted."""
    return unlink if request.POST.get("do") == "unlink" else link


def page(
    request: HttpRequest,
    scope: Scope,
    found: Any,
    choice: Choice,
    *,
    linked: Iterable[Any],
    errors: list[tuple[str, str]],
) -> HttpResponse:
    """Return the page on which evidence is found and chosen; what is `linked` already is left out."""
    typed = request.GET.get("words", "")[:200].strip()
    there = {each.pk for each in linked}
    ids = evidence.items(scope, evidence.Filters(words=typed)).values_list("pk", flat=True)[:FOUND]
    today = localdate()
    items = [item_row(each, today) for each in evidence.offered(scope, ids, there)]
    context = {
        **around(scope, found),
        "choice": choice,
        "items": items,
        "typed": typed,
        "errors": errors,
        "most": FOUND,
    }
    return render(request, "enquiries/choose_evidence.html", context, status=422 if errors else 200)
