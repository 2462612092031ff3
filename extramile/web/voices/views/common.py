"""What the views of this room share: how a page is answered, what does not exist, forms that are kept unfinished."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import queries, unfinished

Found = TypeVar("Found")
Errors = Sequence[tuple[str, str]]


def found_or_404(found: Found | None) -> Found:
    """Return what was found; what is not there, or not for this person, does not exist."""
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, scope: Scope, template: str, errors: Errors = (), **context: Any) -> HttpResponse:
    """Return a page of this room; one with errors says so in its status."""
    context = {"here": "voices", "scope": scope, "errors": list(errors), **context}
    return render(request, template, context, status=422 if errors else 200)


def not_done(request: HttpRequest, problem: str) -> HttpResponse:
    """Return the page that says why something was not done."""
    return render(request, "design/error.html", {"heading": "Nothing was changed", "advice": problem}, status=422)


def version_of(request: HttpRequest) -> int:
    """Return the version that the page was made of, or 0 where it says none that we know."""
    return whole_number(request.POST.get("version", "")) or 0


def words_of(request: HttpRequest, name: str = "words") -> str:
    """Return what somebody searches for."""
    return " ".join(request.GET.get(name, "").replace("\0", "").split())[:100]


def begun(scope: Scope, form: str, thing_id: int) -> dict[str, Any]:
    """Return what this person kept of an unfinished form, or nothing."""
    kept = queries.unfinished(scope, form, thing_id)
    return dict(kept.content) | {"saved_on": kept.saved_on} if kept else {}


def kept_for_later(
    request: HttpRequest, scope: Scope, form: str, thing_id: int, *, fields: Iterable[str], lists: Sequence[str] = ()
) -> HttpResponse | str | None:
    """Keep the form as it stands, or throw away what was kept, if that is asked for.

    Returns where to go, the sentence that says why not, or None if something else was asked for.
    """
    do = request.POST.get("do")
    if do == "drop":
        unfinished.drop(scope=scope, form=form, thing_id=thing_id)
        return redirect(request.path)
    if do != "draft":
        return None
    content: dict[str, Any] = {
        name: request.POST.getlist(name) if name in lists else request.POST.get(name, "") for name in fields
    }
    content["version"] = version_of(request)
    problem = told(unfinished.keep, scope=scope, form=form, thing_id=thing_id, content=content)
    if problem:
        return problem
    messages.info(request, "Your draft is kept. Only you see it; go on whenever you like.")
    return redirect(request.path)
