"""Taking what tells of a person out of what everybody reads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.announcements.actions import protecting
from extramile.web.announcements.beside import lines_of
from extramile.web.announcements.forms import ProtectForm
from extramile.web.announcements.presenters import working as words
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.queries import silencing
from extramile.web.announcements.views.within import announcement_or_404, around
from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

ALL, CLEAR = "all", "clear"
WITHDRAWN = "It is withdrawn. Its page says only that, to protect somebody’s privacy."
TAKEN_OUT = "It is taken out. Everybody reads that and when, and nothing of what it said."
CLEARED = "It is confirmed that it tells of nobody any more. It can be published again."


@room(Permission.PROTECT_PEOPLE)
def privacy(request: HttpRequest, scope, announcement_id: int, part: str) -> HttpResponse:
    """Take out a passage, words of somebody or a picture, or withdraw the whole; everybody reads only that, and when.

    What was withdrawn so can be said to tell of nobody any more.
    """
    found = announcement_or_404(scope, announcement_id)
    quoted, pictures = list(queries.standing(found)), list(queries.pictures(found))
    parts, apart = dict(words.protectable(found, quoted, pictures)), words.protectable_parts(quoted, pictures)
    if not queries.was_public(found) or part not in parts:
        raise Http404
    texts = dict(words.correctable())
    stands = getattr(found, part) if part in texts else ""
    initial = {"words": stands, "seen": found.revision}
    form = ProtectForm(request.POST or None, initial=initial, parts=apart if part == ALL else [])
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            given = {"scope": scope, "announcement": found, "why": form.cleaned_data["why"]}
            if part == ALL:
                problem = told(protecting.withdraw, **given, parts=form.cleaned_data["parts"])
            elif part == CLEAR:
                problem = told(protecting.clear, **given, seen=form.cleaned_data["seen"])
            else:
                more = {"part": part, "words": form.cleaned_data["words"], "seen": form.cleaned_data["seen"]}
                problem = told(protecting.take_out, **given, **more)
            if not problem:
                messages.success(request, {ALL: WITHDRAWN, CLEAR: CLEARED}.get(part, TAKEN_OUT))
                return redirect("announcements:page", slug=scope.name, announcement_id=found.pk)
            errors = [("id_words" if part in texts else "id_why", problem)]
    tells = silencing.everything if part == ALL else silencing.of_part(found, part)
    # To confirm silences nothing.
    lines = [] if part == CLEAR else lines_of(found)
    context = {
        **around(scope, found, "privacy"),
        "silenced": [each for each in lines if tells(each)],
        "left": [each for each in lines if not tells(each)],
        "part": part,
        "label": parts[part],
        "has_words": part in texts,
        "whole": part == ALL,
        "clears": part == CLEAR,
        "parts": apart,
        "chosen": request.POST.getlist("parts"),
        "named": words.named(found, parts),
        "form": form,
        "errors": errors,
    }
    return render(request, "announcements/privacy.html", context, status=422 if errors else 200)
