"""A load that asks what headings are takes no other's place; what cannot be told of limits is not known, and never nought."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.returns import measured
from extramile.web.returns.actions import answering, loading, working
from extramile.web.returns.measured import Figures
from extramile.web.returns.models import Load, LoadedTable
from extramile.web.returns.presenters import worklist as words
from extramile.web.returns.presenters.queue import mine_rows
from extramile.web.returns.queries import queue
from extramile.web.returns.sealing import as_json, seal
from extramile.web.returns.waiting import returns
from tests.integration.returnsroom.loading import loaded
from tests.integration.returnsroom.making import ERROR, QUERY, make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

QUESTION = {"table": "requests", "table_title": "Requests", "heading": "Got it on", "candidates": ["received_date"]}


@pytest.fixture
def scope(db: None) -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def an_older_and_one_that_asks(scope: Any) -> tuple[Load, Load]:
    """Return a load with two problems, of which one is this person's and late, and one of the same return that asks."""
    older = make_load(scope, problem(), problem(key="B2"))
    at = {"scope": scope, "load": older, "places": [(QUERY, 0)]}
    working.assign(**at, owner=str(scope.member.pk), due=timezone.localdate())
    queue.every_item(older)[QUERY, 0].__class__.objects.update(due=timezone.localdate() - timedelta(days=3))
    return older, make_load(scope, questions=[QUESTION])


def test_a_load_that_asks_leaves_the_older_one_in_its_place_until_it_is_taken_as_it_is(scope: Any, client: Any) -> None:
    older, asks = an_older_and_one_that_asks(scope)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{asks.pk}/"

    assert queue.newest(asks).pk == older.pk
    assert "1 open problem" in mine_rows(scope, timezone.localdate())[0]["words"]
    page = client.get(here).content.decode()
    assert "has not taken the place of" in page
    assert (
        f"Until it is answered or taken as it is, load {older.pk} stands"
        in client.get("/p/ashcombe/returns/").content.decode()
    )
    assert "Assign" in client.get(f"/p/ashcombe/returns/{older.pk}/problems/").content.decode()
    with pytest.raises(InputError, match="asks what some headings are"):
        working.comment(scope=scope, load=asks, places=[(QUERY, 0)], words="a")

    said = client.post(f"{here}as-it-is/", follow=True).content.decode()
    assert "stands as the newest of its return" in said

    assert queue.newest(older).pk == asks.pk
    assert mine_rows(scope, timezone.localdate()) == []
    assert "Taken as it is by" in client.get(here).content.decode()
    assert Event.objects.filter(verb="return taken as it is").count() == 1
    with pytest.raises(InputError, match="waits for nothing"):
        answering.take_as_it_is(scope=scope, load=asks)
    lead = scope_for(make_member(scope.partnership, Role.LEAD))
    with pytest.raises(NotAllowedError):
        answering.take_as_it_is(scope=lead, load=asks)


def test_a_load_that_asks_and_is_superseded_says_that_a_later_one_stands(scope: Any, client: Any) -> None:
    asks = make_load(scope, problem(), questions=[QUESTION])
    later = make_load(scope, problem())
    client.force_login(scope.person)

    row = client.get("/p/ashcombe/returns/").content.decode()
    page = client.get(f"/p/ashcombe/returns/{asks.pk}/").content.decode()

    assert f"Load {later.pk}, which came later, stands." in row
    assert "Until it is answered" not in row
    assert "A later one," in page
    assert "goes on standing" in page

    said = client.post(f"/p/ashcombe/returns/{asks.pk}/as-it-is/", follow=True).content.decode()

    assert f"Load {later.pk}, which came later, stands" in said
    assert "as the newest of its return" not in said


def test_what_was_done_while_a_load_asked_goes_with_it_once_it_is_taken(scope: Any) -> None:
    older = make_load(scope, problem(), problem(key="B2"))
    asks = make_load(scope, problem(), questions=[QUESTION])
    working.assign(scope=scope, load=older, places=[(QUERY, 0)], owner=str(scope.member.pk))

    answering.take_as_it_is(scope=scope, load=asks)
    loading.delete_load(scope=scope, load=older, why="Another file")

    assert queue.every_item(asks)[QUERY, 0].owner == scope.member


def test_a_load_from_before_loads_had_to_be_taken_goes_on_standing(scope: Any) -> None:
    before, after = (make_load(scope, questions=[QUESTION]) for _ in range(2))
    recorder, now = MigrationRecorder(connection), timezone.now()
    recorder.ensure_schema()
    name = {"app": "returns", "name": "0005_taken_as_it_is"}
    recorder.migration_qs.update_or_create(**name, defaults={"applied": now - timedelta(days=1)})
    Load.objects.filter(pk=before.pk).update(made_at=now - timedelta(days=2))

    migration = import_module("extramile.web.returns.migrations.0008_loads_from_before_stand")
    migration.let_stand(apps, SimpleNamespace(connection=connection))

    assert queue.newest(after).pk == before.pk
    before.refresh_from_db()
    assert (before.taken_by, before.taken_at) == (scope.person, before.made_at)


def test_the_only_load_of_a_return_is_worked_on_although_it_asks(scope: Any) -> None:
    asks = make_load(scope, problem(), questions=[QUESTION])

    assert working.comment(scope=scope, load=asks, places=[(QUERY, 0)], words="Look it up") == 1


def test_today_says_what_is_late_with_its_day_and_what_needs_an_answer(scope: Any) -> None:
    an_older_and_one_that_asks(scope)

    card = returns(scope)

    assert card is not None
    mine, asks = card.items
    assert (mine.late, mine.due[:26]) == (True, "Late: the first was due on")
    assert "which headings?" in asks.due


DAY = date(2026, 1, 15)


def test_a_load_whose_files_are_gone_still_says_that_it_does_not_stand(scope: Any, client: Any) -> None:
    _, asks = an_older_and_one_that_asks(scope)
    answering.stop_asking(scope=scope, load=asks)
    client.force_login(scope.person)

    assert "load again, or take it as it is" in returns(scope).items[-1].due  # type: ignore[union-attr]
    assert "load again, or take it as it is" in client.get("/p/ashcombe/returns/").content.decode()

    make_load(scope)

    assert all(str(asks.pk) not in each.href for each in returns(scope).items)  # type: ignore[union-attr]


def figures(**more: Any) -> Figures:
    return Figures(2026, DAY, more.pop("work", {}), {}, **more)


def test_nothing_to_do_is_said_only_where_all_is_known() -> None:
    said = words.doubts_of(figures(cases=300, untold=21))

    assert said.said == ("21 cases have no day of request",)
    assert words.sentence([], 300, said).startswith("300 cases; not known: 21 cases have no day of request")
    assert words.sentence([], 300) == "300 cases; nothing is left to do."
    assert {each["value"] for each in words.counts({}, "/", said)} == {"not known"}
    assert words.counts({"late": 4}, "/", said)[0]["value"] == "at least 4"
    assert {each["value"] for each in words.counts({}, "/")} == {"0"}
    assert "no requests" in words.doubts_of(figures(cases=None)).said[0]


def test_late_limits_and_the_cases_in_which_they_are_are_told_apart() -> None:
    late = words.counts({"late": 102}, "/", late_cases=84)[0]

    assert (late["value"], late["more"][:24]) == ("102", "time limits, in 84 cases")


def test_today_counts_the_same_limits_as_the_worklist(scope: Any, monkeypatch: Any) -> None:
    load = make_load(scope, problem())
    monkeypatch.setattr(words.figures_found, "newest", lambda scope: load)
    monkeypatch.setattr(
        words.figures_found, "figures", lambda scope, load: figures(work={"late": 102}, late=84, cases=90)
    )

    assert [each.words for each in returns(scope).items] == ["102 time limits past, in 84 cases"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"unlinked": {"active_plans": 300}}, "300 rows of"),
        ({"gaps": ("The table “Plans” was not given.",)}, "the table “Plans” was not given"),
        ({"untold": None}, "work the measures out again"),
    ],
)
def test_where_what_was_done_may_be_missing_nothing_is_said_to_be_late_at_least(more: Any, why: str) -> None:
    said = words.doubts_of(figures(cases=300, **more))
    late = words.counts({"late": 4}, "/", said)[0]

    assert why in said.said[0]
    assert (late["value"], late["missing"]) == ("not known", True)
    assert late["more"].endswith("; 4 by what the load holds")


def test_figures_of_an_earlier_version_do_not_say_that_all_is_known(monkeypatch: Any) -> None:
    old = {"year": 2026, "as_of": "2026-01-15", "work": {"late": 9}, "figures": {}}
    sealed = seal({measured.FIGURES: as_json(old)})
    monkeypatch.setattr(measured.store, "get", lambda sha256: sealed)

    found = measured.figures_of("")

    assert (found.late, found.untold, found.unlinked, found.gaps) == (None, None, None, None)


def test_a_job_whose_files_were_refused_does_not_say_that_all_is_done(scope: Any, client: Any) -> None:
    load = loaded(scope, b"<broken")
    client.force_login(scope.person)

    page = client.get(f"/jobs/{load.job}/").content.decode()

    assert "It is done" not in page
    assert "The files could not be read" in page
    assert f"/p/ashcombe/returns/{load.pk}/" in page


def test_the_list_of_loads_says_what_each_holds_and_which_is_newer(scope: Any, client: Any) -> None:
    older, newer = make_load(scope, problem(), problem(ERROR)), make_load(scope, problem(), problem())
    for load, rows in ((older, 1500), (newer, 1)):
        LoadedTable.objects.create(load=load, table="person", rows=rows)
        LoadedTable.objects.create(load=load, table="requests", rows=7)
    Load.objects.update(sources=["a" * 64])
    client.force_login(scope.person)

    page = client.get("/p/ashcombe/returns/").content.decode()

    assert ": 1,500 children, 1 error, 1 query<" in page
    assert ": 1 child, 0 errors, 2 queries<" in page
    assert page.count(f"Load {newer.pk} is newer, and stands.") == 1
    old = client.get(f"/p/ashcombe/returns/{older.pk}/").content.decode()
    assert f"Load {newer.pk} is of the same files." in old
    assert f">Load {newer.pk}</a></strong> is newer and took the place of this one" in old
    new = client.get(f"/p/ashcombe/returns/{newer.pk}/").content.decode()
    assert "</strong> is newer" not in new
