"""The position statement and the documents."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation import rendering
from extramile.web.selfevaluation.actions import building
from extramile.web.selfevaluation.actions import statement as actions
from extramile.web.selfevaluation.presenters import statement as words
from extramile.web.selfevaluation.queries import built as built_queries
from extramile.web.selfevaluation.queries import statement as queries
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


@room()
def statement(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """The position statement; a lead chooses its claims here."""
    found = evaluation_or_404(scope, evaluation_id)
    if request.method == "POST":
        scope.check(Permission.LEAD_EVALUATION)
        ids = [key for each in request.POST.getlist("claim") if (key := whole_number(each)) is not None]
        problem = told(actions.choose_claims, scope=scope, evaluation=found, claim_ids=ids)
        if not problem:
            return redirect("selfevaluation:statement", slug=scope.name, evaluation_id=found.pk)
        return _statement(request, scope, found, [("choose", problem)], set(ids))
    return _statement(request, scope, found, [], None)


def _statement(request: HttpRequest, scope, found, errors, wanted) -> HttpResponse:
    lines = list(queries.lines(scope, found))
    chosen = {line.claim_id for line in lines} if wanted is None else wanted
    can_lead = scope.can(Permission.LEAD_EVALUATION)
    article, _ = rendering.article(scope, found, "position-statement", below=1) if lines else ("", ())
    context = {
        **around(scope, found),
        "lines": lines,
        "changed": [line for line in lines if line.revision != line.claim.revision],
        "article": article,
        "claims": words.choices(queries.choosable(scope, found), chosen) if can_lead else [],
        "most": actions.MOST_LINES,
        "errors": errors,
        "can_lead": can_lead,
    }
    return render(request, "selfevaluation/statement.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LEAD_EVALUATION)
def stand_by(request: HttpRequest, scope, evaluation_id: int, line_id: int) -> HttpResponse:
    """Say that a changed claim is still right for the statement."""
    found = evaluation_or_404(scope, evaluation_id)
    line = queries.line(scope, found, line_id)
    if line is None:
        raise Http404
    actions.stand_by_line(scope=scope, line=line)
    return redirect("selfevaluation:statement", slug=scope.name, evaluation_id=evaluation_id)


@room()
def document(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """The self-evaluation as a page."""
    found = evaluation_or_404(scope, evaluation_id)
    article, missing = rendering.article(scope, found, "self-evaluation")
    context = {**around(scope, found), "article": article, "missing": missing}
    return render(request, "selfevaluation/document.html", context)


@room()
def download(request: HttpRequest, scope, evaluation_id: int, what: str, form: str) -> HttpResponse:
    """A document as a file; a long one is built as a job."""
    found = evaluation_or_404(scope, evaluation_id)
    if what not in rendering.DOCUMENTS or form not in rendering.FORMS:
        raise Http404
    if rendering.takes_long(scope, found, what):
        job = building.have_built(scope=scope, evaluation=found, name=what, form=form)
        return redirect("jobs:job", job_id=job.pk)
    return _file(rendering.rendered(scope, found, what, form), scope, what, form)


@room()
def built(request: HttpRequest, scope, evaluation_id: int, built_id: int) -> HttpResponse:
    """A document that was built as a job, for the person who asked for it."""
    found = evaluation_or_404(scope, evaluation_id)
    document = built_queries.built(scope, found, built_id)
    if document is None:
        raise Http404
    if document.revision != found.revision:
        messages.info(request, "The text has changed since this document was built. Build it again.")
        return redirect("selfevaluation:document", slug=scope.name, evaluation_id=evaluation_id)
    return _file(bytes(document.content), scope, document.name, document.form)


def _file(content: bytes, scope, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=rendering.FORMS[form][0])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{scope.name}.{form}"'
    return response
