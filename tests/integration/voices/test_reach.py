"""Whom the partnership has heard over a period: surveys side by side, as each of them shows itself; and sessions."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.voices import actions, gathering
from extramile.web.voices.models import ReadyCounts, Survey
from tests.integration.voices.conftest import Area, fields_of, make_survey

HEARD = "/p/wexmoor/voices/heard"


def heard_survey(
    area: Area, needs: dict[str, int], *, space: str = "partnership", close: bool = True, **more: Any
) -> Survey:
    scope = area.forum if space == "forum" else area.lead
    survey = make_survey(scope, space=space, **more)
    need = survey.questions.get(about="need")
    for name, times in needs.items():
        for _ in range(times):
            actions.send_answers(survey=survey, raw=fields_of(survey) | {f"q{need.pk}": name})
    if close:
        actions.close_survey(scope=scope, survey=survey)
    survey.refresh_from_db()
    return survey


def moved(survey: Survey, days: int) -> None:
    """Let a survey have been open for a week, so many days ago."""
    opened = timezone.localdate() - timedelta(days=days)
    Survey.objects.filter(pk=survey.pk).update(opens=opened, closes=opened + timedelta(days=7))


def rows(area: Area, who: str = "contributor", **period: Any) -> list[dict[str, str]]:
    told = area.client(who).get(f"{HEARD}.csv", period).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(told)))


def needs(found: list[dict[str, str]], survey: Survey) -> dict[str, str]:
    return {
        each["group"]: each["answered"]
        for each in found
        if each["grouped by"] == "Main need" and each["survey"] == survey.title
    }


def populate(area: Area) -> None:
    counts = {"asd": 400, "slcn": 300, "vi": 40, "hi": 60}
    gathering.set_population(
        scope=area.lead, group="need", counts=counts, source="Invented", as_of=timezone.localdate()
    )


def test_each_column_is_what_the_surveys_own_page_shows_whatever_the_period(area: Area) -> None:
    populate(area)
    surveys = [
        heard_survey(area, {"asd": 12, "slcn": 9, "vi": 2}, title="Spring"),
        heard_survey(area, {"asd": 20, "hi": 6}, title="Summer"),
    ]
    moved(surveys[0], 90)
    moved(surveys[1], 30)
    today = timezone.localdate()
    own = {}
    for each in surveys:
        told = (
            area.client("contributor").get(f"/p/wexmoor/voices/surveys/{each.pk}/reach.csv").content.decode("utf-8-sig")
        )
        read = csv.DictReader(io.StringIO(told))
        own[each.pk] = {line["group"]: line["answered"] for line in read if line["grouped by"] == "Main need"}

    for ago in (365, 88, 86, 40, 25, 24):
        found = rows(area, first=(today - timedelta(days=ago)).isoformat(), last=today.isoformat())
        for each in surveys:
            assert needs(found, each) in ({}, own[each.pk]), ago
    both = rows(area)
    assert needs(both, surveys[0]) == own[surveys[0].pk]
    assert "suppressed" in own[surveys[0].pk].values()
    assert needs(rows(area, first=(today - timedelta(days=60)).isoformat(), last=today.isoformat()), surveys[0]) == {}


def test_what_all_together_say_is_made_of_what_each_shows(area: Area) -> None:
    populate(area)
    moved(heard_survey(area, {"asd": 12, "slcn": 9, "vi": 2}, title="Spring"), 90)
    moved(heard_survey(area, {"asd": 20, "hi": 6}, title="Summer"), 30)
    page = area.client("contributor").get(f"{HEARD}/").content.decode()
    table = page.partition('id="need"')[2].partition("</table>")[0]
    lines = {
        re.sub(r"<[^>]+>", "", cells[0]).strip(): [
            " ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in cells[1:]
        ]
        for cells in (re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL) for row in table.split("<tr")[2:])
    }

    autism, sight = lines["Autism"], lines["Blind or partly sighted"]
    assert (autism[2], autism[-1]) == ("32", "heard as their share, or more")
    assert sight[0] == "suppressed"
    assert (sight[1], sight[-1]) == ("0 0%", "too few to say")
    assert "Why surveys are not added up" in page


def test_a_survey_of_which_no_count_may_be_seen_stands_without_a_number(area: Area) -> None:
    survey = heard_survey(area, {"asd": 12}, close=False, title="Still open")
    page = area.client("contributor").get(f"{HEARD}/").content.decode()

    assert "Still open" in page
    assert "counted when it is closed" in page
    assert rows(area) == []
    assert needs(rows(area, "lead"), survey)["Autism"] == "12", "who reads answers may see it"
    assert {each.name.rsplit("-", 1)[-1] for each in ReadyCounts.objects.all()} == {"all"}


def test_what_stands_in_the_forums_own_space_is_the_forums(area: Area) -> None:
    survey = heard_survey(area, {"asd": 12}, space="forum", title="Coffee mornings")
    gathering.write_session(
        scope=area.forum, title="Evening of the forum", kind="focus", held_on=timezone.localdate(), place="",
        space="forum", notes="", themes=[],
    )  # fmt: skip

    for who, sees in (("forum", True), ("lead", False), ("contributor", False)):
        page = area.client(who).get(f"{HEARD}/").content.decode()
        assert ("Coffee mornings" in page, "Evening of the forum" in page) == (sees, sees), who
        assert bool(needs(rows(area, who), survey)) is sees


def test_sessions_of_the_period_stand_with_who_came(area: Area) -> None:
    today = timezone.localdate()
    for title, held_on in (("In time", today), ("Long ago", today - timedelta(days=500))):
        session = gathering.write_session(
            scope=area.lead, title=title, kind="focus", held_on=held_on, place="", space="partnership", notes="",
            themes=[],
        )  # fmt: skip
        gathering.add_roster_line(
            scope=area.lead, session=session, organisation=None, role="Parents", invited=9, accepted=8, attended=7,
            names="CANARY",
        )  # fmt: skip
    page = area.client("contributor").get(f"{HEARD}/").content.decode()

    assert "In time" in page
    assert "Parents" in page
    assert "Long ago" not in page
    assert "CANARY" not in page


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ({"first": "1 May 2030", "last": "1 May 2020"}, "lies before the first one"),
        ({"first": "zebra", "last": "1 May 2020"}, "must be a date"),
        ({"first": "1 May 2020"}, "Enter the last day"),
    ],
)
def test_a_period_that_is_none_is_told_and_the_last_year_shown(area: Area, period: dict, said: str) -> None:
    heard_survey(area, {"asd": 12}, title="Spring")
    page = area.client("lead").get(f"{HEARD}/", period)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Spring" in page.content.decode()
