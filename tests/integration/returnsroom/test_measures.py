"""Measures of a load are worked out once and sealed; those who may see the records see them raw, others what was released."""

import json
import logging
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone
from django.utils.html import escape

from extramile.core.clock import Bounds
from extramile.core.disclosure import Audience, audiences
from extramile.core.measures import measures
from extramile.core.rules import rules
from extramile.core.synthetic import CANARY, upn_of
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.design.charts import Interval
from extramile.web.evidence import store
from extramile.web.evidence.models import Item
from extramile.web.jobs import work
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.returns import folders, released, snapshots
from extramile.web.returns import measured as sealed
from extramile.web.returns.actions import answering, loading, measuring, releasing, working
from extramile.web.returns.models import Measured, Release
from extramile.web.returns.presenters import worklist as said
from extramile.web.returns.presenters.figures import apart
from extramile.web.returns.presenters.released import figure_page, is_all_hidden
from extramile.web.returns.queries import figures, queue, worklist
from extramile.web.returns.queries import released as queries
from tests.integration.returnsroom.loading import let_out, list_one, loaded, measured, xml
from tests.partnership import make_member, make_partnership, scope_for


@pytest.fixture(scope="module")
def kept(shared_db):
    """Make a partnership with a data manager and a lead, and a load whose measures are there."""
    partnership = make_partnership("ashcombe")
    manager = make_member(partnership, Role.DATA_MANAGER)
    lead = make_member(partnership, Role.LEAD)
    load = measured(scope_for(manager), xml(children=100, seed=12))
    return SimpleNamespace(manager=manager, lead=lead, load=load)


@pytest.fixture
def scope(kept, db):
    """Return where the data manager stands."""
    return scope_for(kept.manager)


@pytest.fixture
def load(kept, db):
    """Return the load."""
    kept.load.refresh_from_db()
    return kept.load


@pytest.fixture
def out(scope, load):
    """Return the figures of the load, released."""
    return let_out(scope, load)


def test_every_measure_is_there_whole_and_by_each_grouping(scope, load):
    raw = figures.figures(scope, load)
    declared = measures()
    assert set(raw.by_measure) == {each.id for each in declared.measures}
    for groups in raw.by_measure.values():
        assert set(groups) == {"", *declared.groups}
    whole = raw.whole("plans-in-20-weeks-all")
    rows = figures.rows(scope, load, "plans-in-20-weeks-all")
    assert (whole.counted, whole.of, whole.unknown) == tuple(
        sum(counted in states for _, _, counted in rows) for states in ((True,), (True, False), (None,))
    )
    assert whole.of
    assert not folders.folder_of(folders.MEASURING, load.pk).exists()


def test_pages_of_measures_say_numbers_definition_and_what_is_published(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/measures/"
    whole = figures.figures(scope, load).whole("plans-in-20-weeks")
    listed = client.get(here).content.decode()
    assert f"{whole.counted} of {whole.of}" in listed
    page = client.get(f"{here}plans-in-20-weeks/").content.decode()
    for words in (
        f"{whole.counted} of {whole.of}",
        "This load, as of 15 January 2026",
        "The same definition",
        "Neighbours, mean",
        "2024",
    ):
        assert words in page
    assert "Exceptions left out" in page
    # A chart of groups says what it shows, and has the whole beside its parts.
    assert "By sex the share is " in page
    assert "All: " in page


def test_measures_that_are_kept_say_so_and_are_in_no_release(scope, load, client, out):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/measures/"
    kept_ones = [each for each in measures().measures if each.kept]
    listed = client.get(here).content.decode()
    told_to_all, told_to_few = listed.split("For those who may see the records alone")
    assert all(escape(each.kept) in told_to_few for each in kept_ones)
    for each in measures().measures:
        link = f'{here}{each.id}/"'
        assert (link in told_to_few, link in told_to_all) == (bool(each.kept), not each.kept)
    assert told_to_few.count("This load, as of 15 January 2026") > len(kept_ones)
    page = client.get(f"{here}{kept_ones[0].id}/").content.decode()
    assert escape(kept_ones[0].kept) in page
    assert "Who is told" in page
    assert "Who is told" not in client.get(f"{here}plans-in-20-weeks/").content.decode()
    told = out.content
    names = {each.id for each in kept_ones}
    assert names.isdisjoint(told["measures"])
    assert all(names.isdisjoint(each["figures"]) for each in told["audiences"].values())
    there = f"/p/ashcombe/figures/{out.pk}/"
    assert client.get(f"{there}need-recorded/").status_code == 404
    assert client.get(f"{there}reviews-due/").status_code == 200


def test_reasons_of_endings_are_told_in_words(scope, load, client, out):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/measures/ended-needs-met/"
    assert "By reason why the plan ended the largest group is “" in client.get(here).content.decode()
    rows = [
        {"group": "5", "of": 12, "counted": 0, "percentage": 0.0, "reason": ""},
        {"group": "not known", "of": 0, "counted": 0, "percentage": None, "reason": ""},
        {"group": "2", "of": 8, "counted": 8, "percentage": 100.0, "reason": ""},
    ]
    whole = [{"group": "", "of": 20, "counted": 8, "percentage": 40.0, "unknown": 0, "reason": ""}]
    figures_of = {"ended-needs-met": {"": whole, "reason": rows}}
    content = {**out.content, "audiences": {"board": {**out.content["audiences"]["board"], "figures": figures_of}}}
    (parts,) = figure_page([content], "ended-needs-met", "board")["parts"]
    assert parts["rows"] == [
        ("2 (needs are met without a plan)", "8", "of 20"),
        ("5 (moved to another area of England)", "12", "of 20"),
    ]


def test_a_chart_of_groups_says_in_a_sentence_how_far_they_lie_apart() -> None:
    def group(name: str, share: float | None) -> Interval:
        return Interval(name, 0, 0, share, None, None)

    whole, low, high = group("All", 46.4), group("F (female)", 40.0), group("M (male)", 52.25)
    said = apart("By sex", whole, [high, group("not known", None), low])
    assert said == ("By sex the share is between 40.0% for “F (female)” and 52.3% for “M (male)”; of all it is 46.4%")
    assert apart("By sex", whole, [low, low]) == "By sex the share is 40.0% wherever there is one"
    assert apart("By sex", low, [low]) == "By sex there is one group alone, “F (female)”, with 40.0%"
    assert apart("By sex", group("All", None), [group("F (female)", None)]) == "By sex no share is known"


def test_child_lists_have_the_measures_that_they_hold_and_say_what_they_lack_for_others(kept, scope, client):
    child = {"unique_id": "1", "birth_date": "04/05/2015", "initial_plan_date": "2020-02-03", "home_education": "No"}
    rows = [
        {**child, "upn": upn_of(1)},
        {**child, "last_review_date": timezone.localdate().isoformat()},
        {**child, "home_education": "?"},
    ]
    load = measured(scope, list_one(*rows), "List_1.csv")
    raw = figures.figures(scope, load)
    counted = {
        name: (each[""][0].counted, each[""][0].of, each[""][0].unknown) for name, each in raw.by_measure.items()
    }
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    page = client.get(f"{here}measures/").content.decode()

    assert counted["listed-reviews-in-12-months"] == (1, 3, 0)
    assert counted["listed-home-educated"] == (0, 2, 1)
    assert counted["listed-plans-with-number"] == (1, 3, 0)
    assert counted["listed-support-with-number"] == (None, None, 0)
    assert "1 of 3" in page
    assert "Not available here" in page
    assert "The lists do not say who has a personal budget." in page
    one = client.get(f"{here}measures/listed-reviews-in-12-months/").content.decode()
    assert "By age on the day of the lists" in one
    assert client.get(f"{here}measures/listed-home-educated/rows/?which=unknown").status_code == 200
    # They stay with those who may see the records, and have no clock.
    for each in ("audiences/", "worklist/", "forecast/"):
        assert client.get(here + each).status_code == 404
        assert f"{here}{each}" not in page
    with pytest.raises(InputError, match="not released"):
        releasing.let_out(scope=scope, load=load, seen="", audiences=["partnership"])


def test_open_requests_are_shown_by_how_long_they_have_waited(scope, load, client):
    client.force_login(scope.person)
    groups = figures.figures(scope, load).by_measure["requests-waiting-too-long"]
    waits = {each.group: (each.counted, each.of) for each in groups["wait"]}
    assert sum(of for _, of in waits.values()) == groups[""][0].of
    assert all(counted == (of if name.startswith("over") else 0) for name, (counted, of) in waits.items())
    page = client.get(f"/p/ashcombe/returns/{load.pk}/measures/requests-waiting-too-long/").content.decode()
    assert "By weeks since the request the largest group is “" in page
    out = let_out(scope, load)
    told = client.get(f"/p/ashcombe/figures/{out.pk}/requests-waiting-too-long/?audience=board").content.decode()
    assert "Weeks since the request" in told
    # The bands have how many of all there are, and no share that could be nothing but all or none.
    part = told.partition("Weeks since the request")[2].partition("</table>")[0]
    assert "%" not in part
    # So few children are told of to nobody.
    assert 0 < sum(of for _, of in waits.values()) < 5
    assert "uppressed" in part


def test_who_reads_rows_or_takes_them_stands_in_the_trail(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    key = next(key for _, key, _ in figures.rows(scope, load, "requests-refused"))
    assert key in client.get(f"{here}measures/requests-refused/rows/").content.decode()
    assert key in client.post(f"{here}measures/requests-refused/rows/take/").content.decode()
    assert client.post(f"{here}worklist/take/").content.decode().count("\n") > 10
    told = [
        each
        for each in Event.objects.filter(scope="ashcombe").order_by("number")
        if "rows" in each.verb or "worklist" in each.verb
    ]
    assert [each.verb for each in told] == [
        "rows of a measure read",
        "rows of a measure downloaded",
        "worklist of a return downloaded",
    ]
    assert not [each for each in told if key in json.dumps(each.after)]


def test_rows_are_called_what_they_are_and_exceptions_that_are_left_out_stand_below(scope, load, client):
    client.force_login(scope.person)
    known, every = (figures.rows(scope, load, f"plans-in-20-weeks{end}") for end in ("", "-all"))
    left_out = {(row, key) for row, key, _ in every} - {(row, key) for row, key, _ in known}
    found = figures.left_out(scope, load, "plans-in-20-weeks")

    page = client.get(f"/p/ashcombe/returns/{load.pk}/measures/plans-in-20-weeks/rows/").content.decode()

    assert [each in page for each in ("Late", "In time", "Not counted")] == [True, True, False]
    assert f"Exceptions that are left out ({len(left_out)})" in page
    assert left_out
    assert {(row, key) for row, key, _ in found.rows} == left_out
    assert len(found.decided.rows) == len(left_out)
    assert figures.left_out(scope, load, "requests-refused") is None


def test_a_child_is_found_by_a_form_and_never_by_an_address(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/worklist/"
    case = next(each for each in figures.cases(scope, load) if each.events and each.ended is None)
    shown = client.post(here, {"key": case.label.lower()}).content.decode()
    assert case.label in shown
    assert f"key={case.label}" not in shown
    page = client.get(f"{here}{case.key}/").content.decode()
    assert case.label in page
    assert "SEND Regulations" in page
    read = Event.objects.filter(verb="children of a return read").order_by("number")
    assert list(read.values_list("after", flat=True)) == [{"page": "worklist"}, {"page": "case"}]
    assert "No case of this load is called that" in client.post(here, {"key": "Q9"}).content.decode()


def test_worklist_is_filtered_and_counted(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/worklist/"
    for asked in ("group=late&on=today", "group=later&limit=T15&page=2", "group=x&limit=x&page=x&on=x"):
        assert client.get(f"{here}?{asked}").status_code == 200
    today = client.get(f"{here}?group=late&on=today").content.decode()
    assert "Late" in today
    assert "Nothing that was done since 15 January 2026, the day of the load, is known here" in today
    assert "Late, if not done since" in today
    forecast = client.get(f"/p/ashcombe/returns/{load.pk}/forecast/").content.decode()
    assert said.forecast_sentence(worklist.forecast(scope, load, "load")) in forecast
    assert "nothing changes: no case that is open now falls due later" in forecast
    assert "open cases that can still be in time" in forecast, "the arithmetic has a legend"
    home = client.get("/p/ashcombe/returns/").content.decode()
    assert "Due this week" in home


def test_a_forecast_says_both_ends_with_what_would_have_to_happen() -> None:
    near = Bounds(date(2025, 6, 30), issued=20, in_time=19, late=1, possible=20, may_lapse=10, due_by=12)
    later = replace(near, month_end=date(2025, 12, 31), may_lapse=20)

    assert said.forecast_sentence([near, replace(near, month_end=date(2025, 7, 31)), near, later]).startswith(
        "If every open case that can still be in time is, the figure of 2025 is 97.5% by 30 June 2025; if all that can become"
    )


def test_a_forecast_whose_months_are_past_says_so_first_and_its_chart_says_which_months_it_shows() -> None:
    near = Bounds(date(2026, 1, 31), issued=0, in_time=0, late=5, possible=20, may_lapse=0, due_by=0)
    found = [near, replace(near, month_end=date(2026, 6, 30))]
    load, today = date(2026, 1, 15), date(2026, 11, 29)

    assert said.forecast_lede(found, load, load, today).startswith(
        "All of these months are past: today is 29 November 2026"
    )
    assert said.forecast_lede(found, load, load, date(2026, 6, 30)).startswith("Bounds from the cases that were open")
    assert said.forecast_lede(found, date(2026, 6, 1), load, date(2026, 6, 1)).startswith(
        "Nothing that was done since 15"
    )
    assert "from 31 January 2026 to 30 June 2026" in said._forecast_title(found)
    assert "anything from 0.0% to 100.0%" in said.forecast_sentence(found)


def test_others_see_nothing_before_and_released_figures_after(kept, scope, load, client):
    client.force_login(kept.lead.person)
    assert "No figures have been released yet" in client.get("/p/ashcombe/figures/").content.decode()
    out = let_out(scope, load)
    assert let_out(scope, load) == out
    here = f"/p/ashcombe/figures/{out.pk}/"
    assert "suppressed" in client.get(here).content.decode()
    assert client.get(f"{here}plans-in-20-weeks-all/?audience=public").status_code == 200
    assert client.get(f"{here}partnership.csv").content.decode("utf-8-sig").startswith("measure,")
    assert client.get(f"{here}team.json").status_code == 404
    for each in (
        "measures/",
        "measures/plans-in-20-weeks/",
        "measures/plans-in-20-weeks/rows/",
        "worklist/",
        "forecast/",
        "audiences/",
    ):
        assert client.get(f"/p/ashcombe/returns/{load.pk}/{each}").status_code == 403
    with pytest.raises(NotAllowedError):
        releasing.let_out(scope=scope_for(kept.lead), load=load, seen=out.sha256, audiences=["partnership"])


def test_where_nothing_of_a_grouping_may_be_told_one_sentence_says_so() -> None:
    hidden = {"counted": released.SUPPRESSED, "of": released.SUPPRESSED, "percentage": None}
    nothing = [{"group": "", "counted": 20, "of": 40, "percentage": 50.0}, {"group": "M", **hidden}]
    assert is_all_hidden(nothing)
    # One number that may be told is worth a table.
    assert not is_all_hidden([*nothing, {"group": "F", **hidden, "of": 23}])


def test_another_partnership_is_not_there(out, load, client):
    other = make_member(make_partnership("birchwood"), Role.DATA_MANAGER, Role.LEAD)
    client.force_login(other.person)
    paths = [f"returns/{load.pk}/{each}" for each in ("measures/", "worklist/", "audiences/", "forecast/")]
    paths += [f"figures/{out.pk}/", f"figures/{out.pk}/plans-in-20-weeks/", f"figures/{out.pk}/public.csv"]
    for each in paths:
        assert client.get(f"/p/ashcombe/{each}").status_code == 404
        assert client.get(f"/p/birchwood/{each}").status_code == 404


def test_what_is_let_out_has_no_small_number_in_any_table(out):
    for audience, told in out.content["audiences"].items():
        for groups in told["figures"].values():
            for row in (row for rows in groups.values() for row in rows):
                numbers = [each for each in (row["counted"], row["of"]) if isinstance(each, int)]
                assert not [each for each in numbers if 0 < each < told["threshold"]], (audience, row)
    assert set(out.content["audiences"]) == {"partnership", "board", "public"}


def test_a_released_figure_becomes_evidence_and_says_where_it_came_from(kept, out, client):
    client.force_login(kept.lead.person)
    told = {
        (each.id, by): [
            one["group"] for one in released.figures(out.content, "partnership", each.id, by) if one["percentage"]
        ]
        for each in measures().measures
        for by in ("", "need", "sex", "ethnicity")
    }
    # Of a day and no period, so that what is kept is the whole.
    measure = next(each.id for each in measures().measures if told[each.id, ""] and not each.day)
    parted, group = next((each, groups[0]) for (each, by), groups in told.items() if groups and by)
    page = client.get(f"/p/ashcombe/figures/{out.pk}/{parted}/").content.decode()
    assert f"{group} (" in page, "a code has its meaning"
    here = f"/p/ashcombe/figures/{out.pk}/{measure}/"
    shown = client.get(here).content.decode()
    bands = [shown.find(f">{each}<") for each in ("0 to 4", "5 to 10", "11 to 15", "16 to 19", "20 to 25")]
    assert bands == sorted(bands), "bands stand as they are counted"
    assert client.post(f"{here}keep/", {"audience": "nobody"}).status_code == 422
    assert client.post(f"{here}keep/", {"audience": "partnership"}).status_code == 302
    item = Item.objects.get()
    frozen = item.versions.first().data
    row = released.figures(out.content, "partnership", measure)[0]
    assert (frozen["area"]["value"], frozen["area"]["of"]) == (row["percentage"], row["of"])
    assert frozen["returns"]["sha256"] == out.sha256
    page = client.get(f"/p/ashcombe/evidence/{item.pk}/").content.decode()
    assert out.sha256 in page
    assert "Refresh from the Library" not in page
    thread = client.get(f"/p/ashcombe/thread/return-figure/{out.pk}-{measure}/").content.decode()
    assert item.title in thread


def test_released_figures_outlive_their_load_and_say_that_the_rows_are_gone(scope, client):
    # It has few of the children of the loads before it.
    small = answering.take_as_it_is(scope=scope, load=measured(scope, xml(children=12, faults=0)))
    out = let_out(scope, small)
    file = Measured.objects.get(load=small).sealed
    assert store.get(file)
    loading.delete_load(scope=scope, load=small, why="Another file")
    with pytest.raises(store.DamagedError):
        store.get(file)
    assert not Measured.objects.filter(load=small).exists()
    client.force_login(scope.person)
    assert client.get(f"/p/ashcombe/returns/{small.pk}/measures/").status_code == 200
    page = client.get(f"/p/ashcombe/figures/{out.pk}/requests-refused/").content.decode()
    assert "the rows behind this figure are gone" in page


def test_no_child_leaves_what_is_sealed(scope, load, out, client, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(scope.person)
    case = figures.cases(scope, load)[0]
    here = f"/p/ashcombe/returns/{load.pk}/"
    for each in ("measures/", "measures/requests-refused/rows/", "worklist/", f"worklist/{case.key}/"):
        client.get(here + each)
    client.post(f"{here}worklist/", {"key": case.label})
    everywhere = "\n".join(str(row) for model in apps.get_models() for row in model._default_manager.values_list())
    everywhere += caplog.text + "".join(each.body for each in mail.outbox)
    secrets = {CANARY, *(each.label for each in figures.cases(scope, load) if each.label)}
    assert len(secrets) > 50
    assert out.sha256 in everywhere
    assert not [each for each in secrets if each in everywhere]


def test_figures_of_an_earlier_version_are_worked_out_again(scope, load, client, monkeypatch):
    known = figures.figures(scope, load)
    client.force_login(scope.person)
    assert (known.gaps, known.unlinked) == ((), {})
    monkeypatch.setattr(figures, "figures", lambda *_: replace(known, gaps=None))

    assert "Work them out again" in client.get(f"/p/ashcombe/returns/{load.pk}/measures/").content.decode()
    page = client.get(f"/p/ashcombe/returns/{load.pk}/worklist/").content.decode()
    assert "work the measures out again" in page
    assert "There is a button for it on the page of measures." in page


def test_measures_are_worked_out_again_once_they_are_declared_otherwise(scope, load, client, monkeypatch):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/measures/"
    assert "Work them out again" not in client.get(here).content.decode()
    monkeypatch.setattr(sealed, "declared_hash", lambda kind="sen2": "other")
    assert "Work them out again" in client.get(here).content.decode()
    assert client.post(f"{here}again/").status_code == 302
    before = Measured.objects.get(load=load).sealed
    work.run(str(Measured.objects.get(load=load).job))
    assert Measured.objects.get(load=load).sealed == before
    assert "Work them out again" not in client.get(here).content.decode()


def test_a_killed_worker_leaves_no_figures_or_all(scope, monkeypatch):
    class KilledError(BaseException):
        pass

    def killed(*args, **kwargs):
        raise KilledError

    small = loaded(scope, xml(children=12, faults=0))
    job = str(Measured.objects.get(load=small).job)
    with monkeypatch.context() as patch:
        patch.setattr(measuring, "finish", killed)
        with pytest.raises(KilledError):
            work.run(job)
    assert figures.figures(scope, small) is None
    assert queries.preview(scope, small) is None
    assert not Release.objects.filter(load=small).exists()


def test_what_is_let_out_is_what_was_looked_at(scope, load, client, monkeypatch):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/"
    sha256 = released.hash_of(queries.preview(scope, load))
    told = {"audiences": ["partnership", "board", "public"]}
    assert f'name="sha256" value="{sha256}"' in client.get(f"{here}let-out/").content.decode()
    refused = client.post(f"{here}let-out/", {"sha256": "0" * 64, **told})
    assert refused.status_code == 422
    assert "The figures changed while you looked at them" in refused.content.decode()
    with monkeypatch.context() as patch:
        # The public is told less from now on.
        less = {**audiences(), "public": Audience("everybody", 10, 10, 0, "public")}
        patch.setattr(sealed, "audiences", lambda: less)
        assert 'name="sha256"' not in client.get(f"{here}let-out/").content.decode()
        refused = client.post(f"{here}let-out/", {"sha256": sha256, **told})
        assert "declared otherwise" in refused.content.decode()
    assert not Release.objects.exists()
    with monkeypatch.context() as patch:
        patch.setattr(queries, "preview", Mock(side_effect=store.DamagedError("gone")))
        assert client.post(f"{here}let-out/", {"sha256": sha256, **told}).status_code == client.get(here).status_code
    assert client.post(f"{here}let-out/", {"sha256": sha256, **told}).status_code == 302
    assert Release.objects.get().content["planned"] == sha256


def test_who_lets_out_other_figures_of_one_load_is_told_that_both_can_be_subtracted(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/let-out/"
    assert "can subtract them" not in client.get(here).content.decode()
    Release.objects.create(load=load, content=queries.preview(scope, load), sha256="0" * 64, by=scope.person)
    page = client.get(here).content.decode()
    assert "Other figures of the same return were released from this load." in page
    assert "Within one release no small number can be worked out" in page


def test_rows_behind_a_figure_say_what_decided_them_and_lead_to_their_case(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/measures/plans-in-20-weeks-all/rows/"
    page = client.get(here).content.decode()
    assert "(at most 140)" in page
    # Each row says what its number is, days do not fill three lines, and a page has no more than a phone can show.
    first = figures.rows(scope, load, "plans-in-20-weeks-all")[0][0]
    assert f"Line {first:,}</th>" in page
    assert re.search(r">\d{1,2} [A-Z][a-z]{2} 20\d\d</td>", page)
    assert page.count("<tr>") - 1 <= 25
    case = next(request for request, _ in figures.decided(scope, load, "plans-in-20-weeks-all").rows)
    assert f"/p/ashcombe/returns/{load.pk}/worklist/{case}/" in page
    taken = client.post(f"{here}take/").content.decode("utf-8-sig").splitlines()[0]
    assert "(at most 140)" in taken


def test_a_case_in_which_all_is_done_is_found(scope, load, client):
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/worklist/"
    busy = {each.case.key for each in worklist.work(scope, load, worklist.Wanted())[0]}
    done = next(each for each in figures.cases(scope, load) if each.key not in busy and each.label)
    page = client.post(here, {"key": done.label}).content.decode()
    assert f"{here}{done.key}/" in page
    assert "No case of this load" not in page


def test_a_problem_shows_what_its_rule_reads_and_leads_to_the_case(scope, load, client):
    client.force_login(scope.person)
    rows = load.rules.filter(state="failed").exclude(family__in=["reading", "share"])
    known = {each.id: each for each in rules("sen2")}
    rule = next(each.rule for each in rows if known[each.rule].table == "requests")
    here = f"/p/ashcombe/returns/{load.pk}/problems/{rule}/0/"
    problem = snapshots.rows_of_rule(snapshots.opened(load.snapshot), rule, 0, 1)[0]
    page = client.get(here).content.decode()
    assert "What the rule reads" in page
    assert "read by the rule" in page
    assert f"line {problem['row']:,}" in page, "in XML a record stands on a line"
    assert "The case of this row" in page


def test_a_case_names_the_open_problems_of_its_rows_and_leads_to_them(scope, load, client):
    client.force_login(scope.person)
    data = snapshots.opened(load.snapshot)
    titles = {each.id: each.title for each in rules("sen2")}
    case, rows = next(
        (each, found)
        for each in figures.cases(scope, load)
        if (found := queue.of_case(load, data, each.key)) and each.label
    )
    (rule, place), *others = rows
    here = f"/p/ashcombe/returns/{load.pk}/"

    before = client.get(f"{here}worklist/{case.key}/").content.decode()
    wrong = {"words": "As the register says", "accept": rows[rule, place]["severity"] == "query"}
    working.settle(scope=scope, load=load, places=[(rule, place)], **wrong)
    after = client.get(f"{here}worklist/{case.key}/").content.decode()

    assert {each["key"] for each in rows.values()} <= {case.label, ""}
    for found, at in rows:
        assert f"{here}problems/{found}/{at}/" in before
        assert str(escape(titles[found])) in before
    assert f"{here}problems/{rule}/{place}/" not in after
    assert "1 more is accepted or explained." in after
    assert "No problem is open" in after or others
    assert f'action="{here}problems/"' in after
    # A case without a problem says so.
    clean = next(each for each in figures.cases(scope, load) if not queue.of_case(load, data, each.key))
    assert "No problem is open" in client.get(f"{here}worklist/{clean.key}/").content.decode()


def test_the_worklist_says_who_has_the_open_problems_of_a_case(scope, load, client):
    client.force_login(scope.person)
    data, here = snapshots.opened(load.snapshot), f"/p/ashcombe/returns/{load.pk}/worklist/"
    due = {each.case.key: each.case.label for each in worklist.work(scope, load, worklist.Wanted())[0]}
    case, rows = next((key, found) for key in due if due[key] and (found := queue.of_case(load, data, key)))
    assert queue.looked_after(load) == {}
    assert "Problems of this case" not in client.post(here, {"key": due[case]}).content.decode()

    working.assign(scope=scope, load=load, places=list(rows), owner=str(scope.member.pk))

    known = queue.looked_after(load)
    assert known[case] == [scope.person.name]
    assert all(set(rows) & set(queue.of_case(load, data, each)) for each in known), "nobody has any other"
    assert f"Problems of this case: {scope.person.name}" in client.post(here, {"key": due[case]}).content.decode()
