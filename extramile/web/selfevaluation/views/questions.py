"""Questions: asking, answering within the room or by a link, placing the answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.secret_links import untold
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.actions import questions as actions
from extramile.web.selfevaluation.forms import AnswerForm, AskForm, PlaceForm
from extramile.web.selfevaluation.presenters import questions as words
from extramile.web.selfevaluation.queries import evaluations
from extramile.web.selfevaluation.queries import questions as queries
from extramile.web.selfevaluation.views.finding import around, criterion_or_404, evaluation_or_404, room


@room(Permission.LEAD_EVALUATION)
def questions(request: HttpRequest, scope, evaluation_id: int) -> HttpResponse:
    """Every question with who was asked."""
    found = evaluation_or_404(scope, evaluation_id)
    context = {
        **around(scope, found),
        "rows": [words.question_row(each) for each in queries.questions(scope, found)],
        "criteria": evaluations.framework_of(found).all_criteria(),
    }
    return render(request, "selfevaluation/questions.html", context)


@room(Permission.LEAD_EVALUATION)
def ask(request: HttpRequest, scope, evaluation_id: int, criterion_id: str) -> HttpResponse:
    """Ask people a question for a criterion."""
    found = evaluation_or_404(scope, evaluation_id)
    asked = criterion_or_404(found, criterion_id)
    form = AskForm(request.POST or None, scope=scope)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.ask, scope=scope, evaluation=found, criterion=asked.id, **form.cleaned_data)
            if not problem:
                return redirect("selfevaluation:questions", slug=scope.name, evaluation_id=found.pk)
            errors = [("id_members", problem)]
    chosen = {str(each) for each in form["members"].value() or []}
    context = {
        **around(scope, found),
        "criterion": asked,
        "form": form,
        "errors": errors,
        "members": [
            (each.pk, f"{each.person.name}, {each.organisation.name}", str(each.pk) in chosen)
            for each in form.fields["members"].queryset
        ],
    }
    return render(request, "selfevaluation/ask.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LEAD_EVALUATION)
def remind(request: HttpRequest, scope, evaluation_id: int, question_id: int) -> HttpResponse:
    """Remind everybody who has not answered."""
    found = queries.question(scope, evaluation_or_404(scope, evaluation_id), question_id)
    if found is None:
        raise Http404
    problem = told(actions.remind, scope=scope, question=found)
    messages.info(request, problem or "The reminders are on their way.")
    return redirect("selfevaluation:questions", slug=scope.name, evaluation_id=evaluation_id)


@require_POST
@room(Permission.LEAD_EVALUATION)
def no_longer(request: HttpRequest, scope, evaluation_id: int, asked_id: int) -> HttpResponse:
    """Ask somebody no longer."""
    found = queries.asked(scope, evaluation_or_404(scope, evaluation_id), asked_id)
    if found is None:
        raise Http404
    problem = told(actions.withdraw_asked, scope=scope, asked=found)
    if problem:
        messages.info(request, problem)
    return redirect("selfevaluation:questions", slug=scope.name, evaluation_id=evaluation_id)


@room(Permission.LEAD_EVALUATION)
def place(request: HttpRequest, scope, evaluation_id: int, asked_id: int) -> HttpResponse:
    """Put an answer beside a claim."""
    found = evaluation_or_404(scope, evaluation_id)
    asked = queries.asked(scope, found, asked_id)
    if asked is None or asked.answered_at is None:
        raise Http404
    form = PlaceForm(request.POST or None, initial={"words": asked.answer})
    errors: list[tuple[str, str]] = []
    rows = list(evaluations.claims(scope, found))
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            claim = next((each for each in rows if each.pk == form.cleaned_data["claim"]), None)
            if claim is None:
                raise Http404
            problem = told(
                actions.place_answer, scope=scope, asked=asked, claim=claim, words=form.cleaned_data["words"]
            )
            if not problem:
                return redirect("selfevaluation:claim", slug=scope.name, evaluation_id=found.pk, claim_id=claim.pk)
            errors = [("id_words", problem)]
    # The claims of the question's own criterion come first.
    rows.sort(key=lambda each: each.criterion != asked.question.criterion)
    context = {
        **around(scope, found),
        "asked": words.asked_row(asked),
        "question": asked.question,
        "form": form,
        "errors": errors,
        "claims": [("", "Choose"), *((each.pk, f"{each.criterion}: {each.judgement}") for each in rows)],
    }
    return render(request, "selfevaluation/place.html", context, status=422 if errors else 200)


def _answered(request: HttpRequest, asked, scope=None) -> HttpResponse:
    """One page: the question, and room for the answer."""
    form = AnswerForm(request.POST or None, initial={"answer": asked.answer})
    errors: list[tuple[str, str]] = []
    done = False
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.answer, asked=asked, words=form.cleaned_data["answer"], scope=scope)
            errors = [("id_answer", problem)] if problem else []
            done = not problem
    context = {
        "here": "know",
        "scope": scope,
        "asked": asked,
        "question": asked.question,
        "partnership": asked.question.evaluation.partnership,
        "form": form,
        "errors": errors,
        "done": done,
    }
    name = "selfevaluation/answer.html" if scope else "selfevaluation/answer_by_link.html"
    return render(request, name, context, status=422 if errors else 200)


@room()
def answer(request: HttpRequest, scope, asked_id: int) -> HttpResponse:
    """A member answers."""
    found = queries.asked_of_member(scope, asked_id)
    if found is None:
        raise Http404
    return _answered(request, found, scope)


def answer_by_link(request: HttpRequest, asked_id: int, token: str) -> HttpResponse:
    """Somebody without an account answers."""
    found = queries.asked_by_link(asked_id, token)
    if found is None:
        context = {
            "heading": "This question is no longer open",
            "advice": "It was withdrawn, or the self-evaluation is finished. Ask the person who asked you.",
        }
        return render(request, "design/error.html", context, status=404)
    return untold(_answered(request, found))
