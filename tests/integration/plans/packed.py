"""A plan on a fixed day with something in every part of its documents: for goldens and for comparing page and pack."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from extramile.web.evidence import actions as evidence
from extramile.web.plans.actions import deciding, doing, freezing, measuring, planning, theming
from extramile.web.plans.actions.packing import keep_pack, meet
from extramile.web.plans.models import Meeting, Plan
from extramile.web.plans.queries.packing import packed
from tests.integration.plans.making import Ground, make_ground

NOW = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
DAY = NOW.date()


@contextmanager
def on(day: datetime = NOW) -> Iterator[None]:
    """Let it be a day for as long as the block lasts."""
    before = timezone.now
    timezone.now = lambda: day
    try:
        yield
    finally:
        timezone.now = before


def make_whole(slug: str = "ashcombe") -> tuple[Ground, Meeting]:
    """Return a plan with late, delayed and finished work, measures that moved and did not, a kept pack and what came after."""
    with on(NOW - timedelta(days=60)):
        ground = make_ground(slug)
        planning.change_plan(
            scope=ground.lead,
            plan=ground.plan,
            title="Plan of the partnership",
            board="SEND board",
            begins=date(2026, 6, 1),
            seen=1,
        )
        first, second = ground.plan.themes.order_by("position")
        worker = ground.worker
        planning.write_part(
            scope=worker, plan=ground.plan, part="part-governance", words="The board looks every six weeks.", seen=0
        )
        theming.change_theme(
            scope=worker, theme=first, title="Told once", outcome="A family tells its story <once>.", seen=1
        )
        made = {}
        for name, theme, due in (
            ("One record for each family", first, date(2026, 10, 1)),
            ("One form of consent", first, date(2027, 1, 15)),
            ("Six more casework officers", second, date(2026, 12, 1)),
        ):
            given = {"words": name, "due": due, "owner": worker.member, "body": worker.member.organisation}
            made[name] = doing.add_action(scope=worker, theme=theme, given=given)
        doing.add_milestone(
            scope=worker, action=made["One form of consent"], months=6, expected="A draft that all have read"
        )
        kinds = {}
        for title, kind, unit in (
            ("Families who told it once", "experience", "%"),
            ("Forms asked for twice", "impact", "%"),
            ("Days of short breaks", "impact", "days for each 100 children"),
        ):
            given = {
                "title": title,
                "kind": kind,
                "unit": unit,
                "good": "up",
                "tolerance": 2.0,
                "source_words": "A count",
            }
            days = {"baseline": 40.0, "baseline_on": date(2026, 5, 1), "target": 70.0, "target_by": date(2027, 5, 1)}
            kinds[title] = measuring.add_measure(scope=worker, theme=first, given={**given, **days})
        for number in range(3):
            day = date(2026, 6 + number, 28)
            measuring.read(scope=worker, measure=kinds["Families who told it once"], day=day, value=41.0 + 3 * number)
            measuring.read(scope=worker, measure=kinds["Forms asked for twice"], day=day, value=40.0 + number % 2)
        asked = deciding.ask(scope=worker, plan=ground.plan, asked="Fund a second therapist?", wanted_by=DAY)
        plan = Plan.objects.get(pk=ground.plan.pk)
        earlier = meet(scope=worker, plan=plan, day=date(2026, 9, 8))
        keep_pack(scope=worker, meeting=earlier, found=packed(worker, plan, timezone.localdate(), earlier), files={})
    with on():
        doing.step(scope=worker, action=made["One record for each family"], do="begin", why="The page is drafted")
        doing.step(
            scope=worker, action=made["One form of consent"], do="delay", why="The trusts read the law differently"
        )
        doing.step(scope=worker, action=made["Six more casework officers"], do="finish", why="All are in post")
        day = date(2026, 9, 28)
        measuring.read(scope=worker, measure=kinds["Families who told it once"], day=day, value=52.0)
        measuring.read(scope=worker, measure=kinds["Forms asked for twice"], day=day, value=None, state="suppressed")
        item = evidence.add_note(scope=worker, about=evidence.About("A coffee morning"), text="Told once")
        theming.hear(
            scope=worker,
            theme=first,
            title="We told it once",
            words="And were heard.",
            said_on=DAY,
            evidence_id=item.pk,
        )
        deciding.decide(
            scope=worker, decision=asked, decided="Yes, for two years", on=DAY, why="Waits are longest on the moor"
        )
        deciding.ask(
            scope=worker, plan=plan, asked="A bus of our own?", why="No firm offered.", wanted_by=date(2026, 10, 30)
        )
        freezing.freeze(scope=worker, plan=plan, kind="stocktake", title="Stocktake of autumn", held_on=DAY)
        meeting = meet(
            scope=worker,
            plan=plan,
            day=date(2026, 11, 10),
            begins=time(14, 0),
            place="County hall",
            chair="An independent chair",
            agenda="Minutes of September\nAny other business",
        )
    return ground, meeting
