"""The public pages on which people answer. No account, no session, no cookie, nothing kept but what they send.

They take forms without a token against forged ones: a token needs a cookie, and there is nothing to forge, since nobody is
signed in here. Whoever has the link may send answers; whoever has a secret link may change a draft.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.design.secret_links import untold
from extramile.web.voices import actions, answering, queries
from extramile.web.voices.presenters import asking

Parts = Sequence[tuple[str, list[queries.Question]]]
Errors = list[tuple[str, str]]


def _step(text: str, most: int) -> int:
    return min(max(whole_number(text) or 1, 1), max(most, 1))


@csrf_exempt
def answer(request: HttpRequest, code: str, secret: str = "") -> HttpResponse:
    """The survey: on one page or section by section, to be saved and finished later, or sent."""
    survey = queries.public_survey(code)
    if survey is None:
        raise Http404
    window = queries.window(survey)
    if window != "open":
        if window == "after":
            actions.forget_drafts(survey)
        public = window == "after" and bool(queries.public_loop(survey.partnership.slug))
        return render(request, "voices/public/closed.html", {"survey": survey, "window": window, "public": public})
    draft = queries.draft(survey, secret) if secret else None
    if secret and draft is None:
        return render(request, "voices/public/gone.html", {"survey": survey}, status=404)
    parts = answering.sections(survey.questions.all())
    if survey.one_page:
        parts = [("", [each for _, questions in parts for each in questions])]
    step = _step(request.POST.get("step") or request.GET.get("step", "1"), len(parts))
    questions = parts[step - 1][1] if parts else []
    raw = dict(draft.content) if draft else {}
    errors: Errors = []
    if request.method == "POST":
        given = answering.sent(questions, request.POST)
        raw |= given
        answered = _answered(request, survey, parts, step=step, raw=raw, given=given, secret=secret)
        if isinstance(answered, HttpResponse):
            return untold(answered)
        errors = answered
    context = {
        "survey": survey,
        "step": step,
        "steps": len(parts),
        "section": parts[step - 1][0] if parts else "",
        "sections": _shown(parts if survey.one_page else parts[step - 1 : step], raw, dict(errors), survey),
        "errors": errors,
        "first": step == 1,
        "last": step == len(parts),
        "secret": secret,
        "back": f"{reverse('voices:resume', args=[code, secret])}?step={step - 1}" if secret and step > 1 else "",
        "name": request.POST.get("name", ""),
        "contact": request.POST.get("contact", ""),
    }
    return untold(render(request, "voices/public/answer.html", context, status=422 if errors else 200))


def _shown(
    parts: Parts, raw: Mapping[str, Any], errors: Mapping[str, str], survey: queries.Survey
) -> list[tuple[str, list[asking.Asked]]]:
    if survey.one_page:
        parts = answering.sections(parts[0][1])
    return [(title, [asking.asked(each, raw, errors) for each in questions]) for title, questions in parts]


def _answered(
    request: HttpRequest,
    survey: queries.Survey,
    parts: Parts,
    *,
    step: int,
    raw: Mapping[str, Any],
    given: Mapping[str, Any],
    secret: str,
) -> HttpResponse | Errors:
    """Save, go on or send; return where to go, or what is wrong."""
    if request.POST.get("do") == "save":
        secret = actions.keep_draft(survey=survey, secret=secret, raw=given)
        context = {
            "survey": survey,
            "link": settings.SITE_ADDRESS + reverse("voices:resume", args=[survey.code, secret]),
            "secret": secret,
        }
        return render(request, "voices/public/saved.html", context)
    errors = answering.problems(parts[step - 1][1], raw)
    if errors:
        return errors
    if step < len(parts):
        secret = actions.keep_draft(survey=survey, secret=secret, raw=given)
        return redirect(f"{reverse('voices:resume', args=[survey.code, secret])}?step={step + 1}")
    everything = [question for _, questions in parts for question in questions]
    for number, (_, questions) in enumerate(parts, start=1):
        # Somebody may have come to the last section by its address.
        if answering.problems(questions, raw) and number != step:
            return redirect(f"{reverse('voices:resume', args=[survey.code, secret])}?step={number}")
    problem = told(
        actions.send_answers,
        survey=survey,
        raw={name: raw.get(name, "") for question in everything for name in answering.names(question)},
        secret=secret,
        name=request.POST.get("name", ""),
        contact=request.POST.get("contact", ""),
    )
    if problem:
        return [(f"id_{answering.fields(parts[step - 1][1][0])[0]}", problem)]
    return redirect("voices:thanks", code=survey.code)


def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """What happens next."""
    survey = queries.public_survey(code)
    if survey is None:
        raise Http404
    return render(request, "voices/public/thanks.html", {"survey": survey})
