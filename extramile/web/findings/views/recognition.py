"""Going the extra mile: practice that was praised, what those praised want, thanks, and what is shared."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.findings.actions import recognition as actions
from extramile.web.findings.knowing_forms import ConsentForm, PraiseForm
from extramile.web.findings.queries import recognition as queries
from extramile.web.findings.queries.access import may_write
from extramile.web.findings.views.within import around, readable, writable
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

WRITES = Permission.WRITE_FINDINGS


@room()
def praise(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """What was praised: all of it for those who write findings, for others what is shared."""
    return _page(request, scope, readable(scope, inspection_id))


def _page(request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    context = {
        **around(scope, found),
        "rows": list(queries.recognitions(scope, found)),
        "shared": queries.shared(found),
        "records": may_write(scope, found),
        "consents": ConsentForm.base_fields["consent"].choices,
        "errors": errors or [],
    }
    return render(request, "findings/praise.html", context, status=422 if errors else 200)


@room(WRITES)
def add_praise(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Record praise; the session in which it was said may stand in the address."""
    found = writable(scope, inspection_id)
    form = PraiseForm(request.POST or None, inspection=found, initial={"session_id": request.GET.get("session", "")})
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.record_praise, scope=scope, inspection=found, **form.cleaned_data)
            if not problem:
                return redirect("knowing:praise", slug=scope.name, inspection_id=found.pk)
            errors = [("id_words", problem)]
    values = {name: form[name].value() for name in form.fields}
    context = {**around(scope, found), "form": form, "values": values, "errors": errors}
    return render(request, "findings/write_praise.html", context, status=422 if errors else 200)


@require_POST
@room(WRITES)
def settle_praise(request: HttpRequest, scope, inspection_id: int, recognition_id: int) -> HttpResponse:
    """Note consent, thank, or share."""
    found = writable(scope, inspection_id)
    row = queries.recognition(scope, found, recognition_id)
    if row is None:
        raise Http404
    what = request.POST.get("do", "")
    if what == "consent":
        form = ConsentForm(request.POST)
        if form.is_valid():
            problem = told(actions.note_consent, scope=scope, recognition=row, **form.cleaned_data)
        else:
            problem = errors_of(form)[0][1]
    else:
        action = {"thank": actions.thank, "share": actions.share_praise}.get(what)
        if action is None:
            raise Http404
        problem = told(action, scope=scope, recognition=row)
    if problem:
        return _page(request, scope, found, [(f"praise-{recognition_id}", problem)])
    return redirect("knowing:praise", slug=scope.name, inspection_id=found.pk)
