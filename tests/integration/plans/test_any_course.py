"""Whatever people do with a plan, by whichever door and in whatever order: what it shows is what `oracle` says on paper.

After each step: how far actions are, what measures show and how themes stand; green names what moved or who said so; every change
has its reason, its day and its person; nothing that stood is overwritten or gone; what was frozen does not change; the totals of
every view are a recount; and a pack has the figures of the live page. `PLAN_COURSES=300` tries so many courses.
"""

import io
import json
import os
import re
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from openpyxl import load_workbook

from extramile.core.documents import to_text
from extramile.core.planning import ACTIVITY
from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.plans import documents
from extramile.web.plans.actions import doing, freezing, measuring, packing, planning, sheeting, theming
from extramile.web.plans.changing import ChangedMeanwhileError
from extramile.web.plans.models import (
    Action,
    FamilyWord,
    Measure,
    Plan,
    Theme,
)
from extramile.web.plans.presenters.saying import COLOURS, IMPACTS
from extramile.web.plans.presenters.sheets import workbook
from extramile.web.plans.queries.packing import packed
from extramile.web.plans.queries.sheets import actions_for_sheet, themes_by_action
from tests.integration.plans.held import START, Held, drawn
from tests.integration.plans.making import client_of, make_ground
from tests.integration.plans.oracle import SETTLED, STEPS, Counting, Said
from tests.integration.plans.packed import on

COURSES, LENGTH = int(os.environ.get("PLAN_COURSES", "6")), 22
PHASES = (Phase.generate,) if os.environ.get("PLAN_QUICK") else tuple(Phase)
pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.one_database]

reasons = st.sampled_from(["", "  ", "The post is filled", "=Agreed at the board"])
choices = st.integers(0, 10**6)
wordings = st.sampled_from(["One record for each family", "=1+1", "-5 forms less", "A page about each child", "@all"])
days_off = st.integers(-60, 120)
figures = st.sampled_from([0.0, 35.0, 40.0, 41.0, 42.0, 43.0, 55.0, 70.0, 71.0, 100.0])


class Course(Held):
    """What people can do, by every door: each rule does it, and says what of it must be refused."""

    # --- Actions.

    @precondition(lambda self: len(self.paper.actions) < 8)
    @rule(theme=choices, words=wordings, off=days_off | st.none(), who=choices)
    def an_action_is_added(self, theme: int, words: str, off: int | None, who: int) -> None:
        due = self.today + timedelta(days=off) if off is not None else None
        self.add_action(self.open_theme(theme), words, due, self.scope(who))

    @rule(number=choices, do=st.sampled_from(sorted(STEPS)), why=reasons, who=choices, page=st.booleans())
    def an_action_goes_a_step(self, number: int, do: str, why: str, who: int, page: bool) -> None:
        (key, paper), scope = self.action(number), self.scope(who)
        leaves, _ = STEPS[do]
        # What is past its day is not on track again.
        late = do == "recover" and paper.late(self.today)
        possible = paper.state in leaves and why.strip() and self.seen(key) and not late
        allowed = do != "stop" or scope is self.ground.lead
        if page and self.seen(key):
            plan = self.plan_of(key)
            answer = client_of(scope).post(self.at(plan, f"actions/{key}/step/"), {"step": do, "why": why})
            assert answer.status_code == (302 if possible and allowed else 422 if allowed else 403)
        else:
            with self.refused_if(not (possible and allowed), InputError, NotAllowedError):
                doing.step(scope=scope, action=Action.objects.get(pk=key), do=do, why=why)
        if possible and allowed:
            self._stepped(key, do, why, scope)

    def _stepped(self, key: int, do: str, why: str, scope: Any) -> None:
        self.paper.actions[key].state = STEPS[do][1]
        self.paper.actions[key].keep()
        self.line("action", key, do, why, scope)

    @rule(
        number=choices,
        given=st.fixed_dictionaries(
            {},
            optional={
                "words": wordings,
                "due": days_off | st.none(),
                "confidence": st.sampled_from(["high", "low"]),
                "risk": st.sampled_from(["none", "high"]),
                "risk_words": st.sampled_from(["", "Nobody applies"]),
            },
        ),
        back=st.integers(0, 2),
        why=reasons,
        who=choices,
    )
    def an_action_is_put_otherwise(self, number: int, given: dict[str, Any], back: int, why: str, who: int) -> None:
        (key, paper), scope = self.action(number), self.scope(who)
        said = dict(given)
        if said.get("due") is not None:
            said["due"] = self.today + timedelta(days=said["due"])
        read = max(1, paper.revision - back)
        base, now = paper.was[read - 1], paper.now()
        risk, risk_words = said.get("risk", now["risk"]), said.get("risk_words", now["risk_words"])
        wrong = bool({"risk", "risk_words"} & said.keys()) and risk == "high" and not risk_words
        # Steps are no changes of what stands in the form.
        theirs = {name for name in now if name != "state" and base[name] != now[name]}
        met = any(said[name] != now[name] for name in theirs & said.keys())
        changed = {name: value for name, value in said.items() if value != now[name]}
        refused = not self.seen(key) or wrong or met or (bool(changed) and not why.strip())
        with self.refused_if(refused, InputError, ChangedMeanwhileError):
            doing.change_action(scope=scope, action=Action.objects.get(pk=key), given=said, seen=read, why=why)
        if changed and not refused:
            self._changed(key, changed, why, scope)

    def _changed(self, key: int, changed: dict[str, Any], why: str, scope: Any) -> None:
        for name, value in changed.items():
            setattr(self.paper.actions[key], name, value)
        self.paper.actions[key].keep()
        self.line("action", key, "changed", why, scope)

    @rule(number=choices, how=reasons, who=choices)
    def it_is_said_how_an_action_goes(self, number: int, how: str, who: int) -> None:
        (key, paper), scope = self.action(number), self.scope(who)
        refused = not self.seen(key) or paper.state in SETTLED or not how.strip()
        with self.refused_if(refused):
            doing.say(scope=scope, action=Action.objects.get(pk=key), how=how)
        if not refused:
            self.line("action", key, "said", how, scope)

    @rule(number=choices, theme=choices, why=reasons, who=choices)
    def an_action_serves_another_theme(self, number: int, theme: int, why: str, who: int) -> None:
        (key, paper), scope, there = self.action(number), self.scope(who), self.open_theme(theme)
        stands = there in paper.themes
        with self.refused_if(not self.seen(key) or (not stands and not why.strip())):
            doing.serve(scope=scope, action=Action.objects.get(pk=key), theme=Theme.objects.get(pk=there), why=why)
            if not stands:
                paper.themes.append(there)
                self.line("action", key, "serves", why, scope)

    @rule(number=choices, why=reasons, who=choices)
    def an_action_serves_a_theme_no_more(self, number: int, why: str, who: int) -> None:
        (key, paper), scope = self.action(number), self.scope(who)
        there = paper.themes[0]
        open_ones = [each for each in paper.themes if not self.paper.themes[each].out]
        refused = there not in open_ones or len(open_ones) < 2 or not why.strip()
        with self.refused_if(refused):
            doing.serve_no_more(
                scope=scope, action=Action.objects.get(pk=key), theme=Theme.objects.get(pk=there), why=why
            )
            paper.themes.remove(there)
            self.line("action", key, "serves no more", why, scope)

    # --- Many actions at once.

    @precondition(lambda self: len(self.books) < 3)
    @rule(number=choices)
    def the_workbook_is_taken_away(self, number: int) -> None:
        plan = self.plans[number % 2]
        rows = actions_for_sheet(self.ground.worker, plan)
        data = workbook(self.ground.worker, plan, rows, themes_by_action(plan), False)
        self.books.append((plan, data, {each.pk: self.paper.actions[each.pk].revision for each in rows}))

    @precondition(lambda self: self.books)
    @rule(
        number=choices,
        edits=st.lists(
            st.tuples(
                choices,
                st.fixed_dictionaries(
                    {},
                    optional={
                        "words": wordings,
                        "due": days_off,
                        "state": st.sampled_from(sorted(ACTIVITY.states)),
                        "confidence": st.sampled_from(["high", "low"]),
                    },
                ),
                reasons,
            ),
            max_size=3,
        ),
        who=choices,
        page=st.booleans(),
    )
    def the_workbook_comes_back(self, number: int, edits: list[Any], who: int, page: bool) -> None:
        plan, data, read = self.books.pop(number % len(self.books))
        scope = self.scope(who)
        book = load_workbook(io.BytesIO(data))
        sheet = book["Actions"]
        column = {cell.value: cell.column for cell in sheet[1]}
        wishes = {}
        for each, wanted, why in edits:
            if not read:
                continue
            key = drawn(read, each)
            wish = dict(wanted)
            if "due" in wish:
                wish["due"] = self.today + timedelta(days=wish["due"])
            # Who goes over a row again leaves there what they do not touch.
            wishes[key] = ({**wishes.get(key, ({}, ""))[0], **wish}, why)
            row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == key)
            heading = {"words": "Action", "due": "Due", "state": "How far", "confidence": "How sure the day is"}
            word = {**{each.id: each.words for each in ACTIVITY.states.values()}, "high": "Sure", "low": "Not sure"}
            for name, value in wish.items():
                # As Excel keeps what somebody types after an apostrophe: a text, whatever it begins with.
                cell = sheet.cell(row, column[heading[name]])
                cell.value = word.get(value, value) if name != "words" else value
                if name == "words":
                    cell.data_type = "s"
            cell = sheet.cell(row, column["Why it changes"])
            cell.value = why
            cell.data_type = "s"
        out = io.BytesIO()
        book.save(out)
        inside = self.paper.actions_of(plan.pk)
        wanted = {
            key: (self.paper.actions[key].was[read[key] - 1], wish, why)
            for key, (wish, why) in wishes.items()
            if key in inside
        }
        held = sheeting.hold_sheet(scope=scope, plan=plan, content=out.getvalue())
        self._take(held, wanted, scope, page)

    @rule(
        numbers=st.lists(choices, min_size=1, max_size=3),
        state=st.sampled_from(["", *sorted(ACTIVITY.states)]),
        later=st.sampled_from([0, 2, -1]),
        why=reasons,
        who=choices,
        page=st.booleans(),
    )
    def ticked_actions_change(
        self, *, numbers: list[int], state: str, later: int, why: str, who: int, page: bool
    ) -> None:
        plan, scope = self.plans[numbers[0] % 2], self.scope(who)
        inside = sorted(self.paper.actions_of(plan.pk))
        keys = {drawn(inside, each) for each in numbers} if inside else set()
        rows = list(Action.objects.filter(pk__in=keys))
        given = {"state": state} if state else {}
        possible = bool(keys and (given or later) and why.strip())
        with self.refused_if(not possible):
            held = sheeting.hold_ticked(scope=scope, plan=plan, actions=rows, given=given, later=later, why=why)
        if possible:
            wanted = {}
            for key in keys:
                now = self.paper.actions[key].now()
                wish: dict[str, Any] = dict(given)
                if later and now["due"]:
                    wish["due"] = now["due"] + timedelta(weeks=later)
                wanted[key] = (now, wish, why)
            self._take(held, wanted, scope, page)

    @precondition(lambda self: self.taken)
    @rule(number=choices, why=reasons, page=st.booleans())
    def what_was_taken_over_is_set_back(self, number: int, why: str, page: bool) -> None:
        sheet, before = self.taken.pop(number % len(self.taken))
        scope = self.ground.lead if sheet.by_id == self.ground.lead.person.pk else self.ground.worker
        with self.refused_if(not why.strip()):
            held = sheeting.set_back(scope=scope, sheet=sheet, why=why)
        if why.strip():
            inside = self.paper.actions_of(sheet.plan_id)
            wanted = {key: (after, was, f"Set back: {why.strip()}") for key, was, after in before if key in inside}
            self._take(held, wanted, scope, page, back=True)

    def _take(self, held: Any, wanted: dict[int, Any], scope: Any, page: bool, back: bool = False) -> None:
        """See that what is held is what was wished and can be, and take it over."""
        can: dict[int, dict[str, Any]] = {}
        why_of = {}
        for key, (base, wish, why) in wanted.items():
            now = self.paper.actions[key].now()
            mine = {name: value for name, value in wish.items() if value != base[name] and value != now[name]}
            changes = {name: value for name, value in mine.items() if base[name] == now[name]}
            if changes and why.strip() and self._possible(now, changes, scope, back):
                can[key], why_of[key] = changes, why
        found = {
            each["action"]: {one["field"]: one["after"] for one in each["changes"]}
            for each in held.differences
            if each["changes"]
        }
        assert found == {key: json.loads(json.dumps(each, default=str)) for key, each in can.items()}
        if not can:
            with pytest.raises(InputError, match="nothing in it"), transaction.atomic():
                sheeting.take_over(scope=scope, sheet=held)
            return
        if page:
            answer = client_of(scope).post(self.at(held.plan, f"sheets/{held.pk}/take/"))
            assert answer.status_code == 302
        else:
            assert sheeting.take_over(scope=scope, sheet=held)
        held.refresh_from_db()
        undo = []
        for key in (each["action"] for each in held.differences if each["changes"]):
            changes, now = can[key], self.paper.actions[key].now()
            undo.append((key, {name: now[name] for name in changes}, dict(changes)))
            rest = {name: value for name, value in changes.items() if name != "state"}
            if rest:
                self._changed(key, rest, why_of[key], scope)
            if "state" in changes:
                for do in self._way(now["state"], changes["state"], back):
                    self._stepped(key, do, why_of[key], scope)
        self.taken.append((held, undo))

    def _possible(self, now: dict[str, Any], changes: dict[str, Any], scope: Any, back: bool) -> bool:
        if "state" not in changes:
            return True
        way = self._way(now["state"], changes["state"], back)
        due = changes.get("due", now["due"])
        if "recover" in way and not back and due and str(due) < str(self.today):
            return False
        return bool(way) and ("stop" not in way or scope is self.ground.lead)

    def _way(self, state: str, wanted: str, back: bool) -> list[str]:
        """The steps from a state to another: one of the table, or, on the way back alone, two."""
        for do, (leaves, reaches) in STEPS.items():
            if state in leaves and reaches == wanted:
                return [do]
        if back and state in SETTLED:
            return ["reopen", *self._way("on-track", wanted, False)]
        return []

    # --- Measures, and what families say.

    def measure(self, number: int) -> tuple[int, Counting, bool]:
        """A measure, and whether it and its theme stand in the plan."""
        key = drawn(self.paper.measures, number)
        paper = self.paper.measures[key]
        return key, paper, not paper.out and not self.paper.themes[paper.theme].out

    @rule(
        number=choices,
        back=st.integers(-2, 230),
        value=figures | st.none(),
        why=reasons,
        who=choices,
        page=st.booleans(),
    )
    def a_figure_is_entered(
        self, *, number: int, back: int, value: float | None, why: str, who: int, page: bool
    ) -> None:
        (key, paper, stands), scope = self.measure(number), self.scope(who)
        day, state = self.today - timedelta(days=back), "known" if value is not None else "suppressed"
        earlier = paper.standing().get(day)
        same = earlier == (state, value) and not why.strip()
        refused = not stands or back < 0 or (earlier is not None and not same and not why.strip())
        row = Measure.objects.select_related("theme__plan").get(pk=key)
        if page and stands:
            sent = {"day": day.isoformat(), "state": state, "value": "" if value is None else value, "said": why}
            answer = client_of(scope).post(self.at(row.theme.plan, f"measures/{key}/readings/"), sent)
            assert answer.status_code == (422 if refused else 302)
        else:
            with self.refused_if(refused):
                measuring.read(scope=scope, measure=row, day=day, value=value, state=state, said=why)
        if not refused and not same:
            paper.entered.append((day, state, value))
            self.line("measure", key, "read", why, scope)

    @rule(
        number=choices,
        given=st.fixed_dictionaries(
            {},
            optional={
                "good": st.sampled_from(["up", "down"]),
                "baseline": figures,
                "target": figures,
                "tolerance": st.sampled_from([0.0, 2.0, 20.0]),
            },
        ),
        why=reasons,
        who=choices,
    )
    def a_measure_is_measured_otherwise(self, number: int, given: dict[str, Any], why: str, who: int) -> None:
        (key, paper, stands), scope = self.measure(number), self.scope(who)
        after = {name: given.get(name, getattr(paper, name)) for name in ("good", "baseline", "target")}
        gain = after["target"] - after["baseline"]
        better = gain > 0 if after["good"] == "up" else gain < 0
        changed = {name: value for name, value in given.items() if value != getattr(paper, name)}
        refused = not stands or not better or (bool(changed) and not why.strip())
        row = Measure.objects.select_related("theme__plan").get(pk=key)
        with self.refused_if(refused):
            measuring.change_measure(scope=scope, measure=row, given=given, seen=paper.revision, why=why)
        if changed and not refused:
            for name, value in changed.items():
                setattr(paper, name, value)
            paper.revision += 1
            self.line("measure", key, "changed", why, scope)

    @rule(number=choices, why=reasons, who=choices)
    def a_measure_is_taken_out_or_put_back(self, number: int, why: str, who: int) -> None:
        (key, paper, stands), scope = self.measure(number), self.scope(who)
        row = Measure.objects.select_related("theme__plan").get(pk=key)
        if paper.out:
            with self.refused_if(not why.strip()):
                measuring.put_back_measure(scope=scope, measure=row, why=why)
                self.line("measure", key, "put back", why, scope)
                paper.out = False
        else:
            with self.refused_if(not stands or not why.strip()):
                measuring.take_out_measure(scope=scope, measure=row, why=why)
                self.line("measure", key, "taken out", why, scope)
                paper.out = True

    @rule(theme=choices, back=st.sampled_from([-1, 0, 200, 364, 365, 366, 500]), who=choices)
    def families_say_that_it_is_better(self, theme: int, back: int, who: int) -> None:
        scope, there = self.scope(who), self.open_theme(theme)
        said, title = self.today - timedelta(days=back), f"Heard {len(self.paper.words)}"
        with self.refused_if(back < 0):
            made = theming.hear(
                scope=scope, theme=Theme.objects.get(pk=there), title=title, said_on=said, evidence_id=self.item
            )
            self.paper.words[made.pk] = Said(title, there, said)
            self.line("word", made.pk, "made", "", scope)

    @precondition(lambda self: self.paper.words)
    @rule(number=choices, why=reasons, who=choices)
    def families_word_is_withdrawn(self, number: int, why: str, who: int) -> None:
        key, scope = drawn(self.paper.words, number), self.scope(who)
        paper = self.paper.words[key]
        out = self.paper.themes[paper.theme].out
        row = FamilyWord.objects.select_related("theme__plan").get(pk=key)
        with self.refused_if(out or (not paper.withdrawn and not why.strip())):
            theming.unhear(scope=scope, word=row, why=why)
            if not paper.withdrawn:
                self.line("word", key, "withdrawn", why, scope)
                paper.withdrawn = True

    # --- Themes, versions, packs, and time.

    @rule(theme=choices, up=st.booleans(), who=choices)
    def a_theme_is_moved(self, theme: int, up: bool, who: int) -> None:
        scope, key = self.scope(who), self.open_theme(theme)
        plan = self.paper.themes[key].plan
        theming.move_theme(scope=scope, theme=Theme.objects.get(pk=key), up=up)
        rows = self.paper.themes_of(plan)
        here = rows.index(key)
        there = here - 1 if up else here + 1
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
            self.paper.order[plan] = rows + [each for each in self.paper.order[plan] if each not in rows]
            self.line("theme", key, "moved", "", scope)

    @rule(theme=choices, why=reasons, who=choices)
    def a_theme_is_taken_out_or_put_back(self, theme: int, why: str, who: int) -> None:
        scope, key = self.scope(who), drawn(self.paper.themes, theme)
        paper, row = self.paper.themes[key], Theme.objects.select_related("plan").get(pk=key)
        if paper.out:
            with self.refused_if(not why.strip()):
                theming.put_back_theme(scope=scope, theme=row, why=why)
                self.line("theme", key, "put back", why, scope)
                paper.out = False
        else:
            with self.refused_if(paper.answers or not why.strip()):
                theming.take_out_theme(scope=scope, theme=row, why=why)
                self.line("theme", key, "taken out", why, scope)
                paper.out = True
        # Where it stands again is told by its row.
        for plan, rows in self.paper.order.items():
            place = dict(Theme.objects.filter(plan=plan).values_list("pk", "position"))
            rows.sort(key=lambda each: (place[each], each))

    @rule(number=choices, kind=st.sampled_from(["stocktake", "monitoring"]), who=choices)
    def a_version_is_kept(self, number: int, kind: str, who: int) -> None:
        plan, scope = self.plans[number % 2], self.scope(who)
        made = freezing.freeze(scope=scope, plan=plan, kind=kind, title="As it stands", held_on=self.today)
        self.line("plan", plan.pk, "kept", "", scope)
        self.holds_what_stands(plan, made)

    @rule(number=choices, verdict=st.sampled_from(["fit", "not-fit", "comments"]))
    def a_plan_is_submitted_and_answered(self, number: int, verdict: str) -> None:
        plan, scope = Plan.objects.get(pk=self.plans[number % 2].pk), self.ground.lead
        if plan.state == "agreed":
            planning.step(scope=scope, plan=plan, do="revise", why="Half is new")
            self.line("plan", plan.pk, "revise", "Half is new", scope)
        with suppress(InputError):
            made = freezing.submit(
                scope=scope, plan=plan, whom="The board", way="Mail", on=self.today, words="Not whole"
            )
            self.holds_what_stands(plan, made)
            self.line("plan", plan.pk, "kept", "", scope)
            self.line("plan", plan.pk, "submit", "To The board", scope)
            freezing.reply(
                scope=scope, snapshot=made, from_whom="They", on=self.today, verdict=verdict, words="As heard"
            )
            self.line("plan", plan.pk, "answered", "", scope)
            if verdict != "comments":
                do = "agree" if verdict == "fit" else "return"
                self.line("plan", plan.pk, do, "They: As heard", scope)

    @rule(number=choices, who=choices)
    def a_pack_is_built(self, number: int, who: int) -> None:
        plan, scope = Plan.objects.get(pk=self.plans[number % 2].pk), self.scope(who)
        meeting = packing.meet(scope=scope, plan=plan, day=self.today + timedelta(days=7))
        found = packed(scope, plan, self.today, meeting)
        text = " ".join(to_text(documents.pack(scope, found)).split())
        made = packing.keep_pack(scope=scope, meeting=meeting, found=found, files={"html": text.encode()})
        self.line("plan", plan.pk, "kept", "", scope)
        self.holds_what_stands(plan, made)
        page = client_of(scope).get(self.at(plan, "")).content.decode()
        live = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        for label, value, of in self.figures(plan.pk):
            assert f"{label} {value} of {of}" in live, label
            assert f"{label}: {value} (of {of})" in text, label
        for theme in self.paper.themes_of(plan.pk):
            proof = self.paper.proof(theme, self.today)
            for said in (live, text):
                assert self.paper.themes[theme].title in said
                assert COLOURS[self.paper.colour(theme, self.today)][0] in said
                assert all(each in said for each in proof)
        for key in self.paper.measures_of(plan.pk):
            measure = self.paper.measures[key]
            status = measure.shows()
            # One figure is data, though it says nothing yet.
            called = {IMPACTS[status][0], *(["Too few figures yet"] if status == "no-data" else [])}
            known = sorted(measure.standing().items())
            latest = known[-1] if known else None
            figure = f"{latest[1][1]:g}" if latest and latest[1][1] is not None else ""
            day = f"{latest[0]:%-d %B %Y}" if latest else "no figure yet"
            for said in (live, text):
                places = [each.start() for each in re.finditer(re.escape(measure.title), said)]
                assert any(words in said[each : each + 200] for each in places for words in called), measure.title
                assert f"{figure}, {day}" in said if figure else day in said

    @rule(days=st.sampled_from([1, 7, 40, 200]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)


def test_whatever_people_do_the_plan_shows_what_stands_on_paper() -> None:
    # Roles are held from the day on which they are given.
    with on(START - timedelta(days=60)):
        ground = make_ground()
        begins = timezone.localdate()
        other = planning.begin(
            scope=ground.lead, pack="send-2023", kind="strategic-plan", title="Strategy", begins=begins
        )
        theming.add_theme(scope=ground.lead, plan=other, title="Adult life")
        about = evidence.About("A coffee morning")
        item = evidence.add_note(scope=ground.worker, about=about, text="It is better")
    Course.ground, Course.other, Course.item = ground, other, item.pk
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=COURSES,
            stateful_step_count=LENGTH,
            deadline=None,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
