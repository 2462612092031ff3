"""Schools and settings that are asked by a link: asking, reminding, withdrawing, and what becomes of their answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.enquiries.actions import settings as actions
from extramile.web.enquiries.asked_forms import AskForm
from extramile.web.enquiries.queries import asked as queries
from extramile.web.enquiries.queries import requests
from extramile.web.enquiries.views.requests import request_or_404
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

DOING = {
    "remind": (actions.remind, "The reminder is on its way."),
    "withdraw": (actions.withdraw, "Their link has ended."),
    "take": (actions.take, "It stands in the answer. Say whether that holds personal data."),
}


@room(Permission.ANSWER_REQUESTS)
def ask(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Ask a school or setting."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    if not requests.may_work(scope, asked):
        scope.check(Permission.LEAD_INSPECTION)
    form = AskForm(request.POST or None, scope=scope, initial={"words": asked.words, "due_when": "in-1"})
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.ask, scope=scope, request=asked, values=form.values())
            if not problem:
                messages.success(request, f"The link is on its way to {form.cleaned_data['name']}.")
                return redirect("enquiries:request", slug=scope.name, inspection_id=found.pk, request_id=asked.pk)
            errors = [("id_email" if "address" in problem else "id_setting", problem)]
    context = {
        **around(scope, found),
        "asked": asked,
        "form": form,
        "errors": errors,
        "dues": form.fields["due_when"].choices,
        "bodies": [("", "None of them"), *((each.pk, each.name) for each in requests.bodies(scope))],
    }
    return render(request, "enquiries/ask_setting.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.ANSWER_REQUESTS)
def about(request: HttpRequest, scope, inspection_id: int, request_id: int, asked_id: int) -> HttpResponse:
    """Remind a setting, ask it no longer, or put what it sent into the answer."""
    found = inspection_or_404(scope, inspection_id)
    asked = queries.asked_setting(request_or_404(scope, found, request_id), asked_id)
    action, said = DOING.get(request.POST.get("do", ""), (None, ""))
    if asked is None or action is None:
        raise Http404
    problem = told(action, scope=scope, asked=asked)
    messages.info(request, problem or said)
    return redirect("enquiries:request", slug=scope.name, inspection_id=found.pk, request_id=request_id)
