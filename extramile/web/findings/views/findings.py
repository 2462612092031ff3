"""The findings of an inspection, one finding, and writing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence import queries as evidence_queries
from extramile.web.evidence.presenters import item_row
from extramile.web.findings import finding_texts
from extramile.web.findings.actions import findings as actions
from extramile.web.findings.actions import linking, steps
from extramile.web.findings.forms import FindingForm, SearchForm, StepForm
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import findings as words
from extramile.web.findings.presenters import meeting
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries import proof
from extramile.web.findings.queries.access import others_who_write
from extramile.web.findings.views.within import around, finding_or_404, readable, writable
from extramile.web.inspections import embargo
from extramile.web.library.presenters.paging import turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.thread.queries import opened
from extramile.web.thread.walking import next_to

# A full report has some 40 findings: it stands on one page, to be printed as one.
PAGE_SIZE = 50


@room()
def findings(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every finding, by kind or by criterion."""
    found = readable(scope, inspection_id)
    embargo.opened(scope, found, "findings", found.pk, f"Findings of inspection {found.pk}")
    form = SearchForm(request.GET, inspection=found)
    wanted = form.wanted()
    context = around(scope, found)
    rows, pack = queries.findings(scope, found, wanted), context["pack"]
    by = form.cleaned_data.get("by", "")
    narrowed = any((wanted.words, wanted.kind, wanted.criterion, wanted.state))
    grouped = words.by_criterion(rows, pack) if by == "criterion" else words.by_kind(rows, pack, queries.kinds(found))
    shown = [each for each in grouped if each[1] or not narrowed]
    total = sum(len(each) for _head, each in shown)
    turning, here, query = turned(request.GET.dict(), total=total, size=PAGE_SIZE, path=request.path)
    context |= {
        "form": form,
        "wanted": wanted,
        "by": by,
        "groups": words.on_page(shown, here.start, PAGE_SIZE, pack, drafts=context["drafts"]),
        "number": len(rows),
        "narrowed": narrowed,
        "pager": turning,
        "query": query,
    }
    return render(request, "findings/findings.html", context)


@room()
def findings_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The findings as a table to take away, as they were searched."""
    found = readable(scope, inspection_id)
    embargo.opened(scope, found, "findings", found.pk, f"Findings of inspection {found.pk}")
    context = around(scope, found)
    rows = queries.findings(scope, found, SearchForm(request.GET, inspection=found).wanted())
    cards = [words.card(each, context["pack"], drafts=context["drafts"]) for each in rows]
    table = [words.columns(each) for each in cards]
    return as_csv(f"findings-{scope.name}-{found.pk}", words.COLUMNS, table)


@room()
def finding(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """One finding: its words, what it rests on, what became of it."""
    return _page(request, scope, inspection_id, finding_id)


def _shown(scope, inspection: Any, pack: Any) -> Any:
    """Return how what is said of a finding is shown to this person."""
    bodies = dict(queries.bodies(inspection).values_list("pk", "name"))
    return words.shown_with(pack, bodies, words.grounds(*queries.grounds(scope, inspection)))


def _page(
    request: HttpRequest, scope, inspection_id: int, finding_id: int, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    inspection = readable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    context = around(scope, inspection)
    pack, shown = context["pack"], _shown(scope, inspection, context["pack"])
    followed = [] if found.state == "dropped" else next_to(scope, "finding", str(found.pk))
    opened(scope, [each.key for _, each in followed])
    context |= {
        "finding": found,
        "card": words.card(found, pack, drafts=context["drafts"]),
        "note": words.note_words(found.note) if found.note and found.note in queries.notes(scope, inspection) else "",
        "session": words.session_words(found.session) if found.session else "",
        "proofs": proof.proofs(scope, [found.pk]).get(found.pk, []),
        "steps": words.steps_open(found, scope.person.pk) if context["writes"] else [],
        "waits": words.waiting_for(others_who_write(scope, inspection, queries.writers(found)), "wrote")
        if context["writes"] and words.waits_for_another(found, scope.person.pk)
        else "",
        "changeable": context["writes"] and words.changeable(found),
        "corrects": not context["under_embargo"]
        and scope.can(Permission.LEAD_INSPECTION)
        and found.state == "moderated",
        "followed": followed,
        "history": words.history(queries.texts(scope, found), queries.steps(scope, found), shown),
        "errors": errors or [],
    }
    return render(request, "findings/finding.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WRITE_FINDINGS)
def step(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """Let a finding take a step."""
    inspection = writable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    form = StepForm(request.POST)
    asked = request.POST.get("step", "")
    if form.is_valid():
        problem = told(steps.take_step, scope=scope, finding=found, **form.cleaned_data)
        if not problem:
            return redirect("findings:finding", slug=scope.name, inspection_id=inspection.pk, finding_id=found.pk)
    else:
        problem = errors_of(form)[0][1]
    known = {each["id"] for each in words.steps_open(found, scope.person.pk) if each["needs"]}
    return _page(request, scope, inspection_id, finding_id, [(f"why-{asked}" if asked in known else "what", problem)])


@require_POST
@room(Permission.WRITE_FINDINGS)
def move(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """Put a finding before or behind its neighbour."""
    inspection = writable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    problem = told(actions.move_finding, scope=scope, finding=found, up=request.POST.get("where") == "up")
    if problem:
        return _page(request, scope, inspection_id, finding_id, [("what", problem)])
    return redirect("findings:findings", slug=scope.name, inspection_id=inspection.pk)


@room(Permission.WRITE_FINDINGS)
def add(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Write a finding; a note or a session that it comes from may stand in the address."""
    inspection = writable(scope, inspection_id)
    initial = {"note_id": request.GET.get("note", ""), "session_id": request.GET.get("session", "")}
    form = FindingForm(request.POST or None, scope=scope, inspection=inspection, initial=initial)
    return _written(request, scope, inspection, form)


@room(Permission.WRITE_FINDINGS)
def change(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """Change a finding."""
    inspection = writable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    initial = {**finding_texts.said_in(found), "seen": found.revision}
    form = FindingForm(request.POST or None, scope=scope, inspection=inspection, initial=initial)
    return _written(request, scope, inspection, form, found)


def _written(request: HttpRequest, scope, inspection: Any, form: FindingForm, found: Any = None) -> HttpResponse:
    """Answer the form of a finding, new or changed: save it, or show what somebody else changed."""
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    context = around(scope, inspection)
    values: dict[str, Any] = {name: form[name].value() for name in form.fields}
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            try:
                saved, problem = _save(scope, inspection, form, found)
            except ChangedMeanwhileError as meanwhile:
                # What both want stands in the form; what only the other changed is in it already.
                problem = str(meanwhile)
                met = meeting.met(meanwhile.met, _shown(scope, inspection, context["pack"]))
                values |= {**meanwhile.proposal, "seen": meanwhile.revision}
            if not problem:
                return redirect("findings:finding", slug=scope.name, inspection_id=inspection.pk, finding_id=saved.pk)
            errors = [("met" if met else "id_words", problem)]
    lists = {name: [str(each) for each in values[name] or []] for name in ("criteria", "responsible")}
    context |= {"form": form, "finding": found, "values": values | lists, "met": met, "errors": errors}
    return render(request, "findings/write.html", context, status=422 if errors else 200)


def _save(scope, inspection: Any, form: FindingForm, found: Any) -> tuple[Any, str]:
    """Save; return the finding and "", or None and the sentence that says why not."""
    saved: list[Any] = []

    def save() -> None:
        if found is None:
            saved.append(actions.make_finding(scope=scope, inspection=inspection, **form.said()))
            return
        seen = form.cleaned_data["seen"] or 0
        saved.append(actions.change_finding(scope=scope, finding=found, said=form.said(), seen=seen))

    problem = told(save)
    return (saved[0] if saved and not problem else None), problem


@room(Permission.WRITE_FINDINGS)
def evidence(request: HttpRequest, scope, inspection_id: int, finding_id: int) -> HttpResponse:
    """Choose evidence for a finding."""
    inspection = writable(scope, inspection_id)
    found = finding_or_404(scope, inspection, finding_id)
    if request.method == "POST":
        number = whole_number(request.POST.get("item", "")) or 0
        action = linking.unlink_evidence if request.POST.get("do") == "unlink" else linking.link_evidence
        problem = told(action, scope=scope, finding=found, item_id=number)
        if problem:
            return _page(request, scope, inspection_id, finding_id, [("evidence", problem)])
        return redirect("findings:finding", slug=scope.name, inspection_id=inspection.pk, finding_id=found.pk)
    typed = request.GET.get("words", "")[:200]
    linked = {each.id for each in proof.proofs(scope, [found.pk]).get(found.pk, [])}
    ids = proof.choices(scope, inspection.pack, found.criteria, typed)
    today = localdate()
    items = [item_row(each, today) for each in evidence_queries.offered(scope, ids, linked)]
    context = {**around(scope, inspection), "finding": found, "items": items, "typed": typed}
    return render(request, "findings/evidence.html", context)
