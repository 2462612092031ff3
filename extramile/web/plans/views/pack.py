"""The packs of a plan's board and the plan as a document: asked for, built by a job, taken away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans import rendering
from extramile.web.plans.actions import packing as actions
from extramile.web.plans.presenters import packs as words
from extramile.web.plans.queries import versions
from extramile.web.plans.submission_forms import MeetingForm
from extramile.web.plans.views.within import around, plan_or_404


@room(Permission.SEE_PLANS)
def packs(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every pack as the board had it; posted, another is built as a job."""
    plan = plan_or_404(scope, plan_id)
    form = MeetingForm(request.POST or None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        scope.check(Permission.RUN_BOARDS)
        errors = errors_of(form)
        if form.is_valid():
            jobs: list[Any] = []
            problem = told(lambda: jobs.append(actions.ask_for_pack(scope=scope, plan=plan, **form.cleaned_data)))
            if not problem:
                return redirect("jobs:job", job_id=jobs[0].pk)
            errors = [("id_day", problem)]
    return _packs(request, scope, plan, form, errors)


def _packs(request: HttpRequest, scope, plan: Any, form: MeetingForm, errors: list[tuple[str, str]]) -> HttpResponse:
    found, unbuilt = list(versions.packs(plan)), list(versions.unbuilt(plan))
    context = {
        **around(scope, plan),
        "rows": words.rows(found, versions.forms_of(found), rendering.NAMES),
        "unbuilt": words.unbuilt(unbuilt, versions.why_unbuilt(unbuilt), found),
        "refused": scope.refused(Permission.RUN_BOARDS),
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/packs.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.RUN_BOARDS)
def unbuilt(request: HttpRequest, scope, plan_id: int, meeting_id: int) -> HttpResponse:
    """Try once more to build a pack that could not be built, or take it off the list."""
    plan = plan_or_404(scope, plan_id)
    meeting = versions.meeting(plan, meeting_id)
    if meeting is None:
        raise Http404
    jobs: list[Any] = []
    if request.POST.get("do") == "again":
        problem = told(lambda: jobs.append(actions.ask_again(scope=scope, meeting=meeting)))
    else:
        problem = told(actions.give_up, scope=scope, meeting=meeting)
    if problem:
        return _packs(request, scope, plan, MeetingForm(), [(f"meeting-{meeting_id}", problem)])
    return redirect("jobs:job", job_id=jobs[0].pk) if jobs else redirect("plans:packs", scope.name, plan.pk)


@room(Permission.SEE_PLANS)
def pack(request: HttpRequest, scope, plan_id: int, number: int, form: str) -> HttpResponse:
    """A pack in one form, as the board had it."""
    plan = plan_or_404(scope, plan_id)
    found = versions.file_of(plan, number, form)
    if found is None:
        raise Http404
    actions.opened(scope, plan, "board pack")
    return _file(bytes(found.content), form, f"board-pack-{found.snapshot.meeting.day}-{scope.name}-{number}")


@require_POST
@room(Permission.SEE_PLANS)
def build(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Have the plan built as a document."""
    plan = plan_or_404(scope, plan_id)
    form = request.POST.get("form", "")
    if form not in rendering.NAMES:
        raise Http404
    return redirect("jobs:job", job_id=actions.have_built(scope=scope, plan=plan, form=form).pk)


@room(Permission.SEE_PLANS)
def built(request: HttpRequest, scope, plan_id: int, built_id: int) -> HttpResponse:
    """A document that was built, for the person who asked for it."""
    plan = plan_or_404(scope, plan_id)
    found: Any = versions.built(scope, plan, built_id)
    if found is None:
        raise Http404
    return _file(bytes(found.content), found.form, f"plan-{scope.name}")


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=rendering.media_type(form))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
