"""The letters of the first day: all of them, one, writing it, taking it or the whole pack away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.inspections import letter_documents as documents
from extramile.web.inspections.actions import letters as actions
from extramile.web.inspections.presenters import letters as words
from extramile.web.inspections.queries import letters as queries
from extramile.web.inspections.queries import people as people_queries
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _seen_by(scope: Scope, inspection_id: int) -> Any:
    found = inspection_or_404(scope, inspection_id)
    people_queries.check_sees(scope, found)
    return found


def _letter_or_404(found: Any, asked: str) -> Any:
    letter = queries.letter(found, asked)
    if letter is None:
        raise Http404
    return letter


def _seen(request: HttpRequest) -> int:
    return whole_number(request.POST.get("seen", "")) or 0


@room()
def letters(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every letter with what is missing in it and whether it went out, and the whole pack."""
    found = _seen_by(scope, inspection_id)
    known, went_out = queries.known(scope, found), queries.sent(found)
    rows = [
        words.row(each, known, documents.missing_in(scope, found, each, known), went_out.get(each.template.id, []))
        for each in queries.letters(found)
    ]
    context = {**around(scope, found), "letters": rows, "may_write": queries.may_write(scope, found)}
    return render(request, "inspections/letters.html", context)


@room()
def letter(request: HttpRequest, scope, inspection_id: int, letter: str) -> HttpResponse:
    """One letter as it stands."""
    return _letter(request, scope, _seen_by(scope, inspection_id), letter)


def _letter(request: HttpRequest, scope: Scope, found: Any, asked: str, problem: str = "") -> HttpResponse:
    stands = _letter_or_404(found, asked)
    article, missing = documents.article(scope, found, stands)
    context = {
        **around(scope, found),
        "letter": words.row(
            stands, queries.known(scope, found), missing, queries.sent(found).get(stands.template.id, [])
        ),
        "article": article,
        "earlier": words.earlier(list(queries.texts(found, asked))),
        "revision": stands.revision,
        "may_write": queries.may_write(scope, found),
        "way": request.POST.get("way", ""),
        "errors": [("id_way", problem)] if problem else [],
    }
    return render(request, "inspections/letter.html", context, status=422 if problem else 200)


@room(Permission.EDIT_TIMETABLE)
def write(request: HttpRequest, scope, inspection_id: int, letter: str) -> HttpResponse:
    """Change the words; the second of two people is shown what the first wrote."""
    found = _seen_by(scope, inspection_id)
    stands = _letter_or_404(found, letter)
    title, text, seen = stands.title, stands.text, stands.revision
    theirs, problem = None, ""
    if request.method == "POST":
        title, text = request.POST.get("title", ""), request.POST.get("words", "")
        given = {"scope": scope, "inspection": found, "letter": letter, "title": title, "words": text}
        seen = _seen(request)
        try:
            problem = told(actions.write_letter, seen=seen, **given)
            if not problem:
                messages.info(request, "The letter is saved.")
                return redirect("inspections:letter", slug=scope.name, inspection_id=found.pk, letter=letter)
        except actions.LetterChangedError as meanwhile:
            problem, theirs, seen = str(meanwhile), meanwhile.theirs, meanwhile.theirs.revision
    context = {
        **around(scope, found),
        "letter": stands,
        "blanks": words.blanks(stands, queries.known(scope, found)),
        "title": title,
        "words": text,
        "seen": seen,
        "theirs": theirs,
        "errors": [("id_words" if title.strip() else "id_title", problem)] if problem else [],
    }
    return render(request, "inspections/write_letter.html", context, status=422 if problem else 200)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def template(request: HttpRequest, scope, inspection_id: int, letter: str) -> HttpResponse:
    """Let the template stand again."""
    found = _seen_by(scope, inspection_id)
    _letter_or_404(found, letter)
    try:
        problem = told(actions.take_template, scope=scope, inspection=found, letter=letter, seen=_seen(request))
    except actions.LetterChangedError as meanwhile:
        name = meanwhile.theirs.saved.by.name if meanwhile.theirs.saved else "Somebody"
        problem = f"{name} changed this letter meanwhile. Look at it first."
    messages.info(request, problem or "The template stands again. What stood before is kept below.")
    return redirect("inspections:letter", slug=scope.name, inspection_id=found.pk, letter=letter)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def sent(request: HttpRequest, scope, inspection_id: int, letter: str) -> HttpResponse:
    """Note that a letter went out."""
    found = _seen_by(scope, inspection_id)
    _letter_or_404(found, letter)
    problem = told(actions.note_sent, scope=scope, inspection=found, letter=letter, way=request.POST.get("way", ""))
    if problem:
        return _letter(request, scope, found, letter, problem)
    messages.info(request, "It is noted that the letter went out.")
    return redirect("inspections:letter", slug=scope.name, inspection_id=found.pk, letter=letter)


@room()
def file(request: HttpRequest, scope, inspection_id: int, letter: str, form: str) -> HttpResponse:
    """A letter, the contact sheet or the role sheets as a file."""
    found = _seen_by(scope, inspection_id)
    made = documents.document(scope, found, letter)
    if made is None or form not in documents.FORMS:
        raise Http404
    kind, render_as = documents.FORMS[form]
    return _download(render_as(made), kind, f"{letter}-{scope.name}-{found.pk}.{form}")


@require_POST
@room()
def build_pack(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Have the whole pack built."""
    found = _seen_by(scope, inspection_id)
    job = actions.have_pack_built(scope=scope, inspection=found)
    return redirect("jobs:job", job_id=job.pk)


@room()
def built_pack(request: HttpRequest, scope, inspection_id: int, built_id: int) -> HttpResponse:
    """A pack that was built, for the person who asked for it."""
    found = _seen_by(scope, inspection_id)
    made = queries.built(scope, found, built_id)
    if made is None:
        raise Http404
    return _download(bytes(made.content), "application/zip", f"day-zero-{scope.name}-{found.pk}.zip")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
