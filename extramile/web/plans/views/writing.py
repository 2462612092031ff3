"""How every form of this room is answered: saved, or shown again with what is wrong or with what somebody else changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import errors_of, refusal
from extramile.web.plans.changing import ChangedMeanwhileError, NoReasonError
from extramile.web.plans.presenters import changes as words


def written(
    request: HttpRequest,
    scope,
    form: Any,
    save: Callable[[], Any],
    *,
    template: str,
    context: dict[str, Any],
    back: Callable[[Any], str],
) -> HttpResponse:
    """Answer a form. `save` saves what is valid and returns what was saved; `back` says where to go then.

    The first field takes the sentence of what could not be saved, and the reason that of its lack.
    """
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    values: dict[str, Any] = {name: form[name].value() for name in form.fields}
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            saved: list[Any] = []
            try:
                refused = refusal(lambda: saved.append(save()))
                if refused is None:
                    return redirect(back(saved[0]))
                at = "why" if isinstance(refused, NoReasonError) else next(iter(form.fields))
                errors = [(form[at].auto_id, str(refused))]
            except ChangedMeanwhileError as meanwhile:
                # What both want stands in the form; what only the other changed is in it already.
                met = words.met(scope, meanwhile)
                values |= {**form.shown(meanwhile.proposal), "seen": meanwhile.row.revision}
                errors = [("met" if met else form[next(iter(form.fields))].auto_id, str(meanwhile))]
    context = {**context, "form": form, "values": values, "met": met, "errors": errors}
    return render(request, template, context, status=422 if errors else 200)


def from_row(form: type[Any], row: Any, kept: dict[str, Any]) -> dict[str, Any]:
    """Return the initial values of a form of a row that stands there."""
    return {**form.shown(kept), "seen": row.revision}
