"""Reading a report that somebody uploads. Nothing is kept, unless an editor keeps it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from extramile.web.design.errors import errors_of
from extramile.web.library import reading as reader
from extramile.web.library.forms import KeepForm
from extramile.web.library.presenters import reports as words


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """The form, and after sending it what the report says."""
    if request.method != "POST":
        return render(request, "library/read.html", {"here": "read", "errors": [], "limit": settings.REPORT_MAX_BYTES})
    upload = request.FILES.get("report")
    result, problem = reader.read_upload(upload, int(request.META.get("CONTENT_LENGTH") or 0))
    if problem:
        context = {"here": "read", "errors": [("report", problem)], "limit": settings.REPORT_MAX_BYTES}
        return render(request, "library/read.html", context, status=422)
    can_keep = request.user.is_authenticated and request.user.is_editor
    context = {
        "here": "read",
        "page": words.uploaded(result),
        "sealed": reader.seal(result) if can_keep else "",
        "can_keep": can_keep,
    }
    return render(request, "library/read_result.html", context)


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """An editor keeps what was just read."""
    form = KeepForm(request.POST)
    day = form.cleaned_data["published"] if form.is_valid() else None
    slug, problem, new = "", " ".join(words for _, words in errors_of(form)), False
    if not problem:
        slug, problem, new = reader.keep(request.POST.get("sealed", ""), day, by=request.user)
    if problem:
        context = {"here": "read", "errors": [("report", problem)], "limit": settings.REPORT_MAX_BYTES}
        return render(request, "library/read.html", context, status=422 if request.user.is_editor else 403)
    messages.success(request, "The report is in the library." if new else "This report was in the library already.")
    return redirect("library:inspection", slug=slug)
