"""Somebody who has every page and every download of a survey tries to work out a hidden count."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extramile.core.disclosure import MARGIN, NotAvailable, Shown, Suppressed
from extramile.web.voices import actions, coding, gathering, queries
from extramile.web.voices.counting import LEFT_OUT, count_by_group, count_survey, voted
from extramile.web.voices.keeping import read_counts, read_tables, write_counts, write_tables
from extramile.web.voices.models import Question, Survey
from tests.integration.voices.conftest import Area, fields_of, make_survey

ASKED = Question(pk=1, kind="one", words="Is it good?", options=["Yes", "No", "Not sure"])
NEED = Question(pk=2, kind="about", about="need", words="Need?")
AGE = Question(pk=3, kind="about", about="age-band", words="Age?")
QUESTIONS = (ASKED, NEED, AGE)
PRIME = 2_147_483_647

People = list[tuple[int | None, str | None, str | None]]
people = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 2, None]),
        st.sampled_from(["asd", "slcn", "semh", "vi", "prefer-not", None]),
        st.sampled_from(["5-10", "11-15", "16-19", None]),
    ),
    min_size=5,
    max_size=45,
)


class Attacker:
    """What somebody knows: bounds of each count, and which counts add up to which."""

    def __init__(self, everybody: int) -> None:
        self.everybody = everybody
        self.low: dict[Any, int] = {}
        self.high: dict[Any, int] = {}
        self.hidden: set[Any] = set()
        self.sums: list[tuple[list[Any], list[Any]]] = []

    def reads(self, name: Any, released: Any) -> None:
        """Read a count off a page."""
        low, high = {Shown: lambda: (released.count,) * 2, Suppressed: lambda: (1, self.everybody)}.get(
            type(released), lambda: (0, self.everybody)
        )()
        if not isinstance(released, Shown):
            self.hidden.add(name)
        self.low[name] = max(low, self.low.get(name, 0))
        self.high[name] = min(high, self.high.get(name, self.everybody))

    def knows_of(self, name: Any) -> None:
        """Know that there is a count which no page has."""
        self.low.setdefault(name, 0)
        self.high.setdefault(name, self.everybody)

    def adds_up(self, parts: list[Any], total: list[Any]) -> None:
        """Know that these add up to those."""
        for each in (*parts, *total):
            self.knows_of(each)
        self.sums.append((parts, total))

    def narrowed(self) -> None:
        """Draw every conclusion from "at least" and "at most"."""
        changed = True
        while changed:
            changed = False
            for parts, total in self.sums:
                changed |= self._narrow(parts, total) | self._narrow(total, parts)

    def _narrow(self, ours: list[Any], others: list[Any]) -> bool:
        low, high = sum(self.low[each] for each in others), sum(self.high[each] for each in others)
        assert low <= high, "the attacker reasons rightly"
        ours_low, ours_high = sum(self.low[each] for each in ours), sum(self.high[each] for each in ours)
        changed = False
        for each in ours:
            most, least = high - (ours_low - self.low[each]), low - (ours_high - self.high[each])
            if most < self.high[each]:
                self.high[each], changed = most, True
            if least > self.low[each]:
                self.low[each], changed = least, True
        return changed

    def determined(self) -> set[Any]:
        """Return what follows from the sums alone: elimination, in whole numbers of a prime field."""
        rows: list[dict[Any, int]] = []
        for parts, total in self.sums:
            row: dict[Any, int] = {}
            for sign, names in ((1, parts), (-1, total)):
                for name in names:
                    if self.low[name] != self.high[name]:
                        row[name] = (row.get(name, 0) + sign) % PRIME
            rows.append({name: value for name, value in row.items() if value})
        solved: list[tuple[Any, dict[Any, int]]] = []
        while rows:
            row = rows.pop()
            if not row:
                continue
            pivot = next(iter(row))
            inverse = pow(row[pivot], -1, PRIME)
            row = {name: value * inverse % PRIME for name, value in row.items()}
            rows = [_without(pivot, row, each) for each in rows]
            solved = [(name, _without(pivot, row, each)) for name, each in solved]
            solved.append((pivot, row))
        return {name for name, row in solved if len(row) == 1}


def _without(pivot: Any, row: dict[Any, int], other: dict[Any, int]) -> dict[Any, int]:
    """Return a row without the unknown that another row gives."""
    factor = other.get(pivot, 0)
    if not factor:
        return other
    left = {name: (other.get(name, 0) - factor * row.get(name, 0)) % PRIME for name in other.keys() | row.keys()}
    return {name: value for name, value in left.items() if value}


def as_json(kept: Any) -> Any:
    """Return what a database gives back."""
    return json.loads(json.dumps(kept))


def published(everybody: People) -> tuple[Attacker, dict[Any, int]]:
    """Return all that pages and downloads show of a survey, and the truth."""
    answers = voted(
        range(len(everybody)),
        [
            (number, question.pk, value)
            for number, row in enumerate(everybody)
            for question, value in zip(QUESTIONS, row, strict=True)
            if value is not None
        ],
    )
    attacker, truth = Attacker(len(everybody)), {}
    # As the pages read them: written down and read again.
    kept = read_counts(as_json(write_counts(count_survey(QUESTIONS, answers))), QUESTIONS)
    asked = [each for each in QUESTIONS if kept.of(each)]
    plain = {each.pk: kept.of(each)[0] for each in asked}
    for question in asked:
        given = answers.of(question)
        for value, _, released in plain[question.pk].choices:
            truth[question.pk, value] = sum(str(each) == value for each in given.values())
            attacker.reads((question.pk, value), released)
        names = [(question.pk, value) for value, _, _ in plain[question.pk].choices]
        names.append((question.pk, LEFT_OUT))
        attacker.reads((question.pk, MARGIN), Shown(len(everybody)))
        attacker.adds_up(names, [(question.pk, MARGIN)])
        truth[question.pk, LEFT_OUT] = len(everybody) - len(given)
        # How many answered a question stands under its chart.
        total = plain[question.pk].total
        if isinstance(total, Shown):
            attacker.reads((question.pk, LEFT_OUT), Shown(len(everybody) - total.count))
    for question, by in permutations(asked, 2):
        if by.kind == "about":
            _cross(attacker, truth, (question, by), answers)
    return attacker, truth


def _cross(attacker: Attacker, truth: dict[Any, int], pair: tuple[Question, Question], answers: Any) -> None:
    question, by = pair
    made = count_by_group(question, by, answers)
    if made is None:
        return
    [crossed] = read_tables(as_json(write_tables({question.pk: made}))).values()
    group, given = answers.of(by), answers.of(question)

    def name(row: Any, column: Any) -> Any:
        return tuple(sorted([(by.pk, tuple(sorted(row.values))), (question.pk, tuple(sorted(column.values)))]))

    for row in crossed.rows:
        for column in crossed.columns:
            truth[name(row, column)] = sum(
                group[each] in row.values and str(given.get(each, LEFT_OUT)) in column.values
                for each in answers.everybody
            )
            attacker.reads(name(row, column), crossed.at(row, column))
        attacker.adds_up([name(row, column) for column in crossed.columns], [(by.pk, value) for value in row.values])
    for column in crossed.columns:
        total = [(question.pk, value) for value in column.values]
        attacker.adds_up([name(row, column) for row in crossed.rows], total)


def recovered(everybody: People) -> Iterator[Any]:
    """Yield each hidden count from 1 to 4 that somebody works out."""
    attacker, truth = published(everybody)
    small = {each for each in attacker.hidden if 0 < truth[each] < 5}
    yield from small & attacker.determined()
    attacker.narrowed()
    for each in sorted(small, key=repr):
        assert attacker.low[each] <= truth[each] <= attacker.high[each], "the attacker reasons rightly"
        if attacker.low[each] == attacker.high[each]:
            yield each


@settings(max_examples=60, deadline=None)
@given(people)
@example([(0, need, "5-10") for need in ("asd", "slcn", "semh", "vi", "prefer-not")])
@example([(0, "asd", "5-10")] * 9 + [(1, "asd", "11-15")] * 3)
@example([(0, "asd", None)] * 6 + [(0, "slcn", "5-10")] * 5 + [(None, "vi", "5-10")] * 5 + [(1, "vi", "16-19")] * 2)
@example([(0, "asd", "5-10")] * 6 + [(0, "slcn", "5-10")] * 6 + [(1, "asd", "11-15"), (1, "slcn", "11-15")] * 4)
def test_no_small_count_follows_from_all_pages_and_downloads_together(everybody: People) -> None:
    assert list(recovered(everybody)) == []


def test_the_attacker_is_one_to_be_feared() -> None:
    """Shown one count too many, they find the hidden one."""
    attacker = Attacker(20)
    attacker.reads("yes", Shown(12))
    attacker.reads("no", Suppressed())
    attacker.reads("not sure", Shown(5))
    attacker.adds_up(["yes", "no", "not sure"], ["all"])
    attacker.reads("all", Shown(20))

    assert attacker.determined() == {"no"}
    attacker.narrowed()
    assert attacker.low["no"] == attacker.high["no"] == 3


def test_of_five_people_nothing_is_told_by_group() -> None:
    attacker, _ = published([(0, "asd", "5-10")] * 4 + [(1, "slcn", "11-15")] * 1)

    assert {attacker.high[each] for each in attacker.hidden} == {5}


def send(survey: Any, times: int, **change: Any) -> None:
    for _ in range(times):
        actions.send_answers(survey=survey, raw=fields_of(survey) | change)


def numbers(area: Area, survey: Any, who: str = "contributor") -> str:
    client = area.client(who)
    return client.get(f"/p/wexmoor/voices/surveys/{survey.pk}/results.csv").content.decode()


def test_the_difference_between_two_days_is_never_fewer_than_five(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 7)
    actions.close_survey(scope=area.lead, survey=survey)
    first = numbers(area, survey)
    raw = {"way": "paper", "answered_on": survey.opens}
    for late in range(1, 5):
        actions.enter_answers(scope=area.lead, survey=survey, raw=fields_of(survey), **raw)
        assert numbers(area, survey) == first, late
    page = area.client("contributor").get(f"/p/wexmoor/voices/surveys/{survey.pk}/results/").content.decode()

    assert "4 answers that came later wait" in page
    assert "Yes,11" not in first
    assert ",7" in first
    assert ",11" in numbers(area, survey, "lead"), "who reads single answers may see the counts of them"
    actions.enter_answers(scope=area.lead, survey=survey, raw=fields_of(survey), **raw)
    assert ",12" in numbers(area, survey)


def test_a_survey_that_is_opened_again_hides_its_counts_until_it_is_closed(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    actions.close_survey(scope=area.lead, survey=survey)
    first = numbers(area, survey)
    actions.open_survey(scope=area.lead, survey=survey)
    send(survey, 1)

    assert "Counts are shown when" in numbers(area, survey)
    actions.close_survey(scope=area.lead, survey=survey)
    assert numbers(area, survey) == first


def test_a_survey_whose_last_day_has_passed_is_counted_and_what_comes_later_waits(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    day = survey.opens
    assert "Counts are shown when" in numbers(area, survey)
    Survey.objects.filter(pk=survey.pk).update(opens=day - timedelta(days=9), closes=day - timedelta(days=1))

    first = numbers(area, survey)
    actions.enter_answers(scope=area.lead, survey=survey, raw=fields_of(survey), way="paper", answered_on=day)
    assert ",6" in first
    assert numbers(area, survey) == first


def test_themes_of_an_open_survey_are_counted_for_readers_of_answers_only(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    for thing in queries.to_code(area.lead):
        coding.code(scope=area.lead, thing=thing, codes=["annual-reviews"])

    assert queries.voice_theme(area.lead, "annual-reviews").total == Shown(6)
    assert isinstance(queries.voice_theme(area.contributor, "annual-reviews").total, NotAvailable)
    actions.close_survey(scope=area.lead, survey=survey)
    assert queries.voice_theme(area.contributor, "annual-reviews").total == Shown(6)


@pytest.mark.parametrize(("people", "told"), [(None, None), (5, 5), (22, 20), (24, 20)])
def test_the_forum_releases_a_number_that_no_difference_can_be_taken_from(
    area: Area, people: int | None, told: int | None
) -> None:
    made = gathering.release_theme(scope=area.forum, theme="leadership", summary="They wait.", people=people)

    assert made.people == told
