"""The plan of the invented area: half way, with three things that moved and one that did not."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.core.planning import Colour, Fitness, ImpactStatus, fitness
from extramile.web.accounts.personas import DOMAIN, persona
from extramile.web.partnerships.queries import scope_of
from extramile.web.plans.models import PackFile, Plan
from extramile.web.plans.queries import content
from extramile.web.plans.queries.results import weaknesses

pytestmark = pytest.mark.long


@pytest.fixture
def whole(demonstration: float, db: None) -> content.PlanNow:
    """The plan as it stands."""
    scope = scope_of(persona(f"sena.lead@{DOMAIN}"), "wexmoor")
    assert scope is not None
    return content.now(scope, Plan.objects.get(partnership=scope.partnership), timezone.localdate())


def test_three_themes_moved_and_one_did_not(whole: content.PlanNow) -> None:
    moved = [any(each.impact.status is ImpactStatus.MOVING for each in theme.measures) for theme in whole.themes]
    assert sorted(moved) == [False, True, True, True]
    [stuck] = [theme for theme, each in zip(whole.themes, moved, strict=True) if not each]
    assert stuck.rating.colour is Colour.RED
    assert Colour.GREEN in {theme.rating.colour for theme in whole.themes}


def test_it_is_fit_to_be_sent(whole: content.PlanNow) -> None:
    answers = {each.asked.id: each.state for each in fitness(content.to_check(whole)) if not each.fit}
    # No finding of its inspection names a body, so of one check nobody can say.
    assert answers == {"shared": Fitness.CANNOT_SAY}


def test_it_came_back_once_and_its_board_had_a_pack(whole: content.PlanNow) -> None:
    plan = whole.plan
    sent = plan.snapshots.filter(kind="submission").order_by("number")
    assert [[reply.verdict for reply in each.replies.all()] for each in sent] == [["not-fit"], ["fit"]]
    assert plan.state == "agreed"
    files = PackFile.objects.filter(snapshot__plan=plan)
    assert {each.form: bytes(each.content)[:4] for each in files} == {
        "pdf": b"%PDF",
        "docx": b"PK\x03\x04",
        "html": b"<!DO",
    }
    assert all(each.decided_by and each.decided_why for each in whole.decisions if each.decided_on)


def test_a_visit_said_of_each_area_of_weakness_whether_enough_was_done(whole: content.PlanNow) -> None:
    scope = scope_of(persona(f"sena.lead@{DOMAIN}"), "wexmoor")
    assert scope is not None
    said = {each.place.finding.words[:12]: each.results for each in weaknesses(scope, whole.plan)}
    assert [[one.enough for one in each] for each in said.values()] == [[True], [True], [True], [False]]
    assert all("invented" in one.source for each in said.values() for one in each)
    visit = whole.plan.snapshots.get(kind="monitoring")
    assert {one.on for each in said.values() for one in each} == {visit.held_on}

    client = Client()
    client.force_login(scope.person)
    page = client.get(reverse("plans:plan", args=["wexmoor", whole.plan.pk])).content.decode()
    for each in ("What a later visit said", "Not sufficient progress", "does not exist. Its people"):
        assert each in page
    theme = next(each.theme for each in whole.themes if each.theme.title.startswith("Short breaks"))
    thread = client.get(reverse("thread:thread", args=["wexmoor", "plan-theme", theme.pk])).content.decode()
    assert "not enough progress" in thread
    assert reverse("plans:revisit", args=["wexmoor", whole.plan.pk]) in thread


def test_it_stands_half_way(whole: content.PlanNow) -> None:
    assert {each.action.state for each in whole.actions} == {"on-track", "delayed", "done"}
    assert any(each.overdue for each in whole.actions)
    assert any(each.decided_on is None for each in whole.decisions)


def test_a_figure_was_replaced_and_one_was_not_available(whole: content.PlanNow) -> None:
    kept = {each.measure.title: each for each in whole.measures}
    [again] = [each for each in kept.values() if each.measure.readings.count() > len(each.readings)]
    assert again.measure.title == "Psychology advice given within six weeks"
    assert {reading.state for each in kept.values() for reading in each.readings} == {"known", "missing"}
