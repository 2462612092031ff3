"""A survey with 5,000 answers, a third of them coded: results with who was reached, by group, themes and coding, each against an
empty view behind the same middleware: read when the counts are ready, and made by the first reader after a change."""

import random
from collections.abc import Iterator
from datetime import timedelta

from benchmarks import Measurement
from benchmarks.timing import beside, median, p95, times

ANSWERS, ROUNDS = 5000, 40
PAGES = {
    "results and who was reached": "surveys/{survey}/results/",
    "results by main need": "surveys/{survey}/results/?by=need",
    "results as CSV": "surveys/{survey}/results.csv",
    "the room": "",
    "one theme": "themes/annual-reviews/",
    "whom we have heard": "heard/",
}
# A reader waits no longer than for five empty views; whoever comes first after a change has the counts made.
MOST_TIMES, FIRST_SECONDS = 5, 2


def measure() -> Iterator[Measurement]:
    """Measure each page: median and p95, and the p95 as a multiple of the empty view's."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from extramile.web.config import urls
    from extramile.web.partnerships.doors import room
    from extramile.web.voices.models import ReadyCounts

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    lead, survey = _fill()
    urls.urlpatterns.append(path("p/<slug:slug>/empty-of-voices/", room()(lambda request, scope: HttpResponse(""))))
    client = Client()
    client.force_login(lead.person)

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    for name, address in PAGES.items():
        here = f"/p/heard/voices/{address.format(survey=survey.pk)}"

        def first(here: str = here) -> None:
            ReadyCounts.objects.all().delete()
            get(here)

        made = times(first, 3)
        yield Measurement(
            f"{name}, the first reader, median", median(made), "ms", "", f"{FIRST_SECONDS} s at most",
            median(made) <= 1000 * FIRST_SECONDS,
        )  # fmt: skip
        empty, taken = beside(lambda: get("/p/heard/empty-of-voices/"), lambda here=here: get(here), ROUNDS)
        ratio = median(taken) / median(empty)
        yield Measurement(
            f"{name}, median", median(taken), "ms", f"{ratio:.1f} empty views of {median(empty):.1f} ms",
            f"{MOST_TIMES} empty views at most", ratio <= MOST_TIMES,
        )  # fmt: skip
        yield Measurement(f"{name}, p95", p95(taken), "ms", f"{p95(taken) / p95(empty):.1f} empty views")


def _fill() -> tuple:
    """Make a closed survey of families with 5,000 invented answers from a seed."""
    from django.utils import timezone

    from extramile.core.listening import groups
    from extramile.web.partnerships.permissions import Role
    from extramile.web.voices import actions, answering
    from extramile.web.voices.models import Answer, Coding, Response
    from tests.partnership import make_member, make_partnership, scope_for

    lead = scope_for(make_member(make_partnership("heard"), Role.LEAD))
    survey = actions.make_survey(scope=lead, template="parents", title="", audience="", space="partnership")
    actions.open_survey(scope=lead, survey=survey)
    survey.refresh_from_db()
    chance = random.Random(7)  # noqa: S311 - invented answers
    today = timezone.localdate()
    questions = list(survey.questions.all())
    options = {group.id: [option.id for option in group.options] for group in groups()}
    responses = [
        Response(survey=survey, answered_on=today - timedelta(days=n % 30), way="online", batch=survey.batch)
        for n in range(ANSWERS)
    ]
    answers = []
    for response in responses:
        for question in questions:
            value, text = None, ""
            if question.kind == "about":
                value = chance.choice(options[question.about])
            elif question.kind in {"short", "long"}:
                text = f"Annual reviews come late, for the {chance.randrange(9)}th time, and nobody tells us why."
            elif question.kind == "grid":
                value = {str(n): chance.randint(1, 5) for n in range(len(question.options))}
            elif question.kind == "many":
                value = sorted(chance.sample(range(len(question.options)), 2))
            else:
                value = int(chance.choice(answering.choices(question)).value)
            answers.append(Answer(response=response, question=question, value=value, text=text))
    Response.objects.bulk_create(responses, batch_size=500)
    Answer.objects.bulk_create(answers, batch_size=500)
    coded = [each for each in answers if each.text and each.pk.int % 3 == 0]
    Coding.objects.bulk_create(
        (Coding(answer=each, part="first", codes=["annual-reviews"], by=lead.person) for each in coded), batch_size=500
    )
    actions.close_survey(scope=lead, survey=survey)
    return lead, survey
