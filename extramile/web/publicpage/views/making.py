"""The closed page on which the public one is made: what is shown, what could be, and what everybody would read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.library.presenters.paging import turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.publicpage.actions import redacting, releasing
from extramile.web.publicpage.forms import AboutForm
from extramile.web.publicpage.presenters import changes as changing
from extramile.web.publicpage.presenters import different
from extramile.web.publicpage.queries import making as queries

Errors = list[tuple[str, str]]
# As many lines as a person looks through at once.
LINES_ON_PAGE = 50


def _page(request: HttpRequest, scope, errors: Errors, values: dict[str, Any] | None = None) -> HttpResponse:
    found = queries.page_of(scope)
    context = {
        "here": "tell",
        "scope": scope,
        "page": found,
        "rows": [(each, different.standing(each), different.left_out(each)) for each in queries.showable(scope)],
        "documents": queries.documents(found),
        "counted": queries.counted(found),
        "values": values or {"introduction": found.introduction, "contact": found.contact},
        "errors": errors,
    }
    return render(request, "publicpage/making.html", context, status=422 if errors else 200)


@room(Permission.PUBLISH)
def making(request: HttpRequest, scope) -> HttpResponse:
    """What stands on the public page, and what could."""
    if request.method != "POST":
        return _page(request, scope, [])
    form = AboutForm(request.POST)
    errors = errors_of(form)
    if not errors:
        values = {name: form.cleaned_data[name] for name in ("introduction", "contact")}
        problem = told(releasing.write, scope=scope, seen=form.cleaned_data["revision"] or 0, **values)
        errors = [("id_introduction", problem)] if problem else []
    if errors:
        return _page(request, scope, errors, request.POST.dict())
    messages.success(request, "Saved.")
    return redirect("publicpage:making", slug=scope.name)


@require_POST
@room(Permission.PUBLISH)
def opening(request: HttpRequest, scope) -> HttpResponse:
    """Open the page, or close it for a reason."""
    if request.POST.get("do") == "close":
        problem = told(releasing.close_page, scope=scope, why=request.POST.get("why", ""))
    else:
        problem = told(releasing.open_page, scope=scope)
    if problem:
        field = "id_why" if request.POST.get("do") == "close" else "id_contact"
        return _page(request, scope, [(field, problem)])
    messages.success(request, "It is done.")
    return redirect("publicpage:making", slug=scope.name)


@room(Permission.PROTECT_PEOPLE)
def lines(request: HttpRequest, scope) -> HttpResponse:
    """Look through what the list of changes says, and let it say a line no more that tells of a person."""
    errors: Errors = []
    if request.method == "POST":
        chosen = whole_number(request.POST.get("line", "")) or 0
        problem = told(redacting.redact_one, scope=scope, update_id=chosen, why=request.POST.get("why", ""))
        if not problem:
            messages.success(request, "The list does not say that line any more.")
            return redirect(request.get_full_path())
        errors = [(f"why-{chosen}" if chosen else "lines", problem)]
    total = queries.number_of_lines(scope)
    turning, which, _ = turned(request.GET.dict(), total=total, size=LINES_ON_PAGE, path=request.path)
    rows = [changing.line(each) for each in queries.lines(scope, which)]
    context = {"here": "tell", "scope": scope, "rows": rows, "pager": turning, "errors": errors}
    return render(request, "publicpage/lines.html", context, status=422 if errors else 200)


@room(Permission.PUBLISH)
def documents(request: HttpRequest, scope) -> HttpResponse:
    """Choose a document, or take one off the page."""
    errors: Errors = []
    page = queries.page_of(scope)
    if request.method == "POST":
        number_of = whole_number(request.POST.get("item", "")) or 0
        if request.POST.get("do") == "take-back":
            given = {"why": request.POST.get("why", ""), "private": "private" in request.POST}
            problem = told(releasing.take_back_document, scope=scope, document_id=number_of, **given)
        else:
            given = {name: request.POST.get(name, "") for name in ("title", "confirm")}
            problem = told(releasing.show_document, scope=scope, item_id=number_of, **given)
        if not problem:
            messages.success(request, "It is done, and listed among what changed.")
            return redirect("publicpage:documents", slug=scope.name)
        errors = [("id_words", problem)]
    typed = request.GET.get("words", "")[:200].strip()
    context = {
        "here": "tell",
        "scope": scope,
        "shown": queries.documents(page),
        "items": queries.public_evidence(scope, page, typed),
        "protected": queries.protected(scope),
        "typed": typed,
        "errors": errors,
    }
    return render(request, "publicpage/documents.html", context, status=422 if errors else 200)
