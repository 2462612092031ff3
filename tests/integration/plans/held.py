"""One partnership with two plans while people work on them, and what must hold after each step, whatever they did."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, invariant

from extramile.core.vocabulary import InputError
from extramile.web.plans.actions import doing, measuring
from extramile.web.plans.models import Action, Change, PackFile, Plan, Reading, Reply, Snapshot, Theme
from extramile.web.plans.queries import content, overviews
from extramile.web.plans.queries.earlier import changes_of, values_at
from extramile.web.plans.queries.excepted import excepted
from tests.integration.plans.making import Ground
from tests.integration.plans.oracle import SETTLED, Counting, Doing, Heading, Paper

START = datetime(2026, 10, 5, 9, 0, tzinfo=timezone.get_default_timezone())
FROZEN = (Change, Reading, Snapshot, Reply, PackFile)


def drawn(found: dict[int, Any] | list[int], number: int) -> int:
    """Return one of what there is, by any number."""
    keys = sorted(found)
    return keys[number % len(keys)]


class Held(RuleBasedStateMachine):
    """One partnership with two plans while people work on them. `ground` was made once; what a course does is taken back."""

    ground: Ground
    other: Plan
    item: int

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.before = timezone.now
        timezone.now = lambda: self.now
        self.block = transaction.atomic()
        self.block.__enter__()
        self.plans = [self.ground.plan, self.other]
        self.paper = Paper()
        # What each new line of history must say: kind, row, verb, reason, person.
        self.due_lines: list[tuple[str, int, str, str, int]] = []
        self.books: list[tuple[Plan, bytes, dict[int, int]]] = []
        self.taken: list[tuple[Any, list[tuple[int, dict[str, Any], dict[str, Any]]]]] = []
        for plan in self.plans:
            self.paper.order[plan.pk] = []
            for each in plan.themes.order_by("position"):
                self.paper.themes[each.pk] = Heading(plan.pk, each.title, each.findings.exists())
                self.paper.order[plan.pk].append(each.pk)
        self.kept = self._kept()
        for number, theme in enumerate(self.paper.themes):
            self.add_action(theme, f"Action {number}", START.date() + timedelta(days=30 * number), self.ground.worker)
            self.add_measure(theme, f"Measure {number}")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        timezone.now = self.before

    # --- What is at hand.

    @property
    def today(self) -> date:
        return timezone.localdate()

    def scope(self, number: int) -> Any:
        return self.ground.lead if number % 2 else self.ground.worker

    def action(self, number: int) -> tuple[int, Doing]:
        key = drawn(self.paper.actions, number)
        return key, self.paper.actions[key]

    def seen(self, key: int) -> bool:
        """Whether an action stands in a theme that was not taken out: else nobody finds it."""
        return any(not self.paper.themes[each].out for each in self.paper.actions[key].themes)

    def open_theme(self, number: int) -> int:
        return drawn([key for key, each in self.paper.themes.items() if not each.out], number)

    def line(self, kind: str, key: int, verb: str, why: str, scope: Any) -> None:
        self.due_lines.append((kind, key, verb, why.strip(), scope.person.pk))

    @contextmanager
    def refused_if(self, refused: bool, *kinds: type[Exception]) -> Iterator[None]:
        """Do something that must be refused, or must not be."""
        if not refused:
            yield
            return
        with pytest.raises(kinds or (InputError,)), transaction.atomic():
            yield

    def add_action(self, theme: int, words: str, due: date | None, scope: Any) -> None:
        row = Theme.objects.get(pk=theme)
        made = doing.add_action(scope=scope, theme=row, given={"words": words, "due": due})
        self.paper.actions[made.pk] = Doing(words, due=due, themes=[theme])
        self.paper.actions[made.pk].keep()
        self.line("action", made.pk, "made", "", scope)

    def add_measure(self, theme: int, title: str, scope: Any = None) -> None:
        scope = scope or self.ground.worker
        start = START.date() - timedelta(days=200)
        values = {
            "title": title,
            "good": "up",
            "baseline": 40.0,
            "baseline_on": start,
            "target": 70.0,
            "target_by": start + timedelta(days=500),
            "tolerance": 2.0,
        }
        made = measuring.add_measure(scope=scope, theme=Theme.objects.get(pk=theme), given=values)
        self.paper.measures[made.pk] = Counting(theme=theme, **values)
        self.line("measure", made.pk, "made", "", scope)

    def figures(self, plan: int) -> list[tuple[str, int, int]]:
        """The four figures of a plan, counted anew."""
        themes = self.paper.themes_of(plan)
        actions = [self.paper.actions[each] for each in self.paper.actions_of(plan)]
        going = [each for each in actions if each.state != "stopped"]
        measures = [self.paper.measures[each] for each in self.paper.measures_of(plan)]
        proven = sum(1 for each in themes if self.paper.proof(each, self.today))
        moved = sum(1 for each in measures if each.shows() in {"moving", "reached"})
        return [
            ("Themes with a sign of change", proven, len(themes)),
            ("Actions done", sum(1 for each in actions if each.state == "done"), len(going)),
            ("Actions past their day", sum(1 for each in actions if each.late(self.today)), len(going)),
            ("Measures that moved", moved, len(measures)),
        ]

    def holds_what_stands(self, plan: Plan, made: Snapshot) -> None:
        held = Snapshot.objects.get(pk=made.pk).content
        assert [each["id"] for each in held["themes"]] == self.paper.themes_of(plan.pk)
        for each in held["themes"]:
            assert each["colour"] == self.paper.colour(each["id"], self.today)
            assert sorted(each["proof"]) == self.paper.proof(each["id"], self.today)
            for one in each["actions"]:
                paper = self.paper.actions[one["id"]]
                due = paper.due.isoformat() if paper.due else None
                assert (one["words"], one["state"], one["due"]) == (paper.words, paper.state, due)
                assert one["overdue"] == paper.late(self.today)
            for one in each["measures"]:
                measure = self.paper.measures[one["id"]]
                assert one["status"] == measure.shows()
                assert one["readings"] == [
                    {"day": day.isoformat(), "value": value, "state": known, "numerator": None, "denominator": None}
                    for day, (known, value) in sorted(measure.standing().items())
                ]

    # --- What holds after each step.

    def plan_of(self, key: int) -> Plan:
        return next(each for each in self.plans if key in self.paper.actions_of(each.pk))

    def at(self, plan: Plan, rest: str) -> str:
        return f"/p/{self.ground.lead.name}/plan/{plan.pk}/{rest}"

    def _kept(self) -> dict[type, dict[int, str]]:
        """Every row that is written once, each as one text of all that it holds."""
        found: dict[type, dict[int, str]] = {}
        for model in FROZEN:
            rows = model.objects.order_by("pk").values()
            found[model] = {
                each["id"]: json.dumps(
                    each, default=lambda value: bytes(value).hex() if isinstance(value, memoryview) else str(value)
                )
                for each in rows
            }
        return found

    @invariant()
    def nothing_is_overwritten_and_every_change_has_its_reason(self) -> None:
        before, self.kept = self.kept, self._kept()
        for model in FROZEN:
            assert {key: self.kept[model].get(key) for key in before[model]} == before[model]
        fresh = Change.objects.filter(pk__in=self.kept[Change].keys() - before[Change].keys()).order_by("pk")
        told = [(each.kind, each.thing_id, each.verb, each.why, each.by_id) for each in fresh]
        assert told == self.due_lines
        self.due_lines = []
        assert all(each.at == self.now for each in fresh if len(before[Change]))
        for each in fresh:
            first = each.verb == "made" or (each.verb == "read" and not each.before)
            assert each.why.strip() or first or each.kind in {"plan", "word"} or each.verb == "moved"

    @invariant()
    def every_earlier_state_can_be_read(self) -> None:
        rows = list(Action.objects.filter(pk__in=self.paper.actions))
        changes = changes_of(self.ground.lead, rows)
        for row in rows:
            paper = self.paper.actions[row.pk]
            assert row.revision == paper.revision
            now = {name: json.loads(json.dumps(value, default=str)) for name, value in paper.now().items()}
            stands = {name: getattr(row, "owner_id" if name == "owner" else name) for name in now}
            assert json.loads(json.dumps(stands, default=str)) == now
            for number, was in enumerate(paper.was, 1):
                assert values_at(row, number, now, changes[row.pk]) == json.loads(json.dumps(was, default=str))
            assert (row.settled_at is not None) == (row.state in SETTLED)
        for key, measure in self.paper.measures.items():
            entered = Reading.objects.filter(measure=key).order_by("pk").values_list("day", "state", "value")
            assert list(entered) == measure.entered

    @invariant()
    def what_is_frozen_bears_its_hash(self) -> None:
        for each in Snapshot.objects.order_by("-pk")[:2]:
            text = json.dumps(each.content, sort_keys=True, ensure_ascii=False)
            assert hashlib.sha256(text.encode()).hexdigest() == each.sha256

    @invariant()
    def everything_stands_as_on_paper(self) -> None:
        rated = {theme.pk: each for theme, each in overviews.rated_themes(self.plans, self.today)}
        counted = overviews.counted(self.plans)
        for plan in self.plans:
            now = content.now(self.ground.lead, plan, self.today)
            assert [each.theme.pk for each in now.themes] == self.paper.themes_of(plan.pk)
            for each in now.themes:
                colour, proof = (
                    self.paper.colour(each.theme.pk, self.today),
                    self.paper.proof(each.theme.pk, self.today),
                )
                for rating in (each.rating, rated[each.theme.pk]):
                    assert (rating.colour, sorted(rating.proof)) == (colour, proof)
                    assert rating.proof or rating.colour not in ("green", "blue")
                assert {one.action.pk: one.overdue for one in each.actions} == {
                    key: self.paper.actions[key].late(self.today) for key in self.paper.actions_of_theme(each.theme.pk)
                }
                assert {one.measure.pk: one.impact.status.value for one in each.measures} == {
                    key: self.paper.measures[key].shows() for key in self.paper.measures_of_theme(each.theme.pk)
                }
            self._totals_are_a_recount(plan, now, counted[plan.pk])

    def _totals_are_a_recount(self, plan: Plan, now: content.PlanNow, counted: dict[str, int]) -> None:
        keys = self.paper.actions_of(plan.pk)
        states = [self.paper.actions[each].state for each in keys]
        assert counted == {each: states.count(each) for each in set(states)}
        assert {each.action.pk for each in now.actions} == keys
        owned = overviews.by_owner(now.actions, now.measures)
        assert sorted(each.action.pk for one in owned for each in one.actions) == sorted(keys)
        assert sorted(each.measure.pk for one in owned for each in one.measures) == sorted(
            self.paper.measures_of(plan.pk)
        )
        bodies = overviews.by_body(self.ground.lead, now.actions)
        assert sorted(each.action.pk for one in bodies for each in one.answers) == sorted(keys)
        dated = overviews.by_date(now, now.actions, all_of_it=False)
        assert sorted(each.id for each in dated) == sorted(key for key in keys if self.paper.actions[key].due)
        found = [(each.sort.value, each.id) for each in excepted(now)]
        late = {key for key in keys if self.paper.actions[key].late(self.today)}
        held = {key for key in keys - late if self.paper.actions[key].state == "delayed"}
        still = {key for key in self.paper.measures_of(plan.pk) if self.paper.measures[key].shows() == "not-moving"}
        for sort, wanted in (("late", late), ("delayed", held), ("not-moving", still)):
            assert {key for each, key in found if each == sort} == wanted
