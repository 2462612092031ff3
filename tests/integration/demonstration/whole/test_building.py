"""The demonstration in its real size: what is in it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from extramile.core.days import is_working_day
from extramile.core.frameworks import pack
from extramile.core.listening import agreement
from extramile.web.accounts.models import Person
from extramile.web.accounts.personas import DOMAIN, persona, personas
from extramile.web.audit.models import Event
from extramile.web.audit.queries import verify
from extramile.web.demonstration import building
from extramile.web.demonstration.days import in_term
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.today import cards
from extramile.web.plans.models import Measure
from extramile.web.returns.models import Item as ReturnProblem
from extramile.web.returns.models import Load
from extramile.web.returns.presenters import figures as shown
from extramile.web.returns.queries import figures
from extramile.web.selfevaluation.models import Challenge, Claim, Evaluation, Part, PartState, SignOff, StatementLine
from extramile.web.selfevaluation.models import Quote as ClaimQuote
from extramile.web.voices import coding, queries
from extramile.web.voices.models import Answer, LoopEntry, Population, Quote, Response, Session, Survey

pytestmark = pytest.mark.long

WEXMOOR = "wexmoor"
# What people are promised, on a laptop.
SECONDS = 120


@pytest.fixture
def wexmoor(demonstration: float, db: None) -> Partnership:
    """The invented partnership."""
    return Partnership.objects.get(slug=WEXMOOR)


def evaluation(framework: str) -> Evaluation:
    """Return the self-evaluation of Wexmoor under a framework."""
    return Evaluation.objects.get(partnership__slug=WEXMOOR, pack=framework)


def test_an_honest_size_in_time(wexmoor: Partnership, demonstration: float) -> None:
    assert demonstration < SECONDS
    assert wexmoor.organisations.count() == 13
    assert wexmoor.members.count() == 19
    assert Item.objects.filter(partnership=wexmoor).count() >= 65
    assert {kind.value for kind in Kind} == set(Item.objects.values_list("kind", flat=True))
    assert set(Item.objects.values_list("sensitivity", flat=True)) == set(Sensitivity.values)
    assert {item.space for item in Item.objects.all()} == {"", "forum"}
    assert evaluation("send-2023").claims.filter(taken_out_at=None).count() >= 30
    assert evaluation("send-2016").claims.count() >= 8
    assert Response.objects.filter(survey__partnership=wexmoor).count() == 132 + 219 + 92
    assert Answer.objects.filter(question__survey__partnership=wexmoor).count() > 3000
    assert Session.objects.filter(partnership=wexmoor).count() == 5
    totals = {sum(each.counts.values()) for each in Population.objects.filter(partnership=wexmoor)}
    assert totals == {3012}


def test_sessions_are_held_when_schools_are_open(wexmoor: Partnership) -> None:
    days = list(Session.objects.filter(partnership=wexmoor).values_list("held_on", flat=True))
    assert len(set(days)) == len(days)
    assert all(is_working_day(day) and in_term(day) for day in days)
    heard = {each.source: each.said_on for each in ClaimQuote.objects.all() if each.source.startswith("Session")}
    for title, day in heard.items():
        assert Session.objects.get(title=title).held_on == day


def test_snapshots_of_an_area_that_does_not_exist_say_so(wexmoor: Partnership) -> None:
    snapshots = Item.objects.filter(partnership=wexmoor, kind=Kind.SNAPSHOT)
    assert snapshots.count() == 5
    assert all("(invented)" in each.title for each in snapshots)


def test_a_whole_self_evaluation(wexmoor: Partnership) -> None:
    present = evaluation("send-2023")
    claims = Claim.objects.filter(evaluation=present, taken_out_at=None)

    for criterion in pack("send-2023").all_criteria():
        of_it = claims.filter(criterion=criterion.id)
        assert 2 <= of_it.count() <= 5, criterion.id
        assert {each.polarity for each in of_it} == {"strength", "gap"}, criterion.id
    assert set(Part.objects.filter(evaluation=present).values_list("state", flat=True)) == set(PartState.values)
    assert present.versions.count() == 2
    assert SignOff.objects.filter(version__evaluation=present, withdrawn_at=None).count() == 3
    assert StatementLine.objects.filter(evaluation=present).count() == 12
    assert Challenge.objects.filter(claim__evaluation=present, answered_at=None).exists()
    assert Challenge.objects.filter(claim__evaluation=present, answered_at__isnull=False).exists()
    assert claims.filter(origin__evaluation=evaluation("send-2016")).exists()


def test_returns_over_two_years_with_one_real_shift(wexmoor: Partnership) -> None:
    scope = scope_of(persona(f"data.manager@{DOMAIN}"), WEXMOOR)
    assert scope is not None
    first, middle, last = Load.objects.filter(partnership=wexmoor).order_by("pk")
    assert first.year < middle.year == last.year
    assert 0 < sum(each.failures for each in last.rules.all()) < sum(each.failures for each in middle.rules.all())
    assert any(each.same for each in last.rules.all())
    raw, earlier = figures.figures(scope, last), figures.earlier(scope, last)
    assert raw is not None
    months = shown.months("plans-in-20-weeks", raw, earlier)
    told = shown.series("Plans", months)
    assert len(months) == 24
    assert told is not None
    assert (
        "A shift: 8 figures, or more, on one side of the centre; one on it is not counted and ends nothing (above the centre"
        in told["chart"].description
    )
    assert {"late", "this week", "later", "in exception"} <= set(raw.work)


def test_figures_of_returns_are_proof_and_move_a_measure(wexmoor: Partnership) -> None:
    kept = Item.objects.get(partnership=wexmoor, title__startswith="Plans issued within 20 weeks, exceptions left out")
    assert kept.uses.get().kind == "claim"
    measure = Measure.objects.get(source="returns")
    assert measure.readings.get().value > measure.baseline
    assert {"accepted", "explained", "open"} == set(ReturnProblem.objects.values_list("state", flat=True))


def test_two_readers_agree_as_people_do(wexmoor: Partnership) -> None:
    scope = scope_of(persona("forum.member@wexmoor.example"), WEXMOOR)
    assert scope is not None
    readings = [coding.codings(each) for each in queries.to_code(scope)]
    pairs = [
        (frozenset(each["first"].codes), frozenset(each["second"].codes))
        for each in readings
        if {"first", "second"} <= set(each)
    ]
    kappa = agreement(pairs, [each.id for each in coding.code_book(scope)]).overall.kappa

    assert len(pairs) >= 20
    assert kappa is not None
    assert 0.6 <= kappa <= 0.88


def test_hardly_anybody_says_the_same(wexmoor: Partnership) -> None:
    texts = list(Answer.objects.exclude(text="").values_list("text", flat=True))

    assert len(set(texts)) > 0.98 * len(texts)
    assert not [each for each in texts if "{" in each]


def test_the_loop_has_all_its_stages(wexmoor: Partnership) -> None:
    entries = LoopEntry.objects.filter(partnership=wexmoor)

    assert all(entries.exclude(**{stage: ""}).exists() for stage in ("decided", "done", "difference", "not_done"))
    assert entries.filter(decided="").exists()
    assert len(queries.public_loop(WEXMOOR)) >= 3
    assert entries.filter(space="forum", released_on=None).exists()


def test_the_trail_is_whole_and_nothing_comes_from_the_future(demonstration: float, db: None) -> None:
    assert verify(None)[1] == []
    moments = list(Event.objects.filter(scope=WEXMOOR).order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()
    assert Survey.objects.get(state="open").opens < timezone.localdate()


def test_everybody_has_something_to_do_and_something_to_try(demonstration: float, db: None) -> None:
    every = personas()
    assert len(every) == Person.objects.count()
    for each in every:
        assert each.first, each.name
        slugs = {"harrowmere"} if each.email.startswith("harrowmere") else {WEXMOOR}
        for slug in slugs:
            scope = scope_of(persona(each.email), slug)
            assert scope is not None
            assert any(card.items for card in cards(scope)), each.name


def test_the_first_page_of_each_persona_can_be_opened(demonstration: float, db: None, client: Client) -> None:
    for each in personas():
        answer = client.post("/sign-in/as/", {"persona": each.email, "next": each.href})
        assert answer.headers["Location"] == each.href
        page = client.get(each.href)
        assert page.status_code == 200, each.name
        assert "does not exist" in page.content.decode()


def test_parts_and_questions_go_to_those_who_may_answer(wexmoor: Partnership, client: Client) -> None:
    client.post("/sign-in/as/", {"persona": "sena.lead@wexmoor.example"})
    present = evaluation("send-2023")
    at = f"/p/wexmoor/know/{present.pk}"
    part = client.get(f"{at}/parts/{Part.objects.get(evaluation=present, state='open').pk}/").content.decode()
    question = client.get(f"{at}/criteria/I5/ask/").content.decode()

    assert "Wynne Darrow, Harbour Lane" in part
    assert "Wynne Darrow, Harbour Lane" in question
    assert "Gideon Ames" not in part, "a reader writes nothing"
    assert "Leif Granger" not in part + question, "a reviewer reads"
    assert "Peer review team" not in part


def test_a_reviewer_opens_a_piece_of_evidence_with_two_clicks(demonstration: float, db: None, client: Client) -> None:
    client.post("/sign-in/as/", {"persona": "reviewer@wexmoor.example"})
    assert "/p/wexmoor/evidence/criteria/" in client.get("/p/wexmoor/").content.decode()
    index = client.get("/p/wexmoor/evidence/criteria/").content.decode()
    shown = set(re.findall(r"/p/wexmoor/evidence/\d+/", index))
    assert len(shown) >= 12
    assert all(client.get(address).status_code == 200 for address in shown)


def test_what_is_invented_says_so(demonstration: float, db: None) -> None:
    assert set(Partnership.objects.values_list("is_fictional", flat=True)) == {True}
    for quote in Quote.objects.exclude(consent="none"):
        assert quote.consent_until is not None


def test_a_second_build_finds_it_there(demonstration: float, db: None) -> None:
    before = Event.objects.count()
    assert building.build() == 0
    assert Event.objects.count() == before
