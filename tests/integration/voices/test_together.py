"""Two people on one page, sessions that end, codes that are retired, rosters that fill, words that are taken out, searching."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.voices import actions, coding, gathering, queries
from extramile.web.voices.models import Quote, RosterLine, Session, Unfinished
from tests.integration.voices.conftest import Area, fields_of, make_survey

TODAY = timezone.localdate()
ROOM = "/p/wexmoor/voices/"
LOOP = {"said": "Reviews are late.", "said_by": "parents", "said_on": "1 June 2026", "space": "partnership"}
SESSION = {"title": "Coffee", "kind": "focus", "held_on": "3 June 2026", "space": "partnership"}


def session_of(area: Area, **more: Any) -> Session:
    content = {
        "title": "Coffee",
        "kind": "focus",
        "held_on": TODAY,
        "place": "",
        "space": "partnership",
        "notes": "",
        "themes": [],
    }
    return gathering.write_session(scope=area.lead, **(content | more))


def test_the_second_save_of_a_session_sees_the_first_and_loses_nothing(area: Area) -> None:
    session = session_of(area, notes="As it was.")
    address = f"{ROOM}sessions/{session.pk}/edit/"
    lead, forum = area.client("lead"), area.client("forum")
    forum.post(address, {**SESSION, "notes": "The forum's words.", "themes": ["transport"], "version": 1})

    second = lead.post(address, {**SESSION, "notes": "The lead's words.", "version": 1})

    page = second.content.decode()
    assert second.status_code == 422
    assert "What stands there now" in page
    assert "The forum&#39;s words." in page
    assert "The lead&#39;s words." in page
    assert 'name="version" value="2"' in page
    assert lead.post(address, {**SESSION, "notes": "Both.", "version": 2}).status_code == 302


def test_the_second_save_of_a_question_or_a_survey_sees_the_first(area: Area) -> None:
    survey = actions.make_survey(scope=area.lead, template="parents", title="", audience="", space="partnership")
    question = survey.questions.filter(kind="long").first()
    address = f"{ROOM}surveys/{survey.pk}/questions/{question.pk}/"
    sent = {"kind": "long", "section": question.section, "seen": actions.fingerprint(question)}
    lead = area.client("lead")
    assert lead.post(address, {**sent, "words": "What is good?"}).status_code == 302
    second = lead.post(address, {**sent, "words": "What works?"})

    assert second.status_code == 422
    assert "What is good?" in second.content.decode()
    edit = f"{ROOM}surveys/{survey.pk}/edit/"
    words = {"title": "T", "introduction": "I", "next": "N", "second_share": 20, "version": 1}
    assert lead.post(edit, words).status_code == 302
    assert "What stands there now" in lead.post(edit, {**words, "title": "Other"}).content.decode()


def test_a_draft_of_an_entry_is_there_when_somebody_signs_in_again(area: Area) -> None:
    client = area.client("lead")
    kept = client.post(f"{ROOM}loop/new/", {"said": "They wait for ever.", "said_on": "someday", "do": "draft"})
    again = area.client("lead").get(f"{ROOM}loop/new/").content.decode()

    assert kept.status_code == 302
    assert not queries.loop(area.lead).exists()
    assert "They wait for ever." in again
    assert "You go on with a draft" in again
    assert "They wait for ever." not in area.client("forum").get(f"{ROOM}loop/new/").content.decode()
    assert area.client("lead").post(f"{ROOM}loop/new/", LOOP).status_code == 302
    assert not Unfinished.objects.exists()


def test_a_draft_can_be_thrown_away_and_is_not_endless(area: Area) -> None:
    client = area.client("lead")
    client.post(f"{ROOM}sessions/new/", {**SESSION, "notes": "Half", "themes": ["transport"], "do": "draft"})
    assert "Half" in client.get(f"{ROOM}sessions/new/").content.decode()
    client.post(f"{ROOM}sessions/new/", {"do": "drop"})
    too_long = client.post(f"{ROOM}sessions/new/", {**SESSION, "notes": "x" * 70_000, "do": "draft"})

    assert too_long.status_code == 422
    assert not Unfinished.objects.exists()


def test_what_a_session_heard_can_be_redacted_from_its_page(area: Area) -> None:
    session = session_of(area)
    quote = gathering.add_quote(
        scope=area.lead, session=session, words="Ms Canary helped.", said_by="a parent", consent="public",
        consent_until=TODAY + timedelta(days=9),
    )  # fmt: skip
    link = f"{ROOM}said/quote/{quote.pk}/redact/"
    lead = area.client("lead")

    assert link in lead.get(f"{ROOM}sessions/{session.pk}/").content.decode()
    assert link not in area.client("contributor").get(f"{ROOM}sessions/{session.pk}/").content.decode()
    lead.post(link, {"words": "Ms Canary"})
    assert Quote.objects.get().words == "[taken out] helped."


def test_consent_that_has_ended_hides_the_quote(area: Area) -> None:
    session = session_of(area)
    gathering.add_quote(
        scope=area.lead, session=session, words="Heard.", said_by="a parent", consent="partnership", consent_until=TODAY
    )
    page = f"{ROOM}sessions/{session.pk}/"

    assert "Heard." in area.client("contributor").get(page).content.decode()
    Quote.objects.update(consent_until=TODAY - timedelta(days=1))
    assert "Heard." not in area.client("contributor").get(page).content.decode()
    assert "consent has ended" in area.client("lead").get(page).content.decode()


def test_a_roster_fills_as_people_accept_and_come(area: Area) -> None:
    session = session_of(area)
    page = f"{ROOM}sessions/{session.pk}/"
    lead = area.client("lead")
    line = {"role": "Parents", "invited": 12, "accepted": 0, "attended": 0}
    lead.post(page, {**line, "do": "roster"})
    address = f"{page}roster/{RosterLine.objects.get().pk}/"

    assert lead.post(address, {**line, "accepted": 13}).status_code == 422
    assert lead.post(address, {**line, "accepted": 9, "attended": 7}).status_code == 302
    assert (RosterLine.objects.get().accepted, RosterLine.objects.get().attended) == (9, 7)
    assert "Coffee,Focus group,,Parents,,12,9,7" in lead.get(f"{ROOM}sessions.csv").content.decode()
    assert lead.post(address, {"do": "remove"}).status_code == 302
    assert not RosterLine.objects.exists()


def test_a_retired_code_stays_where_it_was_given(area: Area) -> None:
    survey = make_survey(area.lead)
    actions.send_answers(survey=survey, raw=fields_of(survey))
    thing = queries.to_code(area.lead)[0]
    book = f"{ROOM}coding/book/"
    lead = area.client("lead")
    lead.post(book, {"title": "Car parks", "about": "Where to park"})
    coding.code(scope=area.lead, thing=thing, codes=["own-car-parks"])
    assert area.client("contributor").post(book, {"do": "retire", "code": "own-car-parks"}).status_code == 403
    assert lead.post(book, {"do": "retire", "code": "own-car-parks"}).status_code == 302

    assert "Retired" in lead.get(book).content.decode()
    coding.code(scope=area.lead, thing=thing, codes=["own-car-parks", "transport"])
    other = queries.to_code(area.lead)[1]
    with pytest.raises(InputError, match="from the book"):
        coding.code(scope=area.lead, thing=other, codes=["own-car-parks"])
    assert 'value="own-car-parks"' not in lead.get(f"{ROOM}said/answer/{other.pk}/code/").content.decode()
    lead.post(book, {"do": "bring-back", "code": "own-car-parks"})
    assert coding.code(scope=area.lead, thing=other, codes=["own-car-parks"]) == "first"
    assert lead.post(book, {"do": "retire", "code": "leadership"}).status_code == 422


def test_searching_shows_only_what_this_person_may_see(area: Area) -> None:
    survey = make_survey(area.lead)
    text = survey.questions.filter(kind="long").first()
    actions.send_answers(survey=survey, raw=fields_of(survey) | {f"q{text.pk}": "The zebra is late."})
    forum = make_survey(area.forum, space="forum")
    actions.change_survey(
        scope=area.forum,
        survey=forum,
        version=forum.version,
        **{**{name: getattr(forum, name) for name in actions.SETTINGS}, "title": "Zebra of the forum"},
    )
    session_of(area, title="Zebra crossing", notes="x")
    path = f"{ROOM}search/?words=zebra"
    seen = {who: area.client(who).get(path).content.decode() for who in ("lead", "forum", "contributor")}

    assert all("Zebra crossing" in page for page in seen.values())
    assert ["The zebra is late." in seen[who] for who in seen] == [True, True, False]
    assert ["Zebra of the forum" in seen[who] for who in seen] == [False, True, False]
    assert "Nothing that you may see" in area.client("lead").get(f"{ROOM}search/?words=okapi").content.decode()
    assert "The zebra is late." in area.client("lead").get(f"{ROOM}coding/?words=ZEBRA").content.decode()


def test_the_loop_can_be_searched_taken_away_and_is_public_only_while_released(area: Area) -> None:
    lead, forum = area.client("lead"), area.client("forum")
    done = {"done": "Two more staff", "done_by": "Council", "done_on": "2 July 2026", "theme": "annual-reviews"}
    lead.post(f"{ROOM}loop/new/", {**LOOP, **done})
    entry = queries.loop(area.lead).get()
    release = f"{ROOM}loop/{entry.pk}/release/"

    assert "Two more staff" in lead.get(f"{ROOM}loop/?words=staff&theme=annual-reviews").content.decode()
    assert "Nothing fits" in lead.get(f"{ROOM}loop/?words=zebra").content.decode()
    assert "Two more staff,Council,2026-07-02" in lead.get(f"{ROOM}loop.csv").content.decode()
    forum.post(release, {"do": "release"})
    assert "Two more staff" in Client().get("/voices/wexmoor/").content.decode()
    assert lead.post(release, {"do": "withdraw"}).status_code == 403
    forum.post(release, {"do": "withdraw"})
    assert Client().get("/voices/wexmoor/").status_code == 404


def test_a_scale_may_have_three_to_eleven_steps(area: Area) -> None:
    survey = actions.make_survey(scope=area.lead, template="", title="Short", audience="parents", space="partnership")
    add = f"{ROOM}surveys/{survey.pk}/questions/add/"
    lead = area.client("lead")
    sent = {"words": "How likely?", "kind": "scale"}

    assert lead.post(add, {**sent, "options": "a\nb"}).status_code == 422
    assert lead.post(add, {**sent, "options": "\n".join(map(str, range(11)))}).status_code == 302


def test_what_waits_is_what_reading_one_by_one_says(area: Area) -> None:
    survey = make_survey(area.lead, second_share=50)
    for _ in range(12):
        actions.send_answers(survey=survey, raw=fields_of(survey))
    session = gathering.write_session(
        scope=area.lead, title="Evening", kind="focus", held_on=date(2026, 6, 1), place="", space="partnership",
        notes="", themes=[],
    )  # fmt: skip
    for number in range(5):
        gathering.add_quote(
            scope=area.lead, session=session, words=f"Said {number}", said_by="parent", consent="none",
            consent_until=None,
        )  # fmt: skip

    def waits(scope: Any) -> list[Any]:
        things = queries.to_code(scope)
        return [
            each.pk for each in things if (part := coding.part_for(scope, each)) and part not in coding.codings(each)
        ]

    def told(scope: Any) -> list[Any]:
        return [pk for _, pk in queries.mine_to_code(scope)]

    for number, thing in enumerate(queries.to_code(area.lead)):
        for scope in (area.lead, area.auditor):
            assert told(scope) == waits(scope), number
        if number % 4 == 3:
            continue
        coding.code(scope=area.lead, thing=thing, codes=["leadership"])
        fresh = type(thing).objects.get(pk=thing.pk)
        if number % 2 and coding.part_for(area.auditor, fresh) == "second":
            coding.code(scope=area.auditor, thing=thing, codes=[])
            if number % 3 == 0:
                coding.settle(scope=area.lead, thing=thing, codes=[], why="")
    assert told(area.lead) == waits(area.lead) != []
    assert told(area.auditor) == waits(area.auditor) != []


def test_the_page_of_coding_reads_one_page_of_texts_and_keeps_the_search(
    area: Area, django_assert_max_num_queries: Any
) -> None:
    survey = make_survey(area.lead, second_share=0)
    for _ in range(25):
        actions.send_answers(survey=survey, raw=fields_of(survey))
    lead = area.client("lead")
    home = f"/p/{area.partnership.slug}/voices/coding/"
    with django_assert_max_num_queries(40):
        page = lead.get(home).content.decode()
    assert page.count("<article") == 20
    assert "?page=2" in page
    waiting = queries.mine_to_code(area.lead)
    third = lead.get(f"{home}?page=3").content.decode()
    assert third.count("<article") == len(waiting) - 40
    assert "Page 3 of 3" in third
    # After one is coded the next in order follows, not the first of all.
    kind, pk = waiting[21]
    said = f"/p/{area.partnership.slug}/voices/said/{'answer' if kind.__name__ == 'Answer' else 'quote'}/{pk}/code/"
    coded = lead.post(said, {"codes": []})
    assert str(waiting[22][1]) in coded["Location"]
    word = queries.said(area.lead, waiting[:1])[0].text.split()[0]
    found = lead.get(home, {"words": word}).content.decode()
    assert f"words={word}&amp;page=2" in found
