"""The figures of measures that everybody may read: no small count gets out, by any word, line or address."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from extramile.core.disclosure import Basis, Counts, ShownFigure, Suppressed, TakenBack
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions import measuring
from extramile.web.plans.models import Measure, Reading
from extramile.web.plans.queries import content, offering
from extramile.web.publicpage.actions import releasing
from extramile.web.publicpage.models import Page, ShownTheme
from extramile.web.publicpage.presenters import progress as words
from extramile.web.publicpage.queries import making, released
from extramile.web.returns.actions import releasing as releasing_returns
from extramile.web.returns.models import Release
from extramile.web.returns.waiting import figures as news
from tests.integration.plans.making import Ground, at, client_of, make_measure
from tests.integration.publicpage.following import opened
from tests.integration.returnsroom.loading import TWENTY_WEEKS, make_release
from tests.partnership import make_member, scope_for

COUNT, SHARE = Basis(Counts.COUNT), Basis(Counts.SHARE, 60)


@pytest.fixture
def ground(db: None) -> Ground:
    return opened()


def counted(ground: Ground, **given: Any) -> Measure:
    """Return a measure that counts children who wait: fewer is better."""
    about = {"title": "Children who wait", "unit": "children", "good": "down", "baseline": 31.0, "target": 9.0}
    return make_measure(ground, **{**about, "tolerance": 0.0, **given})


def read(ground: Ground, measure: Measure, ago: int, value: float | None, **more: Any) -> None:
    day = timezone.localdate() - timedelta(days=ago)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=value, **more)


def show(ground: Ground, measures: dict[int, Basis]) -> ShownTheme:
    return releasing.release_theme(
        scope=ground.lead,
        theme=ground.theme,
        title="Waiting",
        found="Families wait.",
        outcome="",
        actions=[],
        measures=measures,
    )


def everything(ground: Ground) -> str:
    """Return whatever an outsider can get of the page, by any address."""
    theme = ground.theme.pk
    paths = ("", f"progress/{theme}/", "changes/", "changes.atom", "follow/")
    answers = [Client().get(f"/local/ashcombe/{each}") for each in paths]
    assert {each.status_code for each in answers} == {200}
    return " ".join(each.content.decode() for each in answers)


def card(ground: Ground) -> words.MeasureCard:
    [found] = released.progress(Page.objects.get(), ground.theme.pk)
    return words.measure(found.measures[0])


def test_a_small_count_never_leaves(ground: Ground) -> None:
    measure = counted(ground)
    for ago, value in ((60, 12.0), (40, 7.0), (20, 3.0)):
        read(ground, measure, ago, value)
    show(ground, {measure.pk: COUNT})
    page = everything(ground)

    for figure in ("31 children", "12 children", "7 children", "suppressed"):
        assert figure.replace(" ", "\u00a0") in page, figure
    assert "3\u00a0children" not in page
    found = card(ground)
    assert found.latest == "suppressed"
    assert "and 7\u00a0children in" in found.sentence
    assert "the last that is shown" in found.sentence
    # Three children would have reached the target: to say so would say how many there are at most.
    assert found.state == ""
    assert found.said == "not shown, to protect people"
    assert "neither zero nor missing" in found.withheld
    assert found.chart is not None
    assert found.chart.table.rows[-1][1] == "suppressed"


def test_zero_missing_and_withheld_are_three_things(ground: Ground) -> None:
    measure = counted(ground)
    read(ground, measure, 60, 2.0)
    read(ground, measure, 50, None, state="missing")
    read(ground, measure, 40, None, state="suppressed")
    read(ground, measure, 30, 0.0)
    show(ground, {measure.pk: COUNT})
    found = card(ground)
    assert found.chart is not None
    told = [row[1] for row in found.chart.table.rows]
    assert told == ["31\u00a0children", "suppressed", "not available", "suppressed", "0\u00a0children"]
    assert found.latest == "0\u00a0children"


def test_a_small_start_and_a_small_target_are_not_told(ground: Ground) -> None:
    measure = counted(ground, baseline=4.0, target=2.0)
    read(ground, measure, 40, 6.0)
    read(ground, measure, 20, 8.0)
    show(ground, {measure.pk: COUNT})
    found = card(ground)
    assert "is not shown" in found.sentence
    assert "it should be fewer than 5 by" in found.sentence
    assert found.state == "Where it stood first is not shown", (
        "how far it went from its start would give the start away"
    )
    page = everything(ground)
    for secret in ("4\u00a0children", "2\u00a0children"):
        assert secret not in page


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "shown"),
    [(30, 60, 50.0, True), (3, 60, 5.0, False), (57, 60, 95.0, False), (1, 3, 33.3, False)],
)
def test_a_share_is_told_by_its_two_numbers(
    ground: Ground, numerator: int, denominator: int, value: float, shown: bool
) -> None:
    measure = make_measure(ground)
    read(ground, measure, 40, 48.0, numerator=48, denominator=100)
    read(ground, measure, 20, value, numerator=numerator, denominator=denominator)
    show(ground, {measure.pk: SHARE})
    found = card(ground)
    assert found.latest == (f"{value:.0f}%" if shown else "suppressed")
    assert bool(re.search(rf"(?<![\d.]){value:.0f}%", everything(ground))) is shown
    assert found.of == "Each figure is of at least 60 people or cases."


def test_a_share_of_nobody_knows_how_many_is_not_released(ground: Ground) -> None:
    measure = make_measure(ground)
    read(ground, measure, 20, 50.0)
    for basis in (Basis(), Basis(Counts.SHARE)):
        with pytest.raises(
            InputError, match="Nobody has said of how many people the figures of “Families who told their story once”"
        ) as wrong:
            show(ground, {measure.pk: basis})
        assert "Say below what it counts, and of how many at least" in str(wrong.value)
    with pytest.raises(InputError, match="cannot count that"):
        show(ground, {measure.pk: COUNT})
    assert not ShownTheme.objects.exists()
    show(ground, {measure.pk: SHARE})
    assert card(ground).latest == "50%"
    said = Event.objects.get(verb="theme released")
    assert said.after == {"measures": [{"id": measure.pk, "counts": "share", "at_least": 60}]}


def test_a_measure_of_which_nothing_can_be_told_is_not_released(ground: Ground) -> None:
    measure = make_measure(ground)
    with pytest.raises(InputError, match="No figure of “Families who told their story once” can be told"):
        show(ground, {measure.pk: Basis(Counts.SHARE, 9)})
    assert not ShownTheme.objects.exists()


def test_numbers_that_are_added_to_a_share_let_it_be_told(ground: Ground) -> None:
    """The next step that a refusal names can be taken: of the start as well, by a figure of its day."""
    measure = make_measure(ground)
    read(ground, measure, 20, 50.0)
    read(ground, measure, 20, 50.0, numerator=30, denominator=60)
    read(ground, measure, 80, 40.0, numerator=24, denominator=60)
    show(ground, {measure.pk: Basis()})
    assert "It was 40% in" in card(ground).sentence


def test_what_was_said_of_how_many_holds_for_the_figures_of_then(ground: Ground) -> None:
    measure = make_measure(ground)
    read(ground, measure, 40, 50.0)
    show(ground, {measure.pk: SHARE})
    read(ground, measure, 10, 67.0)
    assert card(ground).latest == "suppressed"
    [row] = [each for each in making.showable(ground.lead) if each.theme == ground.theme]
    assert row.unsaid == ("Families who told their story once",)
    assert (
        "nobody has said of how many they are" in client_of(ground.lead).get("/p/ashcombe/tell/page/").content.decode()
    )
    show(ground, {measure.pk: SHARE})
    assert card(ground).latest == "67%"
    Measure.objects.filter(pk=measure.pk).update(baseline=33.0)
    assert "is not shown" in card(ground).sentence, "a start that was moved later is a later figure"


def test_another_unit_makes_nothing_of_what_was_said(ground: Ground) -> None:
    measure = counted(ground)
    read(ground, measure, 20, 12.0)
    show(ground, {measure.pk: COUNT})
    Measure.objects.filter(pk=measure.pk).update(unit="%")
    assert card(ground).latest == "suppressed"


def test_published_figures_stand_as_they_are_and_others_of_the_same_measure_do_not(ground: Ground) -> None:
    measure = make_measure(ground)
    read(ground, measure, 40, 2.4, source="indicator")
    read(ground, measure, 20, 2.2)
    show(ground, {measure.pk: SHARE})
    found = card(ground)
    assert found.chart is not None
    assert [row[1] for row in found.chart.table.rows] == ["40%", "2%", "suppressed"]


def test_the_words_of_a_measure_are_those_that_were_released(ground: Ground) -> None:
    measure = counted(ground)
    read(ground, measure, 20, 12.0)
    show(ground, {measure.pk: COUNT})
    Measure.objects.filter(pk=measure.pk).update(title="Zebrafinch", definition="Zebrafinch", source_words="Zebrafinch")
    assert "Zebrafinch" not in everything(ground)
    [row] = [each for each in making.showable(ground.lead) if each.theme == ground.theme]
    assert row.behind
    Measure.objects.filter(pk=measure.pk).update(definition="The 3 children of Fernbeck")
    with pytest.raises(InputError, match="so few"):
        show(ground, {measure.pk: COUNT})


def test_who_releases_says_of_how_many_on_the_page(ground: Ground) -> None:
    measure = make_measure(ground)
    read(ground, measure, 20, 50.0)
    browser = client_of(ground.lead)
    address = f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/"
    assert "2 without both numbers" in browser.get(address).content.decode()
    sent = {"title": "Waiting", "found": "Families wait.", "measures": [measure.pk]}
    refused = browser.post(address, sent)
    assert refused.status_code == 422
    assert 'href="#measures"' in refused.content.decode()
    said = {**sent, f"counts_{measure.pk}": "share", f"least_{measure.pk}": "sixty"}
    assert "Enter a whole number of people." in browser.post(address, said).content.decode()
    assert browser.post(address, {**said, f"least_{measure.pk}": "60"}).status_code == 302
    assert card(ground).latest == "50%"
    again = browser.get(address).content.decode()
    assert "2 figures; all would be told." in again
    assert 'value="60"' in again


def test_a_figure_that_is_not_that_of_its_numbers_is_not_entered(ground: Ground) -> None:
    measure = make_measure(ground)
    with pytest.raises(InputError, match="3 of 60 is 5%, not 50%"):
        read(ground, measure, 20, 50.0, numerator=3, denominator=60)
    assert not Reading.objects.exists()
    page = client_of(ground.worker).post(
        at(ground, "read", measure_id=measure.pk),
        {"day": "1 May 2024", "state": "known", "value": "50", "numerator": "3", "denominator": "60"},
    )
    assert page.status_code == 422


class TestWhateverIsEntered(TestCase):
    """Of any figures entered in any order the public page tells none that is of few."""

    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12), st.booleans()), min_size=1, max_size=5))
    def test_no_figure_of_few_is_told(self, rows: list[tuple[int, int, bool]]) -> None:
        ground = opened()
        share, count = make_measure(ground), counted(ground)
        for number, (some, others, with_numbers) in enumerate(rows):
            of = some + others
            more = {"numerator": some, "denominator": of} if with_numbers else {}
            read(ground, share, 40 - number, 100 * some / of, **more)
            read(ground, count, 40 - number, float(some))
        show(ground, {share.pk: Basis(Counts.SHARE, 60), count.pk: COUNT})
        [found] = released.progress(Page.objects.get(), ground.theme.pk)
        for measure, of_count in zip(found.measures, (False, True), strict=True):
            told = dict(measure.figures)
            for number, (some, others, with_numbers) in enumerate(rows):
                figure = told[timezone.localdate() - timedelta(days=40 - number)]
                few = {some} if of_count else {some, others, some + others} if with_numbers else set()
                if few & set(range(1, 5)):
                    assert figure == Suppressed()
                elif of_count:
                    assert figure == ShownFigure(float(some))


def returned(ground: Ground, *, counted: int, of: int, **more: Any) -> Measure:
    """Return a share that a plan took from a released return of 2024, of the year before."""
    manager = make_member(ground.partnership, Role.DATA_MANAGER)
    make_release(ground.partnership, manager.person, year=2024, counted=counted, of=of)
    about = {"title": "Plans in time", "unit": "%", **more}
    measure = make_measure(ground, **{"baseline_on": date(2022, 12, 31), **about})
    offer = offering.of_returns(ground.worker, measure, TWENTY_WEEKS)
    days = [each.day for each in offer.readings]
    measuring.take_readings(scope=ground.worker, measure=measure, offer=offer, days=days, seen=measure.revision)
    measure.refresh_from_db()
    return measure


def test_a_figure_of_a_return_is_told_as_its_release_tells_everybody(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93)
    assert measure.readings.get().value == 67.7
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    assert card(ground).latest == "68%"
    page = everything(ground)
    assert not [each for each in ("67.7", "63 of", "of 93") if each in page]


def test_a_figure_of_a_return_that_is_not_of_its_release_is_withheld(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93)
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    # The measure is read elsewhere now: of which release its figure is nobody can say.
    Measure.objects.filter(pk=measure.pk).update(source="own", source_ref={})
    assert card(ground).latest == "suppressed"
    Measure.objects.filter(pk=measure.pk).update(source="returns", source_ref={"measure": TWENTY_WEEKS, "release": 0})
    assert card(ground).latest == "suppressed"


def test_an_open_page_shows_nothing_of_figures_from_the_moment_they_are_taken_back(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93, baseline=None, baseline_on=None, target=None, target_by=None)
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    release = Release.objects.get()
    address, reader = f"/local/ashcombe/progress/{ground.theme.pk}/", Client()
    before = reader.get(address)
    assert "68%" in before.content.decode()

    releasing_returns.take_back(scope=scope_of(release), release=release, why="A code was wrong")

    after = reader.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    told = after.content.decode()
    assert "68%" not in told
    on = f"{timezone.localdate():%-d %B %Y}"
    assert f"taken back on {on}" in told
    assert "to protect people" not in told
    assert "so that nobody can be recognised" not in told
    page = everything(ground)
    assert page.count("figures were taken back and do not stand any more, of “Plans in time”") >= 3
    # The reason was written for those inside.
    assert "A code was wrong" not in page
    make_release(ground.partnership, release.by, year=2025, counted=70, of=100)
    assert reader.get(address, headers={"If-None-Match": after.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("gone", ["taken back", "never public"])
def test_a_start_that_was_copied_from_figures_that_nobody_outside_is_told_is_withheld(
    ground: Ground, gone: str
) -> None:
    measure = returned(ground, counted=63, of=93, baseline=61.3, decimals=1)
    release = Release.objects.get()
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    if gone == "taken back":
        releasing_returns.take_back(scope=scope_of(release), release=release, why="A code was wrong")
    else:
        said = {**release.content, "audiences": {}}
        inside = Release.objects.create(load=release.load, content=said, sha256="0" * 64, by=release.by)
        Measure.objects.filter(pk=measure.pk).update(source_ref={"measure": TWENTY_WEEKS, "release": inside.pk})
    [found] = released.progress(Page.objects.get(), ground.theme.pk)
    assert isinstance(found.measures[0].baseline, Suppressed)
    assert found.measures[0].decimals == 0
    assert "61" not in card(ground).sentence


def test_who_releases_reads_that_figures_were_taken_back_and_not_that_they_are_of_few(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93, baseline=None, baseline_on=None, target=None, target_by=None)
    release = Release.objects.get()
    releasing_returns.take_back(scope=scope_of(release), release=release, why="A code was wrong")
    with pytest.raises(InputError, match="its figures were taken back on"):
        show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    address = f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/"
    page = client_of(ground.lead).get(address).content.decode()
    assert "taken back on" in page
    assert "few people may stand behind" not in page


def test_what_a_release_that_stands_tells_of_an_earlier_year_stays_and_a_start_copied_from_the_other_is_taken_back(
    ground: Ground,
) -> None:
    measure = returned(ground, counted=63, of=93)
    old = Release.objects.get()
    newest = make_release(ground.partnership, old.by, year=2025, counted=85, of=100)
    offer = offering.of_returns(ground.worker, measure, TWENTY_WEEKS)
    days = [each.day for each in offer.readings]
    measuring.take_readings(scope=ground.worker, measure=measure, offer=offer, days=days, seen=measure.revision)
    show(ground, {measure.pk: Basis(Counts.SHARE, 60)})
    releasing_returns.take_back(scope=scope_of(newest), release=newest, why="A code was wrong")
    [found] = released.progress(Page.objects.get(), ground.theme.pk)
    told = dict(found.measures[0].figures)
    assert told[date(2023, 12, 31)] == ShownFigure(68.0, 90)
    assert told[date(2024, 12, 31)] == TakenBack(timezone.localdate())
    assert "68% in December 2023, the last that stands" in card(ground).sentence

    Measure.objects.filter(pk=measure.pk).update(baseline=85.0, baseline_on=date(2024, 12, 31))
    [found] = released.progress(Page.objects.get(), ground.theme.pk)
    assert found.measures[0].baseline == TakenBack(timezone.localdate())


def test_a_figure_that_was_taken_back_says_so_also_where_the_source_of_its_measure_stands(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93)
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    old = Release.objects.get()
    newest = make_release(ground.partnership, old.by, year=2024, counted=63, of=93, load=old.load)
    Measure.objects.filter(pk=measure.pk).update(source_ref={"measure": TWENTY_WEEKS, "release": newest.pk})
    assert card(ground).latest == "68%"
    releasing_returns.take_back(scope=scope_of(old), release=old, why="A code was wrong")
    assert card(ground).latest == "taken back"
    assert "Latest figure" not in card(ground).about
    assert "was taken back." in card(ground).about
    # Those who publish read it where the page is made, and on Today.
    assert "figures taken back" in client_of(ground.lead).get("/p/ashcombe/tell/page/").content.decode()
    told = news(ground.lead)
    assert told is not None
    assert "“Taken back” stands on the public page, for “Plans in time”" in [each.words for each in told.items]
    # Beside the colour of its theme, on the page of the plan and in its pack, it is said as well.
    because = content.theme_now(ground.lead, ground.theme, timezone.localdate()).rating.because
    assert f"Figures of “{measure.title}” were taken back and count for nothing." in because


def test_a_third_measure_is_named_where_two_are_told_at_length(ground: Ground) -> None:
    others = [counted(ground, title=f"Waiting {number}") for number in (1, 2)]
    measure = returned(ground, counted=63, of=93, title="Plans in twenty weeks")
    show(ground, {**{each.pk: Basis(Counts.NOBODY) for each in others}, measure.pk: Basis(Counts.SHARE, 90)})
    page = " ".join(Client().get("/local/ashcombe/").content.decode().split())
    assert "1 more:" in page
    assert "<li>Plans in twenty weeks: 68%" in page


def scope_of(release: Release) -> Scope:
    return scope_for(Member.objects.get(person=release.by))


def test_what_counts_people_cannot_be_said_to_count_none(ground: Ground) -> None:
    measure = returned(ground, counted=63, of=93)
    with pytest.raises(InputError, match="cannot count that"):
        show(ground, {measure.pk: Basis(Counts.NOBODY)})
    assert (
        "No people"
        not in client_of(ground.lead).get(f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/").content.decode()
    )
    voices = make_measure(ground, title="Said so", unit="%", baseline=None, baseline_on=None)
    read(ground, voices, 20, 4.0, source="voice")
    with pytest.raises(InputError, match="cannot count that"):
        show(ground, {voices.pk: Basis(Counts.NOBODY)})
    # Nor is it believed where it was said before.
    show(ground, {measure.pk: Basis(Counts.SHARE, 90)})
    told = {**ShownTheme.objects.get().measures[0], "id": voices.pk, "unit": "%", "counts": "nobody"}
    ShownTheme.objects.update(measures=[told])
    assert card(ground).latest == "suppressed"
