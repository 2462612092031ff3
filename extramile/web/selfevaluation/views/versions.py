"""Versions, their differences, sign-off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions import versions as actions
from extramile.web.selfevaluation.presenters import versions as words
from extramile.web.selfevaluation.queries import versions as queries
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


@room()
def versions(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Every version with its signatures."""
    found = evaluation_or_404(scope, evaluation_id)
    rows = list(queries.versions(scope, found))
    latest = rows[0] if rows else None
    current = latest is not None and latest.revision == found.revision
    signed = current and any(
        each.organisation_id == scope.organisation.pk and not each.withdrawn_at for each in latest.sign_offs.all()
    )
    context = {
        **around(scope, found),
        "rows": [words.version_row(each, scope.organisation.pk) for each in rows],
        "missing": queries.unsigned_organisations(scope, latest) if current else [],
        "can_freeze": scope.can(Permission.LEAD_EVALUATION) and not current,
        "can_sign": scope.can(Permission.SIGN_OFF) and current and not signed,
    }
    return render(request, "selfevaluation/versions.html", context)


def _version(scope, found, number: int):
    version = queries.version(scope, found, number)
    if version is None:
        raise Http404
    return version


@room()
def version(request: HttpRequest, scope, evaluation_id: int, number: int) -> HttpResponse:
    """One version as it was frozen, and how it differs from another."""
    found = evaluation_or_404(scope, evaluation_id)
    newer = _version(scope, found, number)
    asked = whole_number(request.GET.get("against", ""))
    older = _version(scope, found, asked) if asked is not None else None
    if older is None and number > 1:
        older = queries.version(scope, found, number - 1)
    context = {
        **around(scope, found),
        "row": words.version_row(newer, scope.organisation.pk),
        "content": newer.content,
        "older": older.number if older else None,
        "differences": [words.difference_row(each) for each in queries.differences(older, newer)] if older else [],
        "others": [each for each in queries.versions(scope, found).values_list("number", flat=True) if each != number],
    }
    return render(request, "selfevaluation/version.html", context)


def _done(request: HttpRequest, scope, evaluation_id: int, problem: str) -> HttpResponse:
    if problem:
        return render(request, "design/error.html", {"heading": "Nothing was changed", "advice": problem}, status=422)
    return redirect("selfevaluation:versions", slug=scope.name, evaluation_id=evaluation_id)


@require_POST
@room(Permission.LEAD_EVALUATION)
def freeze(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Freeze a version."""
    found = evaluation_or_404(scope, evaluation_id)
    note = request.POST.get("note", "")[:300]
    return _done(request, scope, evaluation_id, told(actions.freeze_version, scope=scope, evaluation=found, note=note))


@require_POST
@room(Permission.SIGN_OFF)
def sign(request: HttpRequest, scope, evaluation_id: int, number: int) -> HttpResponse:
    """Sign a version off for one's organisation."""
    found = _version(scope, evaluation_or_404(scope, evaluation_id), number)
    return _done(request, scope, evaluation_id, told(actions.sign_off, scope=scope, version=found))


@require_POST
@room(Permission.SIGN_OFF)
def unsign(request: HttpRequest, scope, evaluation_id: int, sign_off_id: int) -> HttpResponse:
    """Take one's organisation's signature back."""
    found = queries.signature(scope, evaluation_or_404(scope, evaluation_id), sign_off_id)
    if found is None:
        raise Http404
    why = request.POST.get("why", "")[:300]
    return _done(request, scope, evaluation_id, told(actions.withdraw_sign_off, scope=scope, signature=found, why=why))
