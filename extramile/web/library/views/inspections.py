"""The register: all inspections, one inspection with what was found, saved questions."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from extramile.web.design.downloads import as_csv, as_json
from extramile.web.design.errors import errors_of, told
from extramile.web.library import actions, asking, queries
from extramile.web.library.forms import AdditionForm, InspectionFilterForm, ReportCorrectionForm
from extramile.web.library.presenters import findings as finding_words
from extramile.web.library.presenters import inspections as words
from extramile.web.library.presenters import questions as question_words
from extramile.web.library.presenters import reports as report_words
from extramile.web.library.presenters.paging import options, query_string
from extramile.web.library.ready import ready

COLUMNS = [
    "id",
    "framework",
    "code",
    "area",
    "region",
    "started",
    "ended",
    "month",
    "published",
    "outcome",
    "weaknesses",
    "plan_required",
    "monitoring_months",
    "next_full_years",
    "next_due_month",
    "report_address",
    "confidence",
]


@ready
def inspections(request: HttpRequest) -> HttpResponse:
    """All inspections of one framework, with filters, counts, map and list."""
    form = InspectionFilterForm(request.GET)
    used = form.used()
    framework = used.setdefault("framework", "2023")
    selection, summary = asking.inspections(used)
    given = {key: str(value) for key, value in used.items()}
    with_report = queries.report_slugs()
    outcomes = [(name, text) for name, text in form.fields["outcome"].choices if not name or name in summary.outcomes]
    context = {
        "here": "inspections",
        "given": given,
        "problems": form.problems(),
        "typed": words.typed_days(used, request.GET),
        "framework": framework,
        "frameworks": options(form.fields["framework"].choices, framework),
        "outcomes": options(outcomes, used.get("outcome", "")),
        "regions": options(form.fields["region"].choices, used.get("region", "")),
        "summary": words.summary_chart(summary) if summary.inspected else None,
        "shares": words.shares(summary, given),
        "inspected": summary.inspected,
        "left_out": summary.left_out,
        "years": words.years_chart(selection.inspections, framework) if selection.inspections else None,
        "regions_chart": None
        if "region" in used
        else words.regions_chart(asking.summaries_by_region(used), used.get("outcome") or words.gravest(framework)),
        "map": words.england_map(
            asking.tile_map(), selection.inspections, framework, everything=not set(given) - {"framework"}
        ),
        "rows": [words.row(each, with_report) for each in selection.inspections],
        "questions": [question_words.brief(each) for each in asking.featured_answers()],
        "dates_used": any(name.startswith(("started", "published")) for name in [*given, *dict(form.problems())]),
        "filtered": bool(set(given) - {"framework"}),
        "csv": "/inspections.csv" + query_string(given),
        "json": "/inspections.json" + query_string(given),
    }
    return render(request, "library/inspections.html", context)


@ready
def download(request: HttpRequest, format: str) -> HttpResponse:
    """The list of inspections as a file."""
    selection, summary = asking.inspections(InspectionFilterForm(request.GET).used())
    rows = [each.to_dict() for each in selection.inspections]
    if format == "csv":
        return as_csv("inspections", COLUMNS, rows)
    return as_json({"summary": summary.to_dict(), "inspections": rows}, "inspections")


@ready
def inspection(request: HttpRequest, slug: str) -> HttpResponse:
    """One inspection: what the register knows, and the findings if its report was read."""
    known, report = asking.inspection(slug), queries.report(slug)
    if known is None and report is None:
        raise Http404
    context = {
        "here": "inspections",
        "slug": slug,
        "page": words.inspection_page(known) if known else report_words.page_of_report(report),
        "area_code": known.code if known else report.area_code,
        "area_name": known.area if known else report.area_name,
        "report": None,
        "groups": [],
    }
    if report:
        cards = [finding_words.card(each) for each in queries.findings_of(report)]
        context["report"] = report_words.reading(report)
        context["differences"] = report_words.differences(known, report)
        context["groups"] = report_words.groups(cards)
        context["changes"] = finding_words.changes(queries.corrections_of(report))
        context["can_correct"] = request.user.is_authenticated and request.user.is_editor
    return render(request, "library/inspection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """An editor corrects the facts of a report."""
    report = queries.report(slug)
    if report is None:
        raise Http404
    facts = {name: getattr(report, name) for name in ("outcome", "started", "ended", "published")}
    standing = actions.facts_of(report)
    form = ReportCorrectionForm(
        request.POST if request.method == "POST" else None, initial={**facts, "seen": json.dumps(standing)}
    )
    problem = ""
    if form.is_valid():
        data = form.cleaned_data
        problem = told(
            actions.correct_report,
            report=report,
            changes={name: data[name] for name in facts},
            why=data["why"],
            seen=data["seen"],
            by=request.user,
        )
        if not problem:
            messages.success(request, "Your correction is saved, and stands beside the reading.")
            return redirect("library:inspection", slug=slug)
    context = {
        "outcomes": options(form.fields["outcome"].choices, str(form["outcome"].value() or "")),
        # After a refusal the page shows the facts as they stand now, so that who saves again has seen those.
        "seen": form["seen"].value() if form.errors else json.dumps(standing),
        "stands": report_words.standing_facts(report),
        "days": {name: words.typed_day(form[name].value()) for name in ("started", "ended", "published")},
    }
    return _form_page(request, "library/correct_report.html", report, form, problem, **context)


def _form_page(
    request: HttpRequest, template: str, report: object, form: Form, problem: str, **context: object
) -> HttpResponse:
    """Return the page of a form for a report, with what was wrong; for editors only."""
    errors = errors_of(form) or ([(f"id_{next(iter(form.fields))}", problem)] if problem else [])
    context |= {
        "here": "inspections",
        "slug": report.slug,
        "area_name": report.area_name,
        "form": form,
        "errors": errors,
    }
    context["can_correct"] = request.user.is_editor
    status = (422 if errors else 200) if context["can_correct"] else 403
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """An editor adds a finding that the reader missed."""
    report = queries.report(slug)
    if report is None:
        raise Http404
    form = AdditionForm(request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_valid():
        data = form.cleaned_data
        themes, bodies = data.pop("theme"), data.pop("responsible").splitlines()
        problem = told(actions.add_finding, report=report, themes=themes, responsible=bodies, by=request.user, **data)
        if not problem:
            messages.success(request, "The finding is in the library, marked as added by you.")
            return redirect("library:inspection", slug=slug)
    context = {
        "kinds": options(form.fields["kind"].choices, form["kind"].value() or ""),
        "themes": options(form.fields["theme"].choices, form["theme"].value() or []),
    }
    return _form_page(request, "library/add_finding.html", report, form, problem, **context)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str, correction: int) -> HttpResponse:
    """An editor takes a correction of a report's facts back."""
    report = queries.report(slug)
    found = next((each for each in queries.corrections_of(report) if each.pk == correction), None) if report else None
    if found is None:
        raise Http404
    problem = told(actions.undo_correction, correction=found, by=request.user)
    if problem:
        context = {"heading": "This cannot be taken back", "advice": problem}
        return render(request, "design/error.html", context, status=422 if request.user.is_editor else 403)
    messages.success(request, "The correction is taken back.")
    return redirect("library:inspection", slug=slug)


@ready
def inspection_json(request: HttpRequest, slug: str) -> HttpResponse:
    """A report's reading as the reader returned it, for those who want every printed text and page."""
    report = queries.report(slug)
    if report is None:
        raise Http404
    return as_json(report.reading, slug)


@ready
def questions(request: HttpRequest) -> HttpResponse:
    """Every saved question with its answer."""
    answers = [question_words.brief(each) for each in asking.all_answers()]
    return render(request, "library/questions.html", {"here": "inspections", "questions": answers})


@ready
def question(request: HttpRequest, id: str) -> HttpResponse:
    """A saved question, its answer, its reading and the other readings."""
    found = asking.answer_named(id)
    if found is None:
        raise Http404
    page = question_words.page(found, asking.other_readings(found))
    return render(request, "library/question.html", {"here": "inspections", "question": page})
