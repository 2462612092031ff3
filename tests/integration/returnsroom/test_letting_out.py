"""Figures are released to whom a person ticks, after seeing what is wrong in the load, and can be taken back with a reason."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.disclosure import TakenBack as FigureTakenBack
from extramile.core.measures import NO_CODE, measures, rests_on
from extramile.core.returns import describe
from extramile.core.rules import rules
from extramile.core.vocabulary import InputError
from extramile.web.audit.kept import KeptError
from extramile.web.evidence import snapshots
from extramile.web.evidence.models import Item
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.plans import returned
from extramile.web.returns import released
from extramile.web.returns.actions import releasing, working
from extramile.web.returns.models import Load, Release, RuleCount, TakenBack
from extramile.web.returns.presenters import released as released_words
from extramile.web.returns.presenters.letting_out import audience_rows
from extramile.web.returns.queries import released as queries
from extramile.web.returns.waiting import NEWS
from extramile.web.returns.waiting import figures as news
from tests.integration.returnsroom.loading import TWENTY_WEEKS, make_release
from tests.integration.returnsroom.making import ERROR, make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

ALL = ("partnership", "board", "public")


@pytest.fixture(scope="module")
def kept(shared_db: None) -> Any:
    """Make a partnership with a data manager, a lead and released figures whose content others can be given."""
    partnership = make_partnership("ashcombe")
    manager, lead = make_member(partnership, Role.DATA_MANAGER), make_member(partnership, Role.LEAD)
    out = make_release(partnership, manager.person, year=2026, counted=60, of=100)
    return SimpleNamespace(manager=manager, lead=lead, out=out)


@pytest.fixture
def scope(kept: Any, db: None) -> Any:
    return scope_for(kept.manager)


@pytest.fixture
def load(scope: Any, kept: Any, monkeypatch: Any) -> Load:
    """Return a load with an error, whose measures are those that were released before."""
    load = make_load(scope, problem(), problem(ERROR))
    monkeypatch.setattr(queries, "preview", lambda scope, found: kept.out.content)
    return load


def sha256(kept: Any) -> str:
    return released.hash_of(kept.out.content)


def test_before_anything_is_let_out_a_page_says_what_is_told_and_what_is_wrong(
    kept: Any, load: Load, client: Any
) -> None:
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/"

    page = client.get(f"{here}let-out/").content.decode()

    assert "1 error stands in this load, and nobody explained them." in page
    assert "figures are shown" in page
    assert page.count('type="checkbox"') == 3
    assert "/let-out/" in client.get(here).content.decode()
    # One click lets nothing out.
    assert client.post(f"{here}let-out/", {"sha256": sha256(kept)}).status_code == 422
    alone = client.post(f"{here}let-out/", {"sha256": sha256(kept), "audiences": ["public"], "note": "so"})
    assert "Tick the partnership as well" in alone.content.decode()
    assert not Release.objects.exclude(pk=kept.out.pk).exists()


def test_who_is_not_ticked_is_told_nothing_and_can_be_told_later(
    kept: Any, scope: Any, load: Load, client: Any
) -> None:
    at = {"scope": scope, "load": load, "seen": sha256(kept)}

    out = releasing.let_out(**at, audiences=["partnership"], note="Before the board meets")

    assert list(out.content["audiences"]) == ["partnership"]
    assert returned.public(out.pk, TWENTY_WEEKS) == {}
    client.force_login(kept.lead.person)
    here = f"/p/ashcombe/figures/{out.pk}/"
    assert "Before the board meets" in client.get(here).content.decode()
    assert client.get(f"{here}public.csv").status_code == 404
    assert releasing.let_out(**at, audiences=["partnership"]).pk == out.pk
    wider = releasing.let_out(**at, audiences=ALL)
    assert (list(wider.content["audiences"]), queries.standing(load)) == (list(ALL), wider)
    # Nobody can subtract the same figures from themselves.
    assert load.pk not in queries.let_out_before(load, sha256(kept))


def test_letting_out_the_same_again_says_that_nothing_was_changed(
    kept: Any, scope: Any, load: Load, client: Any
) -> None:
    at = {"scope": scope, "load": load, "seen": sha256(kept), "audiences": ALL}
    releasing.let_out(**at, note="Before the board meets")
    client.force_login(kept.manager.person)
    sent = {"sha256": sha256(kept), "audiences": ALL}

    page = client.post(f"/p/ashcombe/returns/{load.pk}/audiences/let-out/", sent, follow=True)

    assert "Nothing was changed" in page.content.decode()
    with pytest.raises(InputError, match="the note was not kept"):
        releasing.let_out(**at, note="After it")


def test_readers_learn_how_many_errors_stood_in_the_load(kept: Any, scope: Any, load: Load, client: Any) -> None:
    out = releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=ALL)
    working.settle(scope=scope, load=load, places=[(ERROR, 0)], accept=False, words="Born abroad, looked up")
    client.force_login(kept.lead.person)
    said = f"1 error and 1 query of the check stood in load {load.pk} that nobody had explained or accepted."

    for page in (f"{out.pk}/", f"{out.pk}/{TWENTY_WEEKS}/"):
        assert said in client.get(f"/p/ashcombe/figures/{page}").content.decode()
    # Of what an earlier version let out nobody knows it.
    assert "of the check" not in client.get(f"/p/ashcombe/figures/{kept.out.pk}/").content.decode()
    # The figures are the same: somebody explained an error, and nothing is let out anew.
    assert releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=ALL) == out


def test_a_lead_gets_from_today_to_the_figure_and_is_told_who_can_see_its_rows(
    kept: Any, scope: Any, load: Load, client: Any
) -> None:
    out = releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=ALL)
    client.force_login(kept.lead.person)
    here, name = f"/p/ashcombe/figures/{out.pk}/", kept.manager.person.name

    today = client.get("/p/ashcombe/").content.decode()
    every = client.get("/p/ashcombe/figures/").content.decode()
    one = client.get(f"{here}{TWENTY_WEEKS}/").content.decode()
    closed = client.get(f"/p/ashcombe/returns/{load.pk}/").content.decode()

    assert "Figures of the SEN2 person-level return 2026 were released on" in today
    assert f'href="{here}"' in today
    assert [each in every for each in (f"{here}{TWENTY_WEEKS}/", "60.0%", "60 of 100")] == [True, True, True]
    assert f"Only {name} (data manager) can see the rows behind this figure" in one
    # She gives roles herself: she is told who has this one.
    assert f"Here that is {name}." in closed
    assert f"mailto:{kept.manager.person.email}" in closed
    assert "Ask " not in closed
    # Whoever let them out knows it, and what is old is no news.
    assert news(scope) is None
    later = timezone.now() + timedelta(days=15)
    assert queries.let_out_since(scope_for(kept.lead), later - NEWS) == []


def test_a_return_without_measures_has_nothing_to_let_out(kept: Any, scope: Any, client: Any) -> None:
    load = make_load(scope, kind="ssd")
    client.force_login(kept.manager.person)

    sent = {"sha256": sha256(kept), "audiences": ALL}
    assert client.post(f"/p/ashcombe/returns/{load.pk}/audiences/let-out/", sent).status_code == 404
    # Not that a file of definitions cannot be read.
    with pytest.raises(InputError, match="There are no measures of this return"):
        releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=ALL)


def test_who_is_told_is_ticked_and_who_is_told_no_more_is_said(kept: Any, load: Load, client: Any) -> None:
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/let-out/"
    page = client.get(here).content.decode()
    assert page.count(" checked") == 3
    assert page.count("Unticked, nothing of this return stands for them any more") == 3

    sent = {"sha256": sha256(kept), "audiences": ["partnership", "public"]}
    said = client.post(here, sent, follow=True).content.decode()

    assert "Nothing of this return stands for the board any more." in said
    assert client.get(here).content.decode().count(" checked") == 2
    said = client.post(here, {**sent, "audiences": ALL}, follow=True).content.decode()
    assert "stands for" not in said


def test_nobody_is_ticked_where_nobody_is_told(kept: Any, load: Load, client: Any) -> None:
    Load.objects.filter(pk=load.pk).update(year=2025)
    client.force_login(kept.manager.person)
    assert " checked" not in client.get(f"/p/ashcombe/returns/{load.pk}/audiences/let-out/").content.decode()


def test_a_load_that_asks_what_headings_are_is_not_let_out(kept: Any, scope: Any, load: Load) -> None:
    Load.objects.filter(pk=load.pk).update(asks="headings")
    with pytest.raises(InputError, match="asks what some of its headings are"):
        releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=ALL)


def test_what_was_taken_back_is_shown_no_more_and_evidence_says_so(kept: Any, scope: Any, client: Any) -> None:
    client.force_login(kept.lead.person)
    here, out = f"/p/ashcombe/figures/{kept.out.pk}/", kept.out
    assert client.post(f"{here}{TWENTY_WEEKS}/keep/", {"audience": "partnership"}).status_code == 302
    evidence = f"/p/ashcombe/evidence/{Item.objects.get().pk}/"
    assert "taken back" not in client.get(evidence).content.decode()
    assert returned.public(out.pk, TWENTY_WEEKS)
    assert client.post(f"{here}take-back/", {"why": "wrong"}).status_code == 403
    with pytest.raises(NotAllowedError):
        releasing.take_back(scope=scope_for(kept.lead), release=out, why="wrong")

    client.force_login(kept.manager.person)
    assert client.post(f"{here}take-back/", {"why": " "}).status_code == 422
    assert client.post(f"{here}take-back/", {"why": "A code was wrong in 43 records"}).status_code == 302

    for page in (client.get(here), client.get("/p/ashcombe/figures/"), client.get(evidence)):
        assert "A code was wrong in 43 records" in page.content.decode()
    # Said before the figure, marked in the list, and whoever keeps it finds it today.
    page = client.get(evidence).content.decode()
    assert page.index("A code was wrong") < page.index("60 of 100")
    assert '<span class="x-hidden">taken back: </span>' in client.get("/p/ashcombe/evidence/").content.decode()
    client.force_login(kept.lead.person)
    assert "rests on figures that were taken back" in client.get("/p/ashcombe/").content.decode()
    client.force_login(kept.manager.person)
    assert "60 of 100" not in client.get(here).content.decode()
    assert client.get(f"{here}{TWENTY_WEEKS}/").status_code == 302
    assert client.get(f"{here}partnership.csv").status_code == 404
    assert client.post(f"{here}{TWENTY_WEEKS}/keep/", {"audience": "partnership"}).status_code == 302
    assert Item.objects.count() == 1
    assert queries.newest(scope) is None
    [told] = returned.public(out.pk, TWENTY_WEEKS).values()
    assert told.figure == FigureTakenBack(timezone.localdate())
    with pytest.raises(InputError, match="already"):
        releasing.take_back(scope=scope, release=out, why="again")
    with pytest.raises(KeptError):
        TakenBack.objects.get().delete()


def test_what_uses_figures_is_listed_before_they_are_taken_back(kept: Any, scope: Any, client: Any) -> None:
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/figures/{kept.out.pk}/take-back/"
    assert "Nothing that you may see uses them" in client.get(here).content.decode()
    item = releasing.keep_as_evidence(scope=scope, release=kept.out, measure=TWENTY_WEEKS, audience="partnership")
    page = client.get(here).content.decode()
    assert f"/p/ashcombe/evidence/{item.pk}/" in page
    assert kept.manager.person.name in page


def test_a_load_whose_figures_were_taken_back_says_so_and_warns_of_the_same_figures(
    kept: Any, scope: Any, load: Load, client: Any
) -> None:
    out = releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=("partnership",))
    releasing.take_back(scope=scope, release=out, why="A code was wrong in 43 records")
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/"
    page = client.get(here).content.decode()
    assert "A code was wrong in 43 records" in page
    assert "only data managers see any figure" not in page
    asked = client.get(f"{here}let-out/").content.decode()
    assert "These are the same figures that were taken back" in asked
    assert "A code was wrong in 43 records" in asked
    assert "Nothing is let out yet" not in asked


def test_evidence_of_rounded_figures_says_that_they_are(kept: Any, scope: Any, client: Any) -> None:
    given = {"scope": scope, "release": kept.out, "measure": TWENTY_WEEKS}
    client.force_login(kept.lead.person)
    pages = []
    for audience in ("public", "partnership"):
        item = releasing.keep_as_evidence(**given, audience=audience)
        pages.append(client.get(f"/p/ashcombe/evidence/{item.pk}/").content.decode())
    assert "about 60 of about 100" in pages[0]
    assert "rounded to 5. A percentage is of those before rounding" in pages[0]
    assert "60 of 100" in pages[1]
    assert "rounded to" not in pages[1]
    # What was frozen before it said so is known by its audience.
    data = Item.objects.order_by("pk")[0].versions.get().data
    assert snapshots.round_to({"returns": {"audience": data["returns"]["audience"]}}) == 5
    listed = client.get("/p/ashcombe/evidence/").content.decode()
    assert "as of 16 January 2026: 60% (about 60 of about 100)" in listed


def test_evidence_holds_what_the_page_shows_and_nothing_that_is_suppressed(kept: Any, scope: Any, client: Any) -> None:
    # Of the year so few lack a plan in time that it is suppressed; the whole, with what is left of the year before, is told.
    out = make_release(scope.partnership, scope.person, year=2026, counted=98, of=100, left=(40, 80))
    client.force_login(kept.lead.person)
    here = f"/p/ashcombe/figures/{out.pk}/{TWENTY_WEEKS}/"
    page = client.get(here).content.decode()
    assert list(queries.told_times(scope, out, TWENTY_WEEKS, "partnership")) == ["whole"]
    assert "It will hold: <strong>As of 16 January 2026: 76.7%, 138 of 180</strong>" in page

    given = {"audience": "partnership", "period": "2025"}
    assert client.post(f"{here}keep/", given).status_code == 422, "what is suppressed is not kept"
    assert client.post(f"{here}keep/", {**given, "period": "whole"}).status_code == 302

    [data] = Item.objects.get().versions.values_list("data", flat=True)
    assert (data["area"]["value"], data["area"]["counted"], data["day"]) == (
        pytest.approx(76.7, abs=0.1),
        138,
        "2026-01-16",
    )
    # Where there are several, the reader chooses.
    page = client.get(f"/p/ashcombe/figures/{kept.out.pk}/{TWENTY_WEEKS}/").content.decode()
    assert "2025: 60.0%, 60 of 100" in page


def test_where_nothing_may_be_told_nothing_is_offered_as_evidence(kept: Any, scope: Any, client: Any) -> None:
    out = make_release(scope.partnership, scope.person, year=2026, counted=2, of=3)
    client.force_login(kept.lead.person)
    page = client.get(f"/p/ashcombe/figures/{out.pk}/{TWENTY_WEEKS}/").content.decode()
    assert "Kept as evidence it would prove nothing" in page
    assert "Keep it as evidence" not in page
    with pytest.raises(InputError, match="prove nothing"):
        releasing.keep_as_evidence(scope=scope, release=out, measure=TWENTY_WEEKS, audience="partnership")


def test_figures_that_were_taken_back_meanwhile_are_not_kept_as_evidence(kept: Any, scope: Any) -> None:
    looked_at = queries.release(scope, kept.out.pk)
    assert looked_at is not None
    assert not queries.is_taken_back(looked_at), "as the page of somebody knows it"
    TakenBack.objects.create(release_id=kept.out.pk, why="A code was wrong", by=scope.person)
    with pytest.raises(InputError, match="taken back"):
        releasing.keep_as_evidence(scope=scope, release=looked_at, measure=TWENTY_WEEKS, audience="partnership")


def test_a_release_that_was_replaced_is_listed_with_the_day_and_stands_again_once_the_other_is_taken_back(
    kept: Any, scope: Any, client: Any
) -> None:
    newer = make_release(scope.partnership, scope.person, year=2026, counted=61, of=100)
    client.force_login(kept.lead.person)
    assert "Released before (1)" in client.get("/p/ashcombe/figures/").content.decode()
    assert f"by those of load {newer.load_id}" in client.get("/p/ashcombe/figures/").content.decode()

    releasing.take_back(scope=scope, release=newer, why="Wrong load")

    assert queries.newest(scope) == kept.out


def test_what_is_new_to_an_audience_is_counted(kept: Any, scope: Any) -> None:
    newer = make_release(scope.partnership, scope.person, year=2026, counted=61, of=100)
    hints = {each["name"]: each["hint"] for each in audience_rows(newer.content, kept.out, never)}
    assert "2 are other than what they were told last" in hints["partnership"]
    assert "All of them are new" in audience_rows(newer.content, None, never)[0]["hint"]


def never(audience: str) -> None:
    """Nobody was told anything before."""


def test_what_was_taken_back_is_not_said_to_be_new_to_those_who_had_it(
    kept: Any, scope: Any, load: Load, client: Any
) -> None:
    newer = make_release(scope.partnership, scope.person, year=2026, counted=61, of=100)
    for each in (newer, kept.out):
        releasing.take_back(scope=scope, release=each, why="A code was wrong in 43 records")
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/let-out/"

    page = client.get(here).content.decode()

    assert "All of them are new to them" not in page
    assert page.count("taken back on") >= 3
    assert "2 are other than those." in page
    assert f"Other figures of the same return were released from load {newer.load_id} (taken back since)." in page
    assert "Nothing of this load is released yet." in page
    again = releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=["partnership"])
    page = client.get(here).content.decode()
    assert "Figures of this load were released before." in page
    # The same as before everybody lost it: the others are told what they had.
    releasing.take_back(scope=scope, release=again, why="Too early")
    assert "what is shown is the same as then" in client.get(here).content.decode()
    releasing.let_out(scope=scope, load=load, seen=sha256(kept), audiences=["partnership"])
    # Also where those of another load took their place.
    make_release(scope.partnership, scope.person, year=2026, counted=62, of=100)
    assert "Figures of this load were released before." in client.get(here).content.decode()


def test_errors_of_a_load_name_the_measures_that_read_the_same_items(scope: Any) -> None:
    load = make_load(scope, problem())
    rule = next(each for each in rules("sen2") if each.table == "requests" and "received_date" in str(each))
    RuleCount.objects.create(load=load, rule=rule.id, severity="error", family="range", state="failed", failures=2)
    RuleCount.objects.create(load=load, rule="SEN2-P-04", severity="error", family="in set", state="failed", failures=3)
    found = queries.errors(scope, load)
    assert next(each for each in found if each.rule == "SEN2-P-04").measures == ("all that is parted by sex",)
    found = [each for each in found if each.rule == rule.id]
    assert (found[0].rule, found[0].open) == (rule.id, 2)
    assert "Whether to assess decided within six weeks" in found[0].measures
    titles = {each.id for each in rests_on(rule, describe("sen2"), 2026, measures().measures)}
    assert "personal-budgets" not in titles


@pytest.mark.parametrize(
    ("group", "value", "name"),
    [
        ("sex", "Q", NO_CODE),
        ("sex", "F", "F"),
        ("sex", None, "not known"),
        ("need", "NSA", NO_CODE),
        ("ethnicity", "WHITE", NO_CODE),
        # Of the longer list that rolls up to the main one; four letters alone are none.
        ("ethnicity", "WENG", "WBRI"),
        ("ethnicity", "MALE", NO_CODE),
        ("setting", "SEN unit", "SEN unit"),
        ("age", 7, "5 to 10"),
    ],
)
def test_what_is_no_code_is_no_group_of_its_own(group: str, value: Any, name: str) -> None:
    assert measures().groups[group].name(value) == name


def test_a_data_manager_has_figures_in_the_menu_as_others_have(kept: Any, client: Any) -> None:
    client.force_login(kept.manager.person)
    page = client.get("/p/ashcombe/figures/").content.decode()
    menu = page[: page.index("<main")]
    assert ">Returns</a>" in menu
    assert (
        'href="/p/ashcombe/figures/" aria-current="page"' in menu
        or 'aria-current="page" href="/p/ashcombe/figures/"' in menu
    )


def test_a_measure_beside_which_nothing_is_published_does_not_say_as_published() -> None:
    def card(measure: str) -> dict[str, Any]:
        return released_words._england(measure, 1, [])

    assert card("learners-with-number")["more"] == "Nothing that is published is known to count this"
    assert card(TWENTY_WEEKS)["more"] == "as published; of here no figure of 2024 is told"


def test_who_chairs_the_board_lands_on_what_the_board_is_told_and_parts_are_explained(kept: Any, client: Any) -> None:
    chair = make_member(kept.out.load.partnership, Role.BOARD_CHAIR)
    for member, audience in ((chair, "the board"), (kept.lead, "the partnership")):
        client.force_login(member.person)
        page = client.get(f"/p/ashcombe/figures/{kept.out.pk}/").content.decode()
        assert f'<strong aria-current="true">What {audience} may be told</strong>' in page
        assert "Parts that can be told: a measure is parted by groups" in page
        assert f"As {audience} may be told them" in client.get("/p/ashcombe/figures/").content.decode()


def test_who_deletes_a_load_reads_that_figures_were_released_from_it(kept: Any, client: Any) -> None:
    client.force_login(kept.manager.person)
    load = make_load(scope_for(kept.manager))
    here = f"/p/ashcombe/returns/{load.pk}/delete/"
    assert "Figures were released" not in client.get(here).content.decode()
    out = make_release(load.partnership, kept.manager.person, year=2026, counted=60, of=100, load=load)
    assert f'href="/p/ashcombe/figures/{out.pk}/"' in client.get(here).content.decode()
    TakenBack.objects.create(release=out, by=kept.manager.person, why="The day was wrong")
    assert "and taken back" in client.get(here).content.decode()


def test_figures_of_a_load_that_is_not_the_newest_are_ticked_for_nobody(kept: Any, load: Load, client: Any) -> None:
    client.force_login(kept.manager.person)
    here = f"/p/ashcombe/returns/{load.pk}/audiences/let-out/"
    assert " checked" in client.get(here).content.decode()
    newer = make_load(scope_for(kept.manager))
    page = client.get(here).content.decode()
    assert (" checked" in page, f">Load {newer.pk}</a></strong> is newer" in page) == (False, True)
