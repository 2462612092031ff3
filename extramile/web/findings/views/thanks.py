"""Letters of thanks after publication: composed, mended, taken away, noted as sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.findings import thanking
from extramile.web.findings.actions import thanks as actions
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import meeting
from extramile.web.findings.queries import thanks as queries
from extramile.web.findings.views.within import around, readable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.LEAD_INSPECTION)
def thanks(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Whom to thank, and the letters; posted, they are composed for all who have none."""
    inspection = readable(scope, inspection_id)
    if embargo.holds(inspection):
        raise Http404
    problem = ""
    if request.method == "POST":
        problem = told(actions.compose_thanks, scope=scope, inspection=inspection)
        if not problem:
            return redirect("findings:thanks", slug=scope.name, inspection_id=inspection.pk)
    return _page(request, scope, inspection, [("letters", problem)] if problem else [])


def _page(
    request: HttpRequest,
    scope,
    inspection: Any,
    errors: list[tuple[str, str]],
    *,
    open_letter: int = 0,
    met: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    letters = list(queries.letters(inspection))
    held = {each.name for each in letters}
    written = request.POST.get("words") if errors else None
    context = {
        **around(scope, inspection),
        "letters": [
            {
                "id": each.pk,
                "name": each.name,
                "words": each.words if written is None or each.pk != open_letter else written,
                "revision": each.revision,
                "sent": f"{meeting.moment(each.sent_at)}, {each.sent_by_way}" if each.sent_at else "",
                "open": each.pk == open_letter,
                "met": met if each.pk == open_letter else None,
                "history": meeting.told(
                    [
                        (text, "Composed" if text.revision == 1 else "Changed", {"words": text.words})
                        for text in each.texts.all()
                    ],
                    queries.LABELS,
                ),
            }
            for each in letters
        ],
        "waiting": [name for name in queries.took_part(inspection) if name not in held],
        "errors": errors,
    }
    return render(request, "findings/thanks.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LEAD_INSPECTION)
def letter(request: HttpRequest, scope, inspection_id: int, thanks_id: int) -> HttpResponse:
    """Save the words of a letter, or note that it went out."""
    inspection = readable(scope, inspection_id)
    found = queries.letter(inspection, thanks_id)
    if found is None:
        raise Http404
    if request.POST.get("do") == "sent":
        problem = told(actions.note_sent, scope=scope, thanks=found, way=request.POST.get("way", ""))
    else:
        number = whole_number(request.POST.get("seen", "")) or 0
        words = request.POST.get("words", "")[:10_000]
        try:
            problem = told(actions.change_thanks, scope=scope, thanks=found, words=words, seen=number)
        except ChangedMeanwhileError as meanwhile:
            # The form holds what was typed, and is saved as a change of what stands now.
            both = meeting.met(meanwhile.met)
            return _page(
                request, scope, inspection, [(f"letter-{found.pk}", str(meanwhile))], open_letter=found.pk, met=both
            )
    if problem:
        return _page(request, scope, inspection, [(f"letter-{found.pk}", problem)], open_letter=found.pk)
    return redirect("findings:thanks", slug=scope.name, inspection_id=inspection.pk)


@room(Permission.LEAD_INSPECTION)
def take(request: HttpRequest, scope, inspection_id: int, thanks_id: int, form: str) -> HttpResponse:
    """Take a letter away as Word or PDF."""
    inspection = readable(scope, inspection_id)
    found = queries.letter(inspection, thanks_id)
    if found is None or form not in thanking.FORMS:
        raise Http404
    kind, content = thanking.rendered(scope, found, form)
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="thanks-{found.pk}.{form}"'
    return response
