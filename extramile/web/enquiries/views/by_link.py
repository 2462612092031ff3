"""The one page of a school or setting without an account: what it is asked, its answer, its receipt, what happens next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import errors_of, told
from extramile.web.design.secret_links import untold
from extramile.web.enquiries import limits
from extramile.web.enquiries.actions import settings as actions
from extramile.web.enquiries.asked_forms import LinkForm
from extramile.web.enquiries.queries import asked as queries
from extramile.web.evidence.doing import TOO_MUCH, sent_too_much

OFTEN = "Something was sent by this link too often. Wait an hour, then send it again; what was received is kept."


def answer(request: HttpRequest, asked_id: int, token: str) -> HttpResponse:
    """Answer a request by a link."""
    asked = queries.asked_by_link(asked_id, token)
    if asked is None:
        context = {
            "heading": "This link does not work",
            "advice": "Part of it may be missing. Copy all of it from the mail, or answer the mail and say that it fails.",
        }
        return untold(render(request, "design/error.html", context, status=404))
    form = LinkForm(request.POST or None, request.FILES or None, initial={"answer": asked.answer})
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        errors, status = _sent(request, asked, form)
        if not errors:
            # A page that was answered can be loaded again and sends nothing twice.
            return untold(redirect("enquiries:answer-by-link", asked_id=asked.pk, token=token))
    context = {
        "asked": asked,
        "partnership": asked.request.inspection.partnership,
        "form": form,
        "errors": errors,
        "open": queries.is_open(asked),
        "file": queries.sent_name(asked),
    }
    return untold(render(request, "enquiries/answer_by_link.html", context, status=status))


def _sent(request: HttpRequest, asked: Any, form: LinkForm) -> tuple[list[tuple[str, str]], int]:
    """Take what was sent; return what is wrong with it, and the status to say so with."""
    if limits.too_often(asked.pk):
        return [("id_answer", OFTEN)], 429
    if sent_too_much(request):
        return [("id_upload", TOO_MUCH)], 422
    if not form.is_valid():
        return errors_of(form), 422
    problem = told(actions.answer, asked=asked, **form.values())
    return ([("id_upload" if form.cleaned_data["upload"] else "id_answer", problem)] if problem else []), 422
