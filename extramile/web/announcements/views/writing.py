"""Writing an announcement, its pictures, and the steps from checks to publication and back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.announcements.actions import correcting, releasing, writing
from extramile.web.announcements.forms import CorrectForm, PictureForm, TimeForm, WriteForm
from extramile.web.announcements.presenters import facts as fact_words
from extramile.web.announcements.presenters import working as words
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.queries.checks import contradicted
from extramile.web.announcements.queries.facts import facts
from extramile.web.announcements.views.within import announcement_or_404, around
from extramile.web.announcements.views.working import where_it_stands
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence.doing import TOO_MUCH, sent_too_much
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.WRITE_ANNOUNCEMENTS)
def write(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Write the texts; the second of two people is shown what the first wrote."""
    found = announcement_or_404(scope, announcement_id)
    form = WriteForm(request.POST or None)
    values, seen = {name: getattr(found, name) for name in writing.NAMES}, found.revision
    errors: list[tuple[str, str]] = []
    met: list[dict[str, str]] = []
    if request.method == "POST":
        values, errors = form.texts(), errors_of(form)
        seen = whole_number(request.POST.get("seen", "")) or 0
        if form.is_valid():
            try:
                problem = told(writing.write, scope=scope, announcement=found, texts=values, seen=seen)
                if not problem:
                    return redirect("announcements:preview", slug=scope.name, announcement_id=found.pk)
            except writing.ChangedError as meanwhile:
                problem, met = str(meanwhile), words.met(values, meanwhile.theirs)
                seen = meanwhile.theirs.revision
            errors = [("met" if met else "id_headline", problem)]
    context = {
        **around(scope, found, "write"),
        "fields": words.fields(values),
        "comparison": values.get("comparison", ""),
        "comparisons": form.fields["comparison"].choices,
        "seen": seen,
        "met": met,
        "errors": errors,
    }
    return render(request, "announcements/write.html", context, status=422 if errors else 200)


STEPS: dict[str, Any] = {
    "check": releasing.check,
    "reopen": releasing.reopen,
    "unschedule": releasing.unschedule,
    "publish": releasing.publish,
    "take-up": releasing.take_up,
}
# Steps with words, and how the action calls them.
SAID: dict[str, tuple[Any, str]] = {
    "withdraw": (releasing.withdraw, "note"),
    "restore": (releasing.restore, "why"),
    "drop": (releasing.drop, "why"),
    "leave": (releasing.leave_facts, "why"),
}
# What a person is told once a step is taken.
DONE = {
    "check": "It is checked. It can be published now.",
    "reopen": "You can write on. It is to be checked again.",
    "unschedule": "It is not published by itself any more.",
    "publish": "It is published: everybody can read it.",
    "take-up": "It is taken up again. You can write on.",
    "withdraw": "It is withdrawn. Its page says why, in place of what it said.",
    "restore": "It is published again: everybody can read it.",
    "drop": "It is dropped. What was written is kept here.",
    "leave": "The figures stay as they are. Why is kept here.",
    "schedule": "The time is set. It is published by itself then, if every check passes.",
}
CORRECTED = "It is corrected. What it said, what it says and why stand on its page."


@require_POST
@room(Permission.WRITE_ANNOUNCEMENTS)
def step(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Take a step."""
    found = announcement_or_404(scope, announcement_id)
    chosen, form = request.POST.get("step", ""), TimeForm()
    given: dict[str, Any] = {"scope": scope, "announcement": found}
    if chosen in STEPS:
        errors = _told("steps", told(STEPS[chosen], **given))
    elif chosen in SAID:
        action, name = SAID[chosen]
        errors = _told(f"id_{chosen}", told(action, **given, **{name: request.POST.get("why", "")}))
    elif chosen == "schedule":
        form = TimeForm(request.POST)
        errors = errors_of(form) or _told("id_day", told(releasing.schedule, **given, at=form.at()))
    else:
        raise Http404
    if not errors:
        messages.success(request, DONE[chosen])
        return redirect("announcements:page", slug=scope.name, announcement_id=found.pk)
    found = announcement_or_404(scope, announcement_id)
    return where_it_stands(request, scope, found, form, errors)


def _told(field: str, problem: str) -> list[tuple[str, str]]:
    return [(field, problem)] if problem else []


@room(Permission.SEE_ANNOUNCEMENTS)
def pictures(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """The pictures, each with its words; add one, describe one, take one out."""
    found = announcement_or_404(scope, announcement_id)
    form = PictureForm(request.POST or None, request.FILES or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = _picture(request, scope, found, form)
        if not errors:
            return redirect("announcements:pictures", slug=scope.name, announcement_id=found.pk)
    context = {
        **around(scope, found, "pictures"),
        "rows": list(queries.pictures(found)),
        "form": form,
        "errors": errors,
    }
    return render(request, "announcements/pictures.html", context, status=422 if errors else 200)


def _picture(request: HttpRequest, scope, found, form: PictureForm) -> list[tuple[str, str]]:
    if sent_too_much(request):
        return [("id_upload", TOO_MUCH)]
    if not form.is_valid():
        return errors_of(form)
    given: dict[str, Any] = {"scope": scope, "announcement": found}
    number = whole_number(request.POST.get("picture", ""))
    if number is not None:
        given["picture_id"] = number
        if request.POST.get("do") == "remove":
            return _told("id_upload", told(writing.remove_picture, **given))
        return _told("id_upload", told(writing.describe_picture, **given, **form.words()))
    file = form.cleaned_data["upload"]
    if file is None:
        return [("id_upload", "Choose a picture")]
    return _told("id_upload", told(writing.add_picture, **given, name=file.name, data=file.read(), **form.words()))


@room(Permission.SEE_ANNOUNCEMENTS)
def picture(request: HttpRequest, scope, announcement_id: int, picture_id: int) -> HttpResponse:
    """A picture, for those who may see the announcement."""
    found = announcement_or_404(scope, announcement_id)
    kept: Any = queries.picture(found, picture_id)
    if kept is None:
        raise Http404
    return HttpResponse(bytes(kept.content), content_type=kept.media_type)


@room(Permission.PUBLISH)
def correct(request: HttpRequest, scope, announcement_id: int, field: str) -> HttpResponse:
    """Correct a text, the figures, or take words off the page; everybody reads what and why."""
    found = announcement_or_404(scope, announcement_id)
    labels = dict(words.correctable())
    quoted = next((each for each in queries.standing(found) if f"quotation-{each.pk}" == field), None)
    if not queries.was_public(found) or (field not in labels and field != "facts" and quoted is None):
        raise Http404
    stands = getattr(found, field) if field in labels else ""
    known = facts(found, scope) if field == "facts" else {}
    # A text that says the old figure is corrected at once with the figure: before and after, the two agree.
    beside = {name: getattr(found, name) for name in contradicted(found, scope, known)} if known else {}
    form = CorrectForm(request.POST or None, initial={"words": stands, "seen": found.revision}, beside=beside)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            given = {
                "scope": scope,
                "announcement": found,
                "why": form.cleaned_data["why"],
                "seen": form.cleaned_data["seen"],
            }
            if field in labels:
                said = form.cleaned_data["words"]
                problem = told(correcting.correct_text, **given, field=field, words=said)
            elif quoted is not None:
                problem = told(correcting.correct_quotation, **given, quotation_id=quoted.pk)
            else:
                problem = told(correcting.correct_facts, **given, texts=form.texts())
            if not problem:
                messages.success(request, CORRECTED)
                return redirect("announcements:page", slug=scope.name, announcement_id=found.pk)
            errors = [("id_words" if field in labels else "id_why", problem)]
    context = {
        **around(scope, found, "correct"),
        "field": field,
        "label": labels.get(field, "the figures" if quoted is None else f"the words of the {quoted.role}"),
        "has_words": field in labels,
        "differences": fact_words.differences(found.facts, known) if field == "facts" else [],
        "beside": [(name, labels[each], form[name].value()) for name, each in form.beside.items()],
        "quoted": words.quoted(quoted) if quoted is not None else None,
        "form": form,
        "errors": errors,
    }
    return render(request, "announcements/correct.html", context, status=422 if errors else 200)
