"""The one page of somebody who is quoted and has no account: their words in their place, and what they alone decide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from extramile.web.announcements import limits
from extramile.web.announcements.actions import quoting
from extramile.web.announcements.forms import WordsForm
from extramile.web.announcements.presenters import page
from extramile.web.announcements.queries import quotations as queries
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.design.secret_links import untold

OFTEN = "Something was sent by this link too often. Wait an hour, then send it again; what was received is kept."
LOST = {
    "heading": "This link does not work",
    "advice": "Part of it may be missing. Copy all of it from the mail, or answer the mail and say that it fails.",
}


def quotation(request: HttpRequest, quotation_id: int, token: str) -> HttpResponse:
    """Read one's words in their place; change, approve or refuse them."""
    found = queries.by_link(quotation_id, token)
    if found is None:
        return untold(render(request, "design/error.html", LOST, status=404))
    form = WordsForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        errors, status = _sent(request, found, form)
        if not errors:
            return untold(redirect("announcements:quotation-by-link", quotation_id=found.pk, token=token))
        found = queries.by_link(quotation_id, token) or found
    announcement = found.announcement
    readable = queries.is_open(found)
    context = {
        "quotation": found,
        "partnership": announcement.partnership,
        "open": readable,
        # What surrounds their words is shown as long as they can decide; afterwards everybody reads it, or nobody.
        "page": _around(announcement) if readable else None,
        "words": request.POST.get("words", found.words),
        "note": request.POST.get("note", ""),
        "public": reverse("announcements:announcement-public", args=[announcement.partnership.slug, announcement.slug])
        if announcement.state == "published"
        else "",
        "errors": errors,
    }
    return untold(render(request, "announcements/quotation_by_link.html", context, status=status))


def _around(announcement) -> page.Shown:
    # Words alone: figures and the decision are looked at by who may see them all.
    return page.shown(announcement, {}, quotations=(), pictures=(), corrections=(), picture_address=str)


def _sent(request: HttpRequest, found, form: WordsForm) -> tuple[list[tuple[str, str]], int]:
    """Take what was sent; return what is wrong with it, and the status to say so with."""
    if limits.too_often(found.pk):
        return [("id_words", OFTEN)], 429
    seen = whole_number(request.POST.get("seen", "")) or 0
    if request.POST.get("do") == "decline":
        problem = told(quoting.decline, quotation=found, note=request.POST.get("note", ""), seen=seen)
        return ([("id_note", problem)] if problem else []), 422
    if not form.is_valid():
        return errors_of(form), 422
    problem = told(quoting.approve, quotation=found, **form.cleaned_data)
    return ([("id_words", problem)] if problem else []), 422
