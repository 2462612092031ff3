"""Entering requests: a mail is pasted, what was read of it is confirmed; or they are written by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.errors import errors_of
from extramile.web.enquiries.actions.entering import MOST, enter
from extramile.web.enquiries.queries import mails
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.request_forms import EnterForm
from extramile.web.enquiries.views.requests import choices
from extramile.web.evidence.doing import done
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


@room(Permission.ANSWER_REQUESTS)
def new(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Paste a mail; confirm what was read; or write a request by hand."""
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope)
    if request.method == "POST":
        return _read(request, scope, found) if "read" in request.POST else _save(request, scope, found)
    if request.GET.get("by") == "hand":
        return _confirm(request, scope, found, EnterForm(scope=scope, inspection=found, initial=_now()), [("", True)])
    return render(request, "enquiries/enter.html", {**around(scope, found), "mail": "", "errors": []})


def _now() -> dict[str, str]:
    here = timezone.localtime()
    return {"asked_day": f"{here:%-d %B %Y}", "asked_hour": f"{here:%H:%M}", "due_when": "none"}


def _read(request: HttpRequest, scope: Scope, found: Any) -> HttpResponse:
    text = request.POST.get("mail", "")
    mail, problem = done(mails.read, text=text)
    if mail is None:
        context = {**around(scope, found), "mail": text, "errors": [("id_mail", problem)]}
        return render(request, "enquiries/enter.html", context, status=422)
    initial = _now() | {"mail": text}
    if mail.at:
        here = timezone.localtime(mail.at)
        initial |= {"asked_day": f"{here:%-d %B %Y}", "asked_hour": f"{here:%H:%M}"}
    asker = mails.asker(found, mail)
    if asker is not None:
        initial["asked_by"] = asker
    form = EnterForm(scope=scope, inspection=found, initial=initial)
    pieces = [(each, True) for each in mail.asked[:MOST]] or [("", True)]
    return _confirm(request, scope, found, form, pieces, mail=mail, known=asker is not None)


def _pieces(data: Any) -> list[tuple[str, bool]]:
    """Return the words that were sent back, each with whether it is one request."""
    found = []
    for number in range(MOST):
        if f"words-{number}" not in data:
            break
        found.append((str(data[f"words-{number}"]), f"keep-{number}" in data or "keep" not in data))
    return found


def _save(request: HttpRequest, scope: Scope, found: Any) -> HttpResponse:
    form = EnterForm(request.POST, scope=scope, inspection=found)
    pieces = _pieces(request.POST)
    errors = errors_of(form)
    if form.is_valid():
        kept = [words for words, keep in pieces if keep]
        mail = form.cleaned_data["mail"]
        made, problem = done(enter, scope=scope, inspection=found, words=kept, given=form.given(), mail=mail)
        if made:
            return _entered(request, scope, found, made)
        errors = [("words-0", problem)]
    return _confirm(request, scope, found, form, pieces or [("", True)], errors=errors)


def _entered(request: HttpRequest, scope: Scope, found: Any, made: list[Any]) -> HttpResponse:
    if len(made) == 1:
        messages.success(request, f"Request {made[0].number} is entered.")
        return redirect("enquiries:request", slug=scope.name, inspection_id=found.pk, request_id=made[0].pk)
    messages.success(request, f"Requests {made[0].number} to {made[-1].number} are entered.")
    return redirect("enquiries:requests", slug=scope.name, inspection_id=found.pk)


def _confirm(
    request: HttpRequest,
    scope: Scope,
    found: Any,
    form: EnterForm,
    pieces: list[tuple[str, bool]],
    *,
    mail: Any = None,
    known: bool = True,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    text = form["mail"].value() or ""
    context = {
        **around(scope, found),
        **choices(scope, found),
        "form": form,
        "dues": form.fields["due_when"].choices,
        "visitors": [
            ("", "Not said, or somebody else"),
            *((each.pk, each.name) for each in form.fields["asked_by"].queryset),
        ],
        "pieces": pieces,
        "text": text,
        "stranger": (mail.name or mail.address) if mail is not None and not known else "",
        "errors": errors or [],
    }
    return render(request, "enquiries/confirm.html", context, status=422 if errors else 200)
