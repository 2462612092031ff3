"""A part: who answers for it, and the ways on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions import parts as actions
from extramile.web.selfevaluation.forms import AssignForm
from extramile.web.selfevaluation.presenters import evaluations as words
from extramile.web.selfevaluation.queries import evaluations as queries
from extramile.web.selfevaluation.transitions import moves_from
from extramile.web.selfevaluation.views.finding import around, evaluation_or_404, room


def _part(scope, evaluation_id: int, part_id: int):
    found = queries.parts(scope, evaluation_or_404(scope, evaluation_id)).filter(pk=part_id).first()
    if found is None:
        raise Http404
    return found


@room()
def part(request: HttpRequest, scope, evaluation_id: int, part_id: int) -> HttpResponse:
    """A part; a lead assigns it here."""
    found = _part(scope, evaluation_id, part_id)
    initial = {"organisation": found.organisation_id, "member": found.member_id, "due": found.due}
    form = AssignForm(request.POST or None, scope=scope, initial=initial)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        scope.check(Permission.LEAD_EVALUATION)
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.assign_part, scope=scope, part=found, **form.cleaned_data)
            if not problem:
                return redirect("selfevaluation:part", slug=scope.name, evaluation_id=evaluation_id, part_id=part_id)
            errors = [("id_organisation", problem)]
        found = _part(scope, evaluation_id, part_id)
    pack = queries.framework_of(found.evaluation)
    ways = [way for way in moves_from(found.state) if not actions.why_not_movable(scope, found, way)]
    context = {
        **around(scope, found.evaluation),
        "part": words.part_row(found, pack),
        "moved": f"{words.day(found.moved_at)}, {found.moved_by.name}" if found.moved_by else "",
        "criteria": [each for each in pack.all_criteria() if each.id in found.criteria],
        "ways": [way for way in ways if way.name != "assign"],
        "can_assign": any(way.name == "assign" for way in ways),
        "form": form,
        "errors": errors,
        "organisations": [("", "Choose"), *((each.pk, each.name) for each in form.fields["organisation"].queryset)],
        "members": [
            ("", "Nobody in particular"),
            *((each.pk, f"{each.person.name}, {each.organisation.name}") for each in form.fields["member"].queryset),
        ],
    }
    return render(request, "selfevaluation/part.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WRITE_CLAIMS)
def move(request: HttpRequest, scope, evaluation_id: int, part_id: int, way: str) -> HttpResponse:
    """Submit, take back, return or agree."""
    found = _part(scope, evaluation_id, part_id)
    problem = told(actions.move_part, scope=scope, part=found, name=way, why=request.POST.get("why", "")[:500])
    if problem:
        return render(
            request, "design/error.html", {"heading": "The part stays where it is", "advice": problem}, status=422
        )
    return redirect("selfevaluation:part", slug=scope.name, evaluation_id=evaluation_id, part_id=part_id)
