"""Every difference that a parent can see has its words among what changed, and moves the day of the last update."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.disclosure import Basis, Counts
from extramile.web.plans.actions import doing, measuring, planning, theming
from extramile.web.plans.models import Action, Measure
from extramile.web.publicpage.actions import releasing
from extramile.web.publicpage.models import ShownTheme, Update
from extramile.web.publicpage.queries import making
from tests.integration.plans.making import Ground, client_of, make_action, make_ground, make_measure

LONG_AGO = timezone.now() - timedelta(days=40)


@pytest.fixture
def ground(db: None) -> Ground:
    """A theme with an action and a measure, released forty days ago."""
    found = make_ground()
    make_action(found)
    make_measure(found)
    planning.step(scope=found.lead, plan=found.plan, do="adopt", why="The board adopted it")
    releasing.write(scope=found.lead, introduction="For families", contact="The SEND team", seen=1)
    releasing.open_page(scope=found.lead)
    releasing.release_theme(
        scope=found.lead,
        theme=found.theme,
        title="Telling it once",
        found="Families told their story too often.",
        outcome="",
        actions=[Action.objects.get().pk],
        measures={Measure.objects.get().pk: Basis(Counts.SHARE, 60)},
    )
    ShownTheme.objects.update(released_at=LONG_AGO)
    return found


def page(ground: Ground) -> str:
    return Client().get(f"/local/ashcombe/progress/{ground.theme.pk}/").content.decode()


def changes() -> str:
    return Client().get("/local/ashcombe/changes/").content.decode()


def test_a_state_that_changes_in_the_plan_is_read_once_it_is_released(ground: Ground) -> None:
    before = page(ground)
    assert "Not started" in before
    due = timezone.localdate() + timedelta(days=30)
    action = Action.objects.get()
    doing.step(scope=ground.worker, action=action, do="begin", why="The post is filled")
    action.refresh_from_db()
    given = {"due": due, "body": ground.lead.organisation}
    doing.change_action(scope=ground.worker, action=action, given=given, seen=action.revision, why="Agreed")
    lines = Update.objects.count()
    assert page(ground) == before
    browser = client_of(ground.lead)
    making_page = browser.get("/p/ashcombe/tell/page/").content.decode()
    assert "It has changed since" in making_page
    assert "Release it as it stands now" in making_page
    address = f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/"
    for before_release in (making_page, browser.get(address).content.decode()):
        assert "Release it as it stands now" in before_release
        assert "Everybody reads: not started. It stands now: on track." in before_release
        assert f"Everybody reads: no day. It stands now: {date_format(due, 'j F Y')}." in before_release

    assert browser.post(address, {"do": "as-it-stands"}).status_code == 302
    assert Update.objects.count() == lines + 1
    assert "action “One record for each family”: now on track, was not started" in changes()
    assert f"by {date_format(due, 'j F Y')}, was no day" in changes()
    now = page(ground)
    assert "On track" in now
    assert date_format(due, "j F Y") in now
    assert f"Last updated {date_format(timezone.localdate(), 'j F Y')}" in now
    [row] = [each for each in making.showable(ground.lead) if each.shown]
    assert not row.behind


def test_what_nobody_released_is_said_and_not_called_a_change_to_release(ground: Ground) -> None:
    make_action(ground, "Plans by one person")
    page_of_theme = client_of(ground.lead).get(f"/p/ashcombe/tell/page/themes/{ground.theme.pk}/").content.decode()
    assert "Not shown, since nobody has released it: action “Plans by one person”." in page_of_theme
    assert "Release it as it stands now" not in page_of_theme


def test_a_figure_that_comes_later_has_its_line(ground: Ground) -> None:
    measure = Measure.objects.get()
    today = timezone.localdate()
    counted = {"value": 61.0, "numerator": 61, "denominator": 100}
    measuring.read(scope=ground.worker, measure=measure, day=today, **counted)
    month = date_format(today, "F Y")
    assert "61%" in page(ground)
    assert f"“Telling it once”: a new figure: “Families who told their story once” for {month}" in changes()
    assert f"Last updated {date_format(today, 'j F Y')}" in page(ground)
    again = {"value": 62.0, "numerator": 62, "denominator": 100, "said": "A slip"}
    measuring.read(scope=ground.worker, measure=measure, day=today, **again)
    assert (
        f"the figure of “Families who told their story once” for {month} was entered again, the same or another one"
        in changes()
    )
    assert "61%" not in changes(), "a figure may be withheld later: no line says it"


def test_a_target_and_what_goes_and_comes_back_have_their_lines(ground: Ground) -> None:
    measure = Measure.objects.get()
    given = {"target": 80.0, "owner": None}
    measuring.change_measure(scope=ground.worker, measure=measure, given=given, seen=measure.revision, why="Higher")
    assert "“Families who told their story once”: another one is the target" in changes()
    measuring.take_out_measure(scope=ground.worker, measure=measure, why="Nobody reads it")
    assert "“Families who told their story once” is not shown any more" in changes()
    measuring.put_back_measure(scope=ground.worker, measure=measure, why="Somebody does")
    assert "“Families who told their story once” is shown again" in changes()
    other = theming.add_theme(scope=ground.lead, plan=ground.plan, title="Called so inside")
    releasing.release_theme(
        scope=ground.lead, theme=other, title="Waiting", found="They wait.", outcome="", actions=[], measures={}
    )
    theming.take_out_theme(scope=ground.lead, theme=other, why="It is part of another")
    assert ">“Waiting” is not shown any more<" in changes()
    assert "Called so inside" not in changes()


def test_what_is_not_shown_tells_nothing(ground: Ground) -> None:
    other = make_measure(ground, title="Heronsgate alone")
    measuring.read(scope=ground.worker, measure=other, day=timezone.localdate(), value=50.0)
    assert "Heronsgate" not in changes()


def test_a_line_says_which_words_and_parts_are_different(ground: Ground) -> None:
    make_action(ground, "Plans by one person")
    releasing.release_theme(
        scope=ground.lead,
        theme=ground.theme,
        title="Telling it once",
        found="Families told it too often.",
        outcome="",
        actions=list(ground.theme.places.values_list("action", flat=True)),
        measures={},
        correction="It was not of every family",
    )
    line = Update.objects.order_by("-pk")[0].words
    assert line == (
        "“Telling it once”. Corrected: It was not of every family. Different: what was found is in other words; "
        "new action “Plans by one person”; figures not shown any more: “Families who told their story once”"
    )


def test_what_was_released_before_stays_as_everybody_reads_it(ground: Ground) -> None:
    """Of an action only its words were kept at its release: the update of the database adds how it stands on that day."""
    shown = ShownTheme.objects.get()
    whole = shown.actions
    ShownTheme.objects.update(actions=[{"id": each["id"], "words": each["words"]} for each in whole])
    import_module("extramile.web.publicpage.migrations.0004_actions_as_released").keep_actions(apps, None)
    shown.refresh_from_db()
    assert shown.actions == whole
