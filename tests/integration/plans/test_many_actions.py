"""A plan of 200 actions asks the database no more often than one of four, on none of its pages and on no thread through it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from extramile.core.disclosure import Basis, Counts
from extramile.web.partnerships.permissions import Role
from extramile.web.plans.actions import planning
from extramile.web.plans.models import Action, ActionIn, FindingIn, Measure, Milestone, Plan, Reading, Theme
from extramile.web.publicpage.actions import releasing
from tests.integration.plans.making import Ground, make_action, make_ground, make_measure
from tests.partnership import make_member

pytestmark = pytest.mark.django_db
FEW, MANY = 4, 200
PLAN = (
    "",
    "checks/",
    "submission/",
    "themes/{theme}/",
    "actions/",
    "actions/?words=action&state=not-started",
    "actions/{action}/",
    "actions/{action}/change/",
    "measures/{measure}/",
    "by-owner/",
    "by-body/",
    "by-date/",
    "exceptions/",
    "actions.xlsx",
    "many/",
)
PAGES = (
    *(f"/p/ashcombe/plan/{{plan}}/{each}" for each in PLAN),
    "/p/ashcombe/plan/",
    "/p/ashcombe/plan/mine/",
    "/p/ashcombe/",
    "/p/ashcombe/thread/",
    "/p/ashcombe/thread/loose-ends.csv",
    "/p/ashcombe/thread/?sort=action-without-measure",
    "/p/ashcombe/thread/finding/{finding}/",
    "/p/ashcombe/thread/plan-theme/{theme}/",
    "/p/ashcombe/thread/action/{action}/",
    "/p/ashcombe/thread/measure/{measure}/",
    "/p/ashcombe/tell/page/",
    "/p/ashcombe/tell/page/themes/{theme}/",
    "/local/ashcombe/",
    "/local/ashcombe/progress/{theme}/",
)


@dataclass
class Asked:
    """How many questions each page took with few actions and with many."""

    few: dict[str, int]
    many: dict[str, int]


@pytest.fixture(scope="module")
def asked(shared_db: None) -> Asked:
    ground = make_ground()
    action, measure = make_action(ground, "The first action"), make_measure(ground)
    planning.step(scope=ground.lead, plan=ground.plan, do="adopt", why="The board adopted it")
    releasing.write(scope=ground.lead, introduction="", contact="The SEND team", seen=1)
    releasing.open_page(scope=ground.lead)
    grow(ground, action, FEW)
    ids = {
        "plan": ground.plan.pk,
        "theme": ground.theme.pk,
        "action": action.pk,
        "measure": measure.pk,
        "finding": FindingIn.objects.filter(theme=ground.theme).values_list("finding", flat=True)[0],
    }
    few = questions(ground, ids)
    grow(ground, action, MANY - FEW)
    return Asked(few, questions(ground, ids))


def grow(ground: Ground, first: Action, many: int) -> None:
    """Give the plan more of everything: actions of several owners, bodies and themes, with milestones, needs and measures."""
    lead, today = ground.lead, timezone.localdate()
    body = lead.organisation
    owners = [
        make_member(ground.partnership, Role.CONTRIBUTOR, email=f"owner-{each}-{many}@example.org") for each in range(3)
    ]
    themes = [ground.theme, Theme.objects.create(plan=ground.plan, title=f"Theme of {many}", position=many)]
    rows = Action.objects.bulk_create(
        Action(
            partnership=ground.partnership,
            words=f"Action {number} of {many}",
            body=body,
            owner=owners[number % 3] if number % 4 else lead.member,
            begins=today - timedelta(days=20),
            due=today + timedelta(days=number % 60 - 20),
            sectors=["health", "care"],
            risk="high",
            risk_words="Nobody comes",
            made_by=lead.person,
        )
        for number in range(many)
    )
    ActionIn.objects.bulk_create(
        ActionIn(theme=themes[(number + turn) % 2], action=each, position=number)
        for number, each in enumerate(rows)
        for turn in range(1 + number % 2)
    )
    Milestone.objects.bulk_create(
        Milestone(action=each, due=today - timedelta(days=number % 9), expected=f"Half of {each.words}")
        for number, each in enumerate(rows)
    )
    Action.needs.through.objects.bulk_create(
        Action.needs.through(from_action=each, to_action=first) for each in rows[::2]
    )
    Action.others.through.objects.bulk_create(
        Action.others.through(action=each, organisation=body) for each in rows[::3]
    )
    measures = Measure.objects.bulk_create(
        Measure(theme=themes[number % 2], title=f"Measure {number} of {many}", good="up", owner=lead.member, unit="%")
        for number in range(many // 4)
    )
    Reading.objects.bulk_create(
        Reading(measure=each, day=today - timedelta(days=30 * ago), value=40.0 - ago, by=lead.person)
        for each in measures
        for ago in range(3)
    )
    for each in themes:
        releasing.release_theme(
            scope=lead,
            theme=each,
            title=each.title,
            found="Families wait.",
            outcome="",
            actions=list(each.places.values_list("action", flat=True)),
            measures={one.pk: Basis(Counts.SHARE, 60) for one in each.measures.all()},
        )


def questions(ground: Ground, ids: dict[str, int]) -> dict[str, int]:
    """Return how many questions each page takes, asked by a lead for the second time: some things are noted at the first."""
    client, found = Client(), dict[str, int]()
    client.force_login(ground.lead.person)
    for page in PAGES:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.format(**ids)).status_code == 200, page
        found[page] = len(captured)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_many_actions_take_as_many_questions_as_few(asked: Asked, page: str) -> None:
    # Fewer on a thread: what is too much is not gone on from.
    assert asked.many[page] <= asked.few[page]


def test_there_are_many(asked: Asked) -> None:
    assert Plan.objects.get().themes.count() > 2
    assert Action.objects.count() == MANY + 1
