"""Adding, replacing, changing, withdrawing, bringing back and releasing evidence."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.evidence import actions, forms, invented, queries
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import presenters as words
from extramile.web.evidence.doing import TOO_MUCH, done, sent_too_much
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

ADD = {
    "file": actions.add_file,
    "link": actions.add_link,
    "note": actions.add_note,
    "snapshot": actions.add_snapshot,
    "voice": actions.add_theme,
}
REPLACE = {"file": actions.replace_file, "link": actions.replace_link, "note": actions.replace_note}
REFRESH = {"snapshot": actions.refresh_snapshot, "voice": actions.refresh_theme}
# Where the error of an action belongs: the field that holds the evidence itself.
FIELD = {"file": "id_upload", "link": "id_address", "note": "id_text", "snapshot": "id_indicator", "voice": "id_theme"}


def _found(scope, item_id: int):
    found = queries.item(scope, item_id)
    if found is None:
        raise Http404
    return found


def _sent(request: HttpRequest):
    """Return what was sent, for a form: an empty one was sent as well."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _back(scope, found) -> HttpResponse:
    return redirect("evidence:item", slug=scope.name, item_id=found.pk)


@room(Permission.ADD_EVIDENCE)
def add(request: HttpRequest, scope) -> HttpResponse:
    """What to add: five plain choices."""
    context = {"here": "evidence", "scope": scope, "criterion": forms.initial_for(scope, request.GET)["criteria"]}
    return render(request, "evidence/add.html", context)


@room(Permission.ADD_EVIDENCE)
def add_kind(request: HttpRequest, scope, kind: str) -> HttpResponse:
    """Add a file, a link, a note, a measure snapshot or a voice theme."""
    if kind not in ADD:
        raise Http404
    form = forms.ADD_FORMS[kind](*_sent(request), scope=scope, initial=forms.initial_for(scope, request.GET))
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = [(FIELD[kind], TOO_MUCH)] if sent_too_much(request) else errors_of(form)
        if not errors:
            item, problem = done(ADD[kind], scope=scope, **form.content(), **form.given())
            if item is not None:
                messages.success(request, f"“{item.title}” is in the evidence library.")
                return _back(scope, item)
            errors = [(FIELD[kind], problem)]
    context = {
        "here": "evidence",
        "scope": scope,
        "kind": kind,
        "form": form,
        "errors": errors,
        "groups": framework.groups(),
        "indicators": forms.indicator_titles() if kind == "snapshot" else [],
        "invented": invented.indicators(scope.partnership) if kind == "snapshot" else [],
    }
    return render(request, "evidence/add_kind.html", context, status=422 if errors else 200)


@room(Permission.ADD_EVIDENCE)
def replace(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """Put something newer in the place of what an item holds."""
    found = _found(scope, item_id)
    if found.kind not in REPLACE:
        raise Http404
    version = queries.version(scope, item_id)
    initial = {"address": version.address, "text": version.text}
    form = forms.REPLACE_FORMS[found.kind](*_sent(request), initial=initial)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = [(FIELD[found.kind], TOO_MUCH)] if sent_too_much(request) else errors_of(form)
        if not errors:
            data = {"scope": scope, "item": found, "why": form.cleaned_data["why"]}
            made, problem = done(REPLACE[found.kind], **data, **form.content())
            if made is not None:
                messages.success(request, f"This is version {made.number}. The earlier ones are kept below.")
                return _back(scope, found)
            errors = [(FIELD[found.kind], problem)]
    context = {
        "here": "evidence",
        "scope": scope,
        "item": found,
        "kind": found.kind,
        "form": form,
        "errors": errors,
        "version": words.version_row(scope.name, version),
    }
    return render(request, "evidence/replace.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.ADD_EVIDENCE)
def refresh(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """Freeze a measure snapshot or a voice theme anew."""
    found = _found(scope, item_id)
    if found.kind not in REFRESH:
        raise Http404
    made, problem = done(REFRESH[found.kind], scope=scope, item=found)
    messages.info(request, problem or f"This is version {made.number}, as it stands today.")
    return _back(scope, found)


@room(Permission.ADD_EVIDENCE)
def change(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """Change what is said of an item. Who saves second is shown what changed meanwhile, and loses nothing."""
    found = _found(scope, item_id)
    form = forms.ChangeForm(_sent(request)[0], scope=scope, item=found)
    errors: list[tuple[str, str]] = []
    differences: list[tuple[str, str, str]] = []
    seen = found.revision
    if request.method == "POST":
        errors = errors_of(form)
        if not errors:
            data = form.cleaned_data
            given = {"about": form.about(), "seen": data["seen"], "owner_id": data["owner"], "why": data["why"]}
            try:
                made, problem = done(actions.change, scope=scope, item=found, **given)
            except actions.ChangedMeanwhileError as stands:
                made, seen = None, stands.item.revision
                differences = words.differences(data, forms.said_of(stands.item), form.names())
                problem = (
                    f"{stands.item.changed_by.name} changed this meanwhile. Below is what you wrote and what stands there "
                    "now: put right what should stay, then save again."
                )
            if made is not None:
                messages.success(request, "Your changes are saved.")
                return _back(scope, found)
            errors = [("id_title", problem)]
    context = {
        "here": "evidence",
        "scope": scope,
        "item": found,
        "form": form,
        "errors": errors,
        "differences": differences,
        "seen": seen,
        "groups": framework.groups(),
    }
    return render(request, "evidence/change.html", context, status=422 if errors else 200)


@room(Permission.ADD_EVIDENCE)
def withdraw(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """Take an item out of use, with the reason."""
    found = _found(scope, item_id)
    form = forms.WithdrawForm(_sent(request)[0])
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if not errors:
            problem = told(actions.withdraw, scope=scope, item=found, why=form.cleaned_data["why"])
            if not problem:
                messages.success(
                    request, "It is withdrawn. It stays readable, with your reason, and can be brought back."
                )
                return _back(scope, found)
            errors = [("id_why", problem)]
    context = {
        "here": "evidence",
        "scope": scope,
        "item": found,
        "uses": [use.words for use in queries.uses(scope, found)],
        "form": form,
        "errors": errors,
    }
    return render(request, "evidence/withdraw.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.ADD_EVIDENCE)
def restore(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """Undo a withdrawal."""
    found = _found(scope, item_id)
    problem = told(actions.restore, scope=scope, item=found, why=request.POST.get("why", "")[:500])
    messages.info(request, problem or "It is in use again, and so is everything that rests on it.")
    return _back(scope, found)


@require_POST
@room(Permission.RELEASE_FROM_FORUM)
def release(request: HttpRequest, scope, item_id: int) -> HttpResponse:
    """The forum lets an item out of its own space."""
    found = _found(scope, item_id)
    problem = told(actions.release, scope=scope, item=found, why=request.POST.get("why", "")[:500])
    messages.info(request, problem or "It is in the partnership's library now.")
    return _back(scope, found)
