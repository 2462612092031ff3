"""Importing answers that were collected elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from extramile.web.design.errors import told
from extramile.web.evidence.doing import sent_too_much
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices import importing, queries
from extramile.web.voices.presenters import importing as words
from extramile.web.voices.views.common import found_or_404, page

# What a survey tool exports is far below this.
MOST_BYTES = 20 * 1024 * 1024
TOO_MUCH = "The file is larger than 20 MB. Take out what are no answers, or split it"


@room(Permission.RUN_SURVEYS)
def import_new(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Read a table of answers."""
    found = found_or_404(queries.survey(scope, survey_id))
    errors = []
    if request.method == "POST":
        file = request.FILES.get("table")
        # What is much too large is not among the files at all.
        if sent_too_much(request) or (file is not None and file.size > MOST_BYTES):
            errors = [("id_table", TOO_MUCH)]
        elif file is None:
            errors = [("id_table", "Choose a CSV or Excel file")]
        else:
            made: list[queries.Import] = []
            sent = {"scope": scope, "survey": found, "content": file.read(), "name": "The file"}
            problem = told(lambda: made.append(importing.hold_table(**sent)))
            if not problem:
                return redirect("voices:import", slug=scope.name, import_id=made[0].pk)
            errors = [("id_table", problem)]
    return page(request, scope, "voices/import_new.html", errors, survey=found)


@room(Permission.RUN_SURVEYS)
def import_table(request: HttpRequest, scope: Scope, import_id: int) -> HttpResponse:
    """Give the columns of a table to questions, see what its rows become, import all or nothing, and undo it."""
    held = found_or_404(queries.held_table(scope, import_id))
    errors = []
    if request.method == "POST":
        do = request.POST.get("do")
        if do == "drop":
            problem = told(importing.drop_table, scope=scope, held=held)
            if not problem:
                return redirect("voices:survey", slug=scope.name, survey_id=held.survey_id)
        elif do in DONE:
            problem = told(DONE[do], scope=scope, held=held)
        else:
            mapping = {str(n): request.POST.get(f"column-{n}", "") for n in range(len(held.headings))}
            problem = told(importing.map_columns, scope=scope, held=held, mapping=mapping)
        if not problem:
            return redirect("voices:import", slug=scope.name, import_id=held.pk)
        errors = [("column-0" if held.rows is not None else "main-content", problem)]
        held = found_or_404(queries.held_table(scope, import_id))
    looked = words.looked_at(held, list(held.survey.questions.all()))
    return page(request, scope, "voices/import.html", errors, held=held, survey=held.survey, looked=looked)


DONE = {"import": importing.import_rows, "undo": importing.undo_import}
