"""No count of few children follows from all released tables of a snapshot, whoever adds and subtracts them."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.disclosure import Audience, NotAvailable, Released, Shown, Suppressed, audience, audiences
from extramile.core.engines import open_engine
from extramile.core.measures import (
    WHOLE,
    Children,
    RawFigure,
    ReleasedFigure,
    Standing,
    children_of,
    measure_tables,
    measures,
    release,
)
from extramile.core.rules import run_for
from extramile.core.synthetic import make, to_tables
from extramile.web.returns import released as letting
from tests.unit.measures.apart import apart
from tests.unit.measures.attacker import Attacker

MEASURES = {each.id: each for each in measures().measures}
WAITS, REASONS = measures().groups["wait"], measures().groups["reason"]
DAYS = {each.id: each.day for each in measures().measures}
MAYBE = (True, True, False)
CHILD: dict[str, tuple] = {
    "need": ("ASD", "ASD", "MLD", "HI"),
    "sex": ("F", "M"),
    "decided": ("2025-01", "2025-02", "2024-12"),
    "issued": ("2025-02", "2025-03", "2024-12"),
    "request": ("Y", "Y", "Y", "N", "N", "A", "W"),
    "in_6": MAYBE,
    "mediation": MAYBE,
    "tribunal": MAYBE,
    "assessment": ("Y", "Y", "N", "A", "A", ""),
    "waits": (20, 20, 60, 130, 200, 200),
    "in_16": MAYBE,
    "no_plan_mediation": MAYBE,
    "no_plan_tribunal": MAYBE,
    "in_20": MAYBE,
    "exception": (True, False),
    "plan": ("open", "open", "ended", ""),
    "reviewable": (True, True, False),
    "reviewed": MAYBE,
    "due": (True, True, False),
    "meeting": MAYBE,
    "budget": MAYBE,
    "lives_in": (True, False, False),
    "other_mediation": (True, False, False),
    "other_tribunal": (True, False, False),
    "reason": ("2", "5", "9"),
    "held": (True, False),
    "in_4": MAYBE,
    "moves": (True, False, False),
    "in_time": MAYBE,
    "number": (True, True, True, False),
}


def invented(seed: int, number: int) -> list[dict]:
    """Children of few kinds, as there are in a return, in all groups.

    Of each it is known whether it is counted: of whom it is not is told on purpose, and who knows every kind there is would know
    who they are. Returns with faults have such children.
    """
    chance = random.Random(seed)
    kinds = [{name: chance.choice(values) for name, values in CHILD.items()} for _ in range(14)]
    own = ("need", "sex", "decided", "issued")
    return [chance.choice(kinds) | {name: chance.choice(CHILD[name]) for name in own} for _ in range(number)]


# From a seed, as drawing a thousand values one by one takes longer than what is tried with them.
areas = st.builds(invented, st.integers(0, 10**6), st.integers(12, 120))


def states(child: dict) -> dict[str, bool | None]:
    """Which measures count the child, and what they say of it."""
    found: dict[str, bool | None] = {}
    if child["request"] in {"Y", "N"}:
        found["decisions-in-6-weeks"] = child["in_6"]
        found["requests-refused"] = child["request"] == "N"
    if child["request"] in {"Y", "N", "W"}:
        found["requests-withdrawn"] = child["request"] == "W"
    if child["request"] == "N":
        found["refusals-to-mediation"], found["refusals-to-tribunal"] = child["mediation"], child["tribunal"]
    late = {"A": 42, "Y": 140}.get(child["request"], 0)
    waits = None if child["waits"] is None else child["waits"] > late
    if child["request"] == "A":
        found["requests-waiting-too-long"] = waits
    if child["request"] == "Y" and child["assessment"] == "A":
        found["assessments-waiting-too-long"] = waits
    if child["request"] == "Y" and child["assessment"] in {"Y", "N"}:
        found["assessments-without-plan"] = child["assessment"] == "N"
        if child["assessment"] == "N":
            found["refusals-in-16-weeks"] = child["in_16"]
            found["no-plan-to-mediation"] = child["no_plan_mediation"]
            found["no-plan-to-tribunal"] = child["no_plan_tribunal"]
        else:
            found["plans-in-20-weeks-all"] = child["in_20"]
            if not child["exception"]:
                found["plans-in-20-weeks"] = child["in_20"]
    return found | plan_states(child, new="plans-in-20-weeks-all" in found)


def plan_states(child: dict, *, new: bool) -> dict[str, bool | None]:
    found: dict[str, bool | None] = {"learners-with-number": child["number"]}
    plan = "open" if new and not child["plan"] else child["plan"]
    if plan:
        found["open-plans"] = plan == "open"
        found["plans-to-mediation"], found["plans-to-tribunal"] = child["other_mediation"], child["other_tribunal"]
        # A new plan has no review yet.
        if child["held"] and not new:
            found["reviews-decided-in-4-weeks"] = child["in_4"]
        if child["moves"]:
            found["phase-transfers-on-time"] = child["in_time"]
    if plan == "ended":
        found["ended-needs-met"] = child["reason"] == "2"
    if plan == "open":
        found["personal-budgets"], found["residential-plans"] = child["budget"], child["lives_in"]
        if child["reviewable"]:
            found["reviews-in-12-months"], found["reviews-due"] = child["reviewed"], child["due"]
            if child["due"]:
                found["reviews-held"] = child["meeting"]
    return found


def group_of(child: dict, measure: str, table: str) -> str | None:
    if table == WHOLE:
        return WHOLE
    if table in {"need", "sex"}:
        return child[table]
    if table == "reason":
        return child["reason"] if measure in REASONS.only else None
    if table == "wait":
        return band_of(child) if measure in WAITS.only else None
    if not DAYS[measure]:
        return None
    day = child["issued"] if DAYS[measure] in {"named_plan.start_date", "cease_date"} else child["decided"]
    return day if table == "month" else day[:4]


def band_of(child: dict) -> str:
    if child["waits"] is None:
        return "not known"
    if child["request"] == "Y" and child["waits"] <= 112:
        return "up to 16 weeks"
    return WAITS.order[(0, 2, 3, 4)[sum(child["waits"] > each for each in (42, 112, 140))]]


def tables_of(made: list[dict], names: tuple[str, ...] | None = None) -> dict:
    tables = {}
    for table in names or TABLES:
        counts: dict[tuple[str, str], Counter] = {}
        for child in made:
            for measure, state in states(child).items():
                group = group_of(child, measure, table)
                if group is not None:
                    counts.setdefault((measure, group), Counter())[state] += 1
        tables[table] = [
            RawFigure(MEASURES[measure], group, found[True], found[True] + found[False], found[None])
            for (measure, group), found in sorted(counts.items())
        ]
    return tables


TABLES = (WHOLE, "need", "sex", "wait", "reason", "month", "year")


def children_in(made: list[dict], names: tuple[str, ...] = TABLES) -> Children:
    """How the invented children stand in each part of each table."""
    words = {True: "counted", False: "others", None: "unknown"}
    found: dict[str, dict[str, Counter]] = {table: {} for table in names}
    for table, parts in found.items():
        for child in made:
            said: dict[str, set[tuple[str, str]]] = {}
            for measure, state in states(child).items():
                group = group_of(child, measure, table)
                if group is not None:
                    said.setdefault(group, set()).add((measure, words[state]))
            for group, standing in said.items():
                parts.setdefault(group, Counter())[frozenset(standing)] += 1
    return found


def declared():
    """The measures of a return, with the ways to part them that the invented children have."""
    file = measures()
    groups = {"need": file.groups["sex"], **{name: file.groups[name] for name in TABLES[2:]}}
    return file.model_copy(update={"groups": groups})


def test_every_measure_that_is_declared_is_attacked() -> None:
    """Whoever declares a measure says here when an invented child is in it, beside which others."""
    assert {name for seed in range(9) for child in invented(seed, 60) for name in states(child)} == {
        each.id for each in MEASURES.values() if not each.kept
    }


@given(areas, st.sampled_from([3, 5, 10]))
@settings(max_examples=8, deadline=None)
def test_no_calculation_from_all_tables_gives_a_small_count(made: list[dict], threshold: int) -> None:
    tables, children = tables_of(made), children_in(made)
    released = release(tables, declared(), Audience("who attacks", threshold), children)

    attacker = Attacker(tables, released, children, declared())

    assert attacker.subtracted(threshold) == []
    assert attacker.worked_out(threshold) == []


@pytest.fixture(scope="module", params=[(200, 11, 0), (200, 12, 1), (150, 13, 0), (90, 14, 1)], ids=str)
def returned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Children]:
    """The figures of an invented return by every group, and which of them count the same child."""
    number, seed, faults = request.param
    load = to_tables(make(number, seed, faults=faults).persons, tmp_path_factory.mktemp("invented") / "tables")
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        run = run_for(load, as_of=date(2026, 1, 15))
        return measure_tables(run, engine, measures()), children_of(run, engine, measures())


def test_nothing_follows_from_the_released_tables_of_an_invented_return(returned: tuple[dict, Children]) -> None:
    """Every group that is declared, every audience that something is hidden from."""
    tables, children = returned
    seen: dict[int, dict] = {}
    for each in audiences().values():
        released = release(tables, measures(), each, children)
        if each.threshold < 2:
            continue
        if each.round_to == 1 and each.threshold not in seen:
            seen[each.threshold] = released
            attacker = Attacker(tables, released, children, measures())
            assert len(attacker.secrets(each.threshold)) > 100
            assert attacker.subtracted(each.threshold) == []
            assert attacker.worked_out(each.threshold) == []
        # Who was attacked knows all that this audience is told: the same is hidden, and what is shown is rounded.
        for name, figures in seen[each.threshold].items():
            told = [each for each in tables[name] if not each.measure.kept]
            for near, far, raw in zip(figures, released[name], told, strict=True):
                assert told_less(near.counted, far.counted, raw.counted, each)
                assert told_less(near.of, far.of, raw.of, each)
                both = isinstance(far.counted, Shown) and isinstance(far.of, Shown) and raw.of
                assert far.percentage == (each.percentage(raw.counted, raw.of) if both else None)


def told_less(near: Released, far: Released, count: int | None, audience: Audience) -> bool:
    """Whether what an audience is told follows from what another is told."""
    if isinstance(far, Shown):
        return near == Shown(count) and far.count == audience.rounded(count)
    return near == far or isinstance(near, Shown)


def test_the_attacker_finds_what_is_hidden_by_halves() -> None:
    """Were small counts alone hidden, they would follow from the others: the attacker is one."""
    made, names = invented(3, 12), (WHOLE, "sex", "wait")
    tables = tables_of(made, names)

    def naive(raw: RawFigure) -> ReleasedFigure:
        counted, of = (Suppressed() if 0 < count < 5 else Shown(count) for count in (raw.counted, raw.of))
        return ReleasedFigure(raw.measure, raw.group, counted, of, NotAvailable(""))

    released = {name: [naive(each) for each in figures] for name, figures in tables.items()}
    attacker = Attacker(tables, released, children_in(made, names), declared())

    assert len(attacker.subtracted(5)) > 5
    assert len(attacker.worked_out(5)) > 5


def test_what_is_left_of_measures_of_two_tables_is_protected() -> None:
    """Of 20 plans 17 have a decided review: shown both, they say that 3 have none, whatever is declared of the two."""
    one, two = "reviews-decided-in-4-weeks", "open-plans"
    kinds = {((two, "counted"),): 3, ((one, "counted"), (two, "counted")): 9, ((one, "others"), (two, "others")): 8}
    children = {WHOLE: {WHOLE: Counter({frozenset(kind): count for kind, count in kinds.items()})}}

    for mistakes in (0, 1):
        # A mistake of the return, a review of no plan, does not take it away.
        kinds_there = children[WHOLE][WHOLE] + Counter({frozenset({(one, "others")}): mistakes})
        figures = {WHOLE: [figure(one, 9, 17 + mistakes), figure(two, 12, 20)]}
        for declared_so in (measures(), measures().model_copy(update={"overlaps": ()})):
            if mistakes and not declared_so.overlaps:
                continue
            released = release(figures, declared_so, audience("board"), {WHOLE: {WHOLE: kinds_there}})
            assert Suppressed() in {each.of for each in released[WHOLE]}


def of_kinds(kinds: Children, names: Sequence[str]) -> dict[str, list[RawFigure]]:
    """The figures of measures of children who stand so."""
    words = ("counted", "others", "unknown")
    tables: dict[str, list[RawFigure]] = {}
    for table, parts in kinds.items():
        for group, standings in parts.items():
            for name in names:
                found = [sum(n for kind, n in standings.items() if (name, each) in kind) for each in words]
                if any(found) or table == WHOLE:
                    raw = figure(name, found[0], found[0] + found[1], group)
                    tables.setdefault(table, []).append(replace(raw, unknown=found[2]))
    return tables


def stands(**said: str) -> Standing:
    return frozenset((name.replace("_", "-"), state) for name, state in said.items())


def test_who_answers_one_question_and_not_another_is_told_on_purpose() -> None:
    """Of 77 refusals 33 have no answer to the one question and 30 to the other: that these are three fewer is no secret."""
    one, two = "refusals-to-mediation", "refusals-to-tribunal"
    kinds = {("counted", "others"): 20, ("others", "counted"): 21, ("unknown", "unknown"): 30, ("unknown", "others"): 3}
    standing = {frozenset({(one, first), (two, last)}): count for (first, last), count in kinds.items()}
    children = {WHOLE: {WHOLE: Counter(standing)}}

    released = release(of_kinds(children, (one, two)), measures(), audience("board"), children)

    assert [(each.counted, each.of) for each in released[WHOLE]] == [(Shown(20), Shown(41)), (Shown(21), Shown(44))]


def test_a_row_of_one_child_does_not_take_its_table_with_it() -> None:
    """Another child like it in the rows beside could stand in it too: it is hidden, and one row with it."""
    plan = stands(open_plans="counted", reviews_due="counted", learners_with_number="counted")
    living_in = ("residential-plans", "counted")
    more = ("personal-budgets", "plans-to-mediation", "plans-to-tribunal", "phase-transfers-on-time")
    said = [(name, state) for name in more for state in ("counted", "others")]
    beside = {
        plan | {living_in}: 9,
        **{plan | {each}: 9 for each in said},
        **{frozenset({living_in, each}): 9 for each in said},
    }
    sexes = {
        "F": Counter(beside),
        "M": Counter({**beside, plan | {living_in}: 60}),
        "not known": Counter({plan | {living_in}: 1}),
    }
    children = {WHOLE: {WHOLE: sum(sexes.values(), Counter())}, "sex": sexes}

    tables = of_kinds(children, (*more, living_in[0], *(name for name, _ in plan)))
    released = release(tables, measures().model_copy(update={"overlaps": ()}), audience("board"), children)

    assert all(isinstance(each.of, Shown) for each in released[WHOLE])
    for name in more:
        assert told(released, "sex", name) == dict.fromkeys(("F", "M"), (Shown(18), Shown(36)))
    shown = told(released, "sex", "open-plans")
    assert shown["not known"] == (Suppressed(), Suppressed())
    assert [isinstance(shown[each][0], Shown) for each in ("F", "M")].count(True) == 1


def test_few_children_of_a_rare_kind_do_not_take_everything_with_them() -> None:
    """Four plans were issued and ended in the year, which two figures give away. There are many kinds that are commoner."""
    requests = ("requests-refused", "decisions-in-6-weeks", "requests-withdrawn", "learners-with-number")
    states = product(("counted", "others"), repeat=len(requests))
    kinds = Counter({frozenset(zip(requests, each, strict=True)): 90 for each in states})
    kinds[stands(plans_in_20_weeks_all="counted", open_plans="counted", reviews_due="others")] = 50
    kinds[stands(plans_in_20_weeks_all="counted", open_plans="others")] = 4
    kinds[stands(open_plans="counted", reviews_due="counted")] = 80
    kinds[stands(open_plans="others")] = 20
    children = {WHOLE: {WHOLE: kinds}}
    tables = of_kinds(children, (*requests, "plans-in-20-weeks-all", "open-plans", "reviews-due"))

    released = release(tables, measures().model_copy(update={"overlaps": ()}), audience("board"), children)[WHOLE]

    for each in released:
        assert each.measure.id not in requests or each.percentage is not None
    assert any(Suppressed() in {each.counted, each.of} for each in released)


def test_children_are_found_in_every_table_of_a_return(returned: tuple[dict, Children]) -> None:
    """What is counted of children by how they stand is what measures count, but for those a measure counts twice."""
    tables, children = returned
    for name, figures in tables.items():
        for each in figures:
            standings = children[name].get(each.group, {})
            counts = Counter(
                {
                    state: sum(n for kind, n in standings.items() if (each.measure.id, state) in kind)
                    for state in ("counted", "others")
                }
            )
            if each.measure.kept:
                assert not counts.total()
            elif each.of is not None:
                assert counts["counted"] <= each.counted
                assert counts["others"] <= each.of - each.counted
                assert counts.total() >= 0.9 * each.of - 5


@given(areas)
@settings(max_examples=5, deadline=None)
def test_what_is_shown_is_true_and_never_small(made: list[dict]) -> None:
    tables = tables_of(made)
    for name, figures in release(tables, declared(), audience("board"), children_in(made)).items():
        for told, raw in zip(figures, tables[name], strict=True):
            for value, count in ((told.counted, raw.counted), (told.of, raw.of)):
                assert not isinstance(value, Shown) or (value.count == count and not 0 < count < 5)
            both = isinstance(told.counted, Shown) and isinstance(told.of, Shown)
            assert (told.percentage is not None) == bool(both and raw.of)
            if both:
                assert not 0 < raw.of - raw.counted < 5


@given(areas)
@settings(max_examples=8, deadline=None)
def test_what_is_hidden_from_few_is_hidden_from_many(made: list[dict]) -> None:
    tables = tables_of(made)
    seen = [release(tables, declared(), each, children_in(made)) for each in audiences().values()]
    for narrow, wide in pairwise(seen):
        for name in tables:
            for near, far in zip(narrow[name], wide[name], strict=True):
                for which in ("counted", "of"):
                    if isinstance(getattr(far, which), Shown):
                        assert isinstance(getattr(near, which), Shown)


@given(areas)
@settings(max_examples=8, deadline=None)
def test_the_same_figures_are_released_the_same_way_in_whatever_order(made: list[dict]) -> None:
    tables = tables_of(made)
    turned = {name: list(reversed(figures)) for name, figures in reversed(tables.items())}

    one, other = (release(each, declared(), audience("public"), children_in(made)) for each in (tables, turned))

    assert one == {name: list(reversed(other[name])) for name in tables}


def figure(measure: str, counted: int, of: int, group: str = WHOLE) -> RawFigure:
    return RawFigure(MEASURES[measure], group, counted, of)


def told(released: dict[str, list[ReleasedFigure]], table: str, measure: str) -> dict[str, tuple]:
    return {each.group: (each.counted, each.of) for each in released[table] if each.measure.id == measure}


def test_with_and_without_exceptions_do_not_give_the_exceptions_away() -> None:
    """94 of 100 and 92 of 97: shown both, they say that three plans had an exception and two of them were in time."""
    tables = {WHOLE: [figure("plans-in-20-weeks", 67, 92), figure("plans-in-20-weeks-all", 69, 95)]}

    one, two = "plans-in-20-weeks", "plans-in-20-weeks-all"
    kinds = {(one, "counted"): 67, (one, "others"): 25}
    both = Counter({frozenset({each, (two, each[1])}): count for each, count in kinds.items()})
    both += Counter({frozenset({(two, "counted")}): 2, frozenset({(two, "others")}): 1})

    without, exceptions = release(tables, measures(), audience("board"), {WHOLE: {WHOLE: both}})[WHOLE]

    assert (without.counted, without.of) == (Shown(67), Shown(92))
    assert Suppressed() in {exceptions.counted, exceptions.of}
    assert exceptions.percentage is None


def test_a_percentage_of_nearly_everybody_is_not_told() -> None:
    tables = {WHOLE: [figure("personal-budgets", 98, 100)]}

    (only,) = release(tables, measures(), audience("board"), apart(tables))[WHOLE]

    assert (only.counted, only.of, only.percentage) == (Suppressed(), Shown(100), None)


def test_a_small_group_takes_a_second_one_with_it() -> None:
    groups = {"F": (3, 3), "M": (40, 60), "not known": (20, 30)}
    tables = {
        WHOLE: [figure("personal-budgets", 63, 93)],
        "sex": [figure("personal-budgets", counted, of, name) for name, (counted, of) in groups.items()],
    }

    released = release(tables, measures(), audience("board"), apart(tables))

    assert told(released, WHOLE, "personal-budgets") == {WHOLE: (Shown(63), Shown(93))}
    assert told(released, "sex", "personal-budgets") == {
        "F": (Suppressed(), Suppressed()),
        "M": (Shown(40), Shown(60)),
        "not known": (Suppressed(), Suppressed()),
    }


def test_a_month_does_not_follow_from_its_year() -> None:
    months = {"2025-01": (9, 12), "2025-02": (2, 9), "2025-03": (8, 20), "2024-12": (10, 17)}
    tables = {
        WHOLE: [figure("decisions-in-6-weeks", 29, 58)],
        "year": [figure("decisions-in-6-weeks", *each) for each in ((19, 41, "2025"), (10, 17, "2024"))],
        "month": [figure("decisions-in-6-weeks", *count, name) for name, count in months.items()],
    }

    shown = told(release(tables, measures(), audience("board"), apart(tables)), "month", "decisions-in-6-weeks")

    assert shown["2025-02"] == (Suppressed(), Shown(9))
    assert [each for each in shown if shown[each][0] == Suppressed()] == ["2025-01", "2025-02"]


def test_the_public_is_told_rounded_counts_and_whole_percentages() -> None:
    tables = {WHOLE: [figure("personal-budgets", 63, 93)]}

    (only,) = release(tables, measures(), audience("public"), apart(tables))[WHOLE]

    assert (only.counted, only.of, only.percentage) == (Shown(65), Shown(95), 68)


def test_the_team_is_told_what_there_is() -> None:
    tables = {WHOLE: [replace(figure("personal-budgets", 2, 3), unknown=1)]}

    (only,) = release(tables, measures(), audience("team"), apart(tables))[WHOLE]

    assert (only.counted, only.of, only.unknown, only.percentage) == (Shown(2), Shown(3), Shown(1), 66.7)


def test_what_is_not_there_is_not_hidden() -> None:
    tables = {WHOLE: [RawFigure(MEASURES["personal-budgets"], WHOLE, None, None, reason="There is no column.")]}

    (only,) = release(tables, measures(), audience("public"), apart(tables))[WHOLE]

    assert only.counted == only.of == NotAvailable("There is no column.")
    assert only.to_dict()["counted"] == "not available"


def test_what_is_withheld_from_a_whole_table_is_suppressed_and_not_unknown() -> None:
    # Of rows that belong to no child nobody knows what else they could be.
    tables = tables_of(invented(1, 4))

    said = release(tables, declared(), audience("public"), {})

    assert any(Suppressed(whole_table=True) in {each.counted, each.of} for rows in said.values() for each in rows)
    for each in (each.to_dict() for rows in said.values() for each in rows):
        assert "not available" not in {each["counted"], each["of"]}
    # So it is in what is let out, and in what a plan takes from it.
    out = letting.content(tables, declared(), {}, load=1, year=2026, as_of=date(2026, 1, 15))
    rows = [each for each in letting.plain(out, "public") if each["percentage"] is None and each["of"] != 0]
    assert {each["state"] for each in rows} == {"suppressed"}
    trend = letting.trend([out], "public", "requests-refused")
    assert [each["state"] for each in trend] == ["suppressed"]


def test_the_whole_must_be_among_the_tables() -> None:
    with pytest.raises(ValueError, match="whole"):
        release({"sex": []}, measures(), audience("public"), {})
