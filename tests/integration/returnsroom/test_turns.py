"""Releases of one return follow each other: pages say whose place one took, what stands in its own, and what was taken back."""

from types import SimpleNamespace
from typing import Any

import pytest

from extramile.web.partnerships.permissions import Role
from extramile.web.returns.actions import releasing
from extramile.web.returns.presenters import released as words
from extramile.web.returns.presenters import turns
from extramile.web.returns.queries import released as queries
from tests.integration.returnsroom.loading import TWENTY_WEEKS, make_release
from tests.partnership import make_member, make_partnership, scope_for

FIGURES = "/p/ashcombe/figures/"
NOTHING_STANDS = "Nothing of the SEN2 person-level return 2026 stands"


@pytest.fixture(scope="module")
def kept(shared_db: None) -> Any:
    """Make a partnership in which figures of a return were released, then others of the same return."""
    partnership = make_partnership("ashcombe")
    manager, lead = make_member(partnership, Role.DATA_MANAGER), make_member(partnership, Role.LEAD)
    made = {"partnership": partnership, "person": manager.person}
    last_year = make_release(**made, year=2025, counted=40, of=100)
    first = make_release(**made, year=2026, counted=60, of=100)
    second = make_release(**made, year=2026, counted=61, of=100)
    return SimpleNamespace(manager=manager, lead=lead, last_year=last_year, first=first, second=second)


@pytest.fixture
def scope(kept: Any, db: None) -> Any:
    return scope_for(kept.manager)


@pytest.fixture
def page(kept: Any, scope: Any, client: Any) -> Any:
    """Return what gives a page under the figures as a lead reads it."""
    client.force_login(kept.lead.person)
    return lambda path="": client.get(f"{FIGURES}{path}").content.decode()


def test_figures_say_whose_place_they_took_and_what_is_told_otherwise(kept: Any, page: Any) -> None:
    for read in (page(), page(f"{kept.second.pk}/")):
        assert "These figures took the place of" in read
        assert f'<a href="{FIGURES}{kept.first.pk}/">those of load {kept.first.load_id}, which ' in read
        assert "1 of 1 measures is told otherwise." in read
        assert "Another figure or other numbers" in read
        assert "replaced" not in read
    assert "took the place" not in page(f"{kept.first.pk}/")


def test_figures_that_were_replaced_say_so_and_lead_to_those_that_stand(kept: Any, page: Any) -> None:
    words = f"Other figures of this return stand in place of these: those of load {kept.second.load_id}, which "
    assert words in page(f"{kept.first.pk}/")
    figure = page(f"{kept.first.pk}/{TWENTY_WEEKS}/")
    assert words in figure
    assert f'<a href="{FIGURES}{kept.second.pk}/{TWENTY_WEEKS}/">See this figure there</a>' in figure


def test_figures_of_the_year_before_are_not_led_with_as_if_nothing_newer_was_taken_back(
    kept: Any, scope: Any, page: Any
) -> None:
    releasing.take_back(scope=scope, release=kept.first, why="A code was wrong in 43 records")
    assert NOTHING_STANDS not in page()
    releasing.take_back(scope=scope, release=kept.second, why="The wrong file")

    read = page()

    assert read.index(NOTHING_STANDS) < read.index("SEN2 person-level return 2025, as of 16 January 2025")
    assert "The figures below are those of an earlier return." in read
    # What was taken back is folded nowhere.
    assert "<details" not in read
    assert "A code was wrong in 43 records" in read
    assert "Nothing of this return stands" in page(f"{kept.second.pk}/")
    releasing.take_back(scope=scope, release=kept.last_year, why="The wrong file")
    assert "Nothing of the SEN2 person-level return 2026 and SEN2 person-level return 2025 stands" in page()


def test_what_was_taken_back_is_set_beside_nothing(kept: Any, scope: Any, page: Any) -> None:
    releasing.take_back(scope=scope, release=kept.first, why="A code was wrong in 43 records")
    read = page(f"{kept.second.pk}/")
    assert "Those were taken back on" in read
    assert "told otherwise" not in read
    assert f"Of this return those of load {kept.second.load_id}" in page(f"{kept.first.pk}/")


def test_the_same_figures_released_again_after_they_were_taken_back_are_said_to_be_the_same(
    kept: Any, scope: Any, page: Any
) -> None:
    for each in (kept.first, kept.second):
        releasing.take_back(scope=scope, release=each, why="The wrong file")
    first = kept.first
    again = type(first).objects.create(load=first.load, content=first.content, sha256=first.sha256, by=scope.person)
    read = page(f"{again.pk}/")
    assert "2 earlier releases of this return had been taken back before" in read
    assert f"They are the same figures as those of load {first.load_id}" in read


def said(**rows: Any) -> dict[str, Any]:
    """Return released figures: of each measure its figures by grouping, a percentage or why there is none."""
    figures = {
        name: {
            by: [
                {
                    "group": by,
                    "counted": value,
                    "of": "not available" if value == "not available" else 100,
                    "percentage": value if isinstance(value, int) else None,
                }
            ]
            for by, value in groups.items()
        }
        for name, groups in rows.items()
    }
    return {
        "measures": {name: {"title": name.title()} for name in rows},
        "audiences": {"board": {"name": "the board", "figures": figures}},
    }


def test_what_is_told_otherwise_is_said_in_words_alone() -> None:
    before = said(a={"": 60}, b={"": "suppressed"}, c={"": 60, "sex": 50}, d={"": 60}, e={"": 1}, f={"": 1})
    now = said(a={"": "suppressed"}, b={"": 60}, c={"": 60, "sex": "suppressed"}, d={"": 60}, e={"": 2}, g={"": 1})
    assert turns.differences(before, now, "board") == [
        ("A", "Told before, suppressed now"),
        ("B", "Suppressed before, told now"),
        ("C", turns.PARTS),
        ("E", turns.OTHER),
        ("G", turns.NEW),
        ("F", turns.GONE),
    ]
    gone = turns.differences(before, said(a={"": "not available"}), "board")
    assert gone[0] == ("A", "Told before, not available now")


def test_who_was_not_told_the_figures_before_is_not_told_how_they_differ(kept: Any, scope: Any) -> None:
    turn = queries.turn(scope, kept.second)
    assert turn.before == kept.first
    del turn.before.content["audiences"]["board"]
    found = turns.said_before("ashcombe", kept.second, turn, "board")
    assert found is not None
    assert (found["more"], found["differs"]) == ("Those were not told to the board.", [])


def test_the_list_has_the_year_before_and_which_way_is_better_and_says_first_how_many_errors_stood(
    kept: Any, scope: Any, page: Any
) -> None:
    newest = kept.second
    again = type(newest).objects.create(
        load=newest.load, content=newest.content, sha256=newest.sha256, by=scope.person, errors=3, queries=2
    )
    read = page()
    assert 'data-label="Return of 2025">40.0%<' in read
    assert 'data-label="Better is">high<' in read
    assert read.index(f"3 errors and 2 queries of the check stood in load {again.load_id}") < read.index("<table")
    releasing.take_back(scope=scope, release=kept.last_year, why="The wrong file")
    assert "Return of 2025" not in page()


def test_a_figure_of_the_year_before_stands_beside_none_that_counts_otherwise_or_was_told_to_others(kept: Any) -> None:
    said, last = kept.second.content, kept.last_year.content

    def beside(before: dict[str, Any]) -> str:
        return words.lines(said, "board", None, before)[0]["last"]

    assert beside(last) == "40.0%"
    other = {**last["measures"], TWENTY_WEEKS: {**last["measures"][TWENTY_WEEKS], "population": "Other plans"}}
    assert beside({**last, "measures": other}) == "counted otherwise"
    assert beside({**last, "audiences": {}}) == "not told"
