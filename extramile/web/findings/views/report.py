"""The letter or report: as a page, its sections to write, and as a file that a job builds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.findings import rendering
from extramile.web.findings.actions import report as actions
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import meeting
from extramile.web.findings.queries import built as built_queries
from extramile.web.findings.queries import report as queries
from extramile.web.findings.views.within import around, readable, writable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room()
def report(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The letter or report as a page, what is missing in it, and the way to its sections."""
    found = readable(scope, inspection_id)
    embargo.opened(scope, found, "report", found.pk, f"Report of inspection {found.pk}")
    article, missing = rendering.article(scope, found, "report", below=1)
    written = queries.texts(found)
    sections = [
        {"id": each.id, "hint": each.written.write, "text": written.get(each.id), "optional": each.written.optional}
        for each in queries.sections_to_write(scope, found)
        if each.written
    ]
    context = {**around(scope, found), "article": article, "missing": missing, "sections": sections}
    return render(request, "findings/report.html", context)


@room(Permission.WRITE_FINDINGS)
def section(request: HttpRequest, scope, inspection_id: int, section: str) -> HttpResponse:
    """Write a section; the second of two people is shown what the first wrote."""
    found = writable(scope, inspection_id)
    about = next((each for each in queries.written_sections(found) if each.id == section), None)
    if about is None or about.written is None:
        raise Http404
    stands = queries.texts(found).get(section)
    words, seen = (stands.words, stands.revision) if stands else ("", 0)
    met, errors = [], []
    if request.method == "POST":
        words, seen = request.POST.get("words", ""), whole_number(request.POST.get("seen", "")) or 0
        given = {"scope": scope, "inspection": found, "section": section, "words": words, "seen": seen}
        try:
            problem = told(actions.write_section, **given)
            if not problem:
                return redirect("knowing:report", slug=scope.name, inspection_id=found.pk)
        except ChangedMeanwhileError as meanwhile:
            problem, met, seen = str(meanwhile), meeting.met(meanwhile.met), meanwhile.revision
        errors = [("met" if met else "id_words", problem)]
    context = {
        **around(scope, found),
        "hint": about.written.write,
        "words": words,
        "seen": seen,
        "met": met,
        "history": _history(found, section),
        "errors": errors,
    }
    return render(request, "findings/section.html", context, status=422 if errors else 200)


def _history(found: Any, section: str) -> list[dict[str, Any]]:
    rows = queries.section_texts(found, section)
    texts = ((each, "Changed" if each.revision > 1 else "Written", {"words": each.words}) for each in rows)
    return meeting.told(texts, actions.LABELS)


@room()
def section_history(request: HttpRequest, scope, inspection_id: int, section: str) -> HttpResponse:
    """Every text that was saved for a section, for those who see drafts."""
    found = readable(scope, inspection_id)
    about = next((each for each in queries.written_sections(found) if each.id == section), None)
    context = around(scope, found)
    if about is None or about.written is None or not context["drafts"]:
        raise Http404
    embargo.opened(scope, found, "report", found.pk, f"Report of inspection {found.pk}")
    context |= {"hint": about.written.write, "history": _history(found, section)}
    return render(request, "findings/section_history.html", context)


@require_POST
@room()
def build(request: HttpRequest, scope, inspection_id: int, what: str) -> HttpResponse:
    """Have a document built as a job."""
    found = readable(scope, inspection_id)
    form = request.POST.get("form", "")
    if what not in rendering.DOCUMENTS or form not in rendering.FORMS or not built_queries.may_have(scope, found, what):
        raise Http404
    job = actions.have_built(scope=scope, inspection=found, name=what, form=form)
    return redirect("jobs:job", job_id=job.pk)


@room()
def built(request: HttpRequest, scope, inspection_id: int, built_id: int) -> HttpResponse:
    """A document that was built, for the person who asked for it."""
    found = readable(scope, inspection_id)
    made: Any = built_queries.built(scope, found, built_id)
    if made is None:
        raise Http404
    response = HttpResponse(bytes(made.content), content_type=rendering.FORMS[made.form][0])
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}-{scope.name}.{made.form}"'
    return response
