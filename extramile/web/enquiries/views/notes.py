"""Notes of meetings with inspectors: under embargo, each opening in the trail."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.enquiries.actions import notes as actions
from extramile.web.enquiries.note_forms import CorrectForm, NoteForm
from extramile.web.enquiries.queries import notes as queries
from extramile.web.evidence.doing import done
from extramile.web.inspections import embargo
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room


def _readable(scope, inspection_id: int) -> Any:
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope, found)
    return found


def _note_or_404(scope, inspection: Any, note_id: int) -> Any:
    found = queries.note(inspection, note_id)
    if found is None:
        raise Http404
    embargo.opened(scope, inspection, "note", found.pk, actions.name_of(found))
    return found


@room()
def notes(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Which notes there are; what each says stands on its own page, so that the trail tells who read it."""
    found = _readable(scope, inspection_id)
    wanted = " ".join(request.GET.get("words", "").replace("\0", "").split())[:200]
    rows = list(queries.notes(found, wanted))
    context = {**around(scope, found), "rows": rows, "wanted": wanted, "may_write": not found.ended_at}
    return render(request, "enquiries/notes.html", context)


@room()
def write(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Write a note."""
    found = _readable(scope, inspection_id)
    form = NoteForm(request.POST or None, inspection=found)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("kind", "words", "criteria")}
            made, problem = done(actions.write, scope=scope, inspection=found, held_at=form.held_at(), **said)
            if made is not None:
                messages.success(request, "The note is kept, under embargo.")
                return redirect("enquiries:note", slug=scope.name, inspection_id=found.pk, note_id=made.pk)
            errors = [("id_words", problem)]
    here = timezone.localtime()
    values = request.POST.dict() or {"day": f"{here:%-d %B %Y}", "hour": f"{here:%H:%M}"}
    return _form(
        request, scope, found, form, values=values, errors=errors, kinds=form.fields["kind"].choices, note=None
    )


def _form(request: HttpRequest, scope, found: Any, form: Any, **more: Any) -> HttpResponse:
    context = {
        **around(scope, found),
        "criteria": form.fields["criteria"].choices,
        "chosen": request.POST.getlist("criteria"),
        **more,
    }
    return render(request, "enquiries/write_note.html", context, status=422 if more["errors"] else 200)


@room()
def note(request: HttpRequest, scope, inspection_id: int, note_id: int) -> HttpResponse:
    """What was said, and what the note said before it was corrected."""
    found = _readable(scope, inspection_id)
    read = _note_or_404(scope, found, note_id)
    context = {
        **around(scope, found),
        "note": read,
        "name": actions.name_of(read),
        "earlier": list(queries.texts(read))[1:],
        "may_write": not found.ended_at,
    }
    return render(request, "enquiries/note.html", context)


@room()
def correct(request: HttpRequest, scope, inspection_id: int, note_id: int) -> HttpResponse:
    """Correct a note; what it said is kept."""
    found = _readable(scope, inspection_id)
    read = _note_or_404(scope, found, note_id)
    form = CorrectForm(request.POST or None, inspection=found)
    values: dict[str, Any] = {"words": read.words}
    errors: list[tuple[str, str]] = []
    more: dict[str, Any] = {"chosen": read.criteria}
    if request.method == "POST":
        errors, values, more = errors_of(form), request.POST.dict(), {}
        seen = request.POST.get("revision", "")
        if form.is_valid():
            number = whole_number(seen) or 0
            problem = told(actions.correct, scope=scope, note=read, seen=number, **form.cleaned_data)
            if not problem:
                messages.success(request, "The note is corrected. What it said before is kept.")
                return redirect("enquiries:note", slug=scope.name, inspection_id=found.pk, note_id=read.pk)
            errors = [("id_words", problem)]
    return _form(
        request, scope, found, form, values=values, errors=errors, note=read, name=actions.name_of(read), **more
    )
