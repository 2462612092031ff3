"""Whom an announcement quotes: proposing, sending, reminding, taking out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.announcements.actions import quoting
from extramile.web.announcements.forms import QuoteForm, WordsForm
from extramile.web.announcements.presenters import working as words
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.views.within import announcement_or_404, around
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.SEE_ANNOUNCEMENTS)
def quotations(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Everybody who is quoted, where their words stand, and proposing words of somebody else."""
    found = announcement_or_404(scope, announcement_id)
    form = QuoteForm(request.POST or None, scope=scope)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(quoting.quote, scope=scope, announcement=found, values=form.cleaned_data)
            if not problem:
                return redirect("announcements:quotations", slug=scope.name, announcement_id=found.pk)
            errors = [("id_role", problem)]
    return _page(request, scope, found, form, errors=errors)


def _page(
    request: HttpRequest, scope, found, form: QuoteForm, *, errors: list[tuple[str, str]], typed: Any = None
) -> HttpResponse:
    context = {
        **around(scope, found, "quotations"),
        "rows": [
            words.quoted(each, protects=scope.can(Permission.PROTECT_PEOPLE)) for each in queries.quotations(found)
        ],
        "typed": typed or {},
        "form": form,
        "members": form.members(),
        "errors": errors,
    }
    return render(request, "announcements/quotations.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WRITE_ANNOUNCEMENTS)
def quotation(request: HttpRequest, scope, announcement_id: int, quotation_id: int) -> HttpResponse:
    """Do something with a quotation: propose other words, send it, remind the person, take it out."""
    found = announcement_or_404(scope, announcement_id)
    quoted = queries.quotation(found, quotation_id)
    if quoted is None:
        raise Http404
    do, given = request.POST.get("do", ""), {"scope": scope, "quotation": quoted}
    field, typed = f"quotation-{quoted.pk}", {}
    if do == "propose":
        form = WordsForm(request.POST)
        field, typed = f"id_words_{quoted.pk}", {quoted.pk: request.POST.get("words", "")}
        problems = [words for _, words in errors_of(form)]
        problem = problems[0] if problems else told(quoting.propose, **given, **form.cleaned_data)
    elif do == "ask":
        problem = told(quoting.ask, **given)
    elif do == "remind":
        problem = told(quoting.remind, **given)
    elif do == "take-out":
        problem = told(quoting.take_out, **given, why=request.POST.get("why", ""))
    else:
        raise Http404
    if not problem:
        return redirect("announcements:quotations", slug=scope.name, announcement_id=found.pk)
    return _page(request, scope, found, QuoteForm(scope=scope), errors=[(field, problem)], typed=typed)
