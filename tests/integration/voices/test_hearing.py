"""From answers to counts, themes and what became of them; who may see what on the way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.voices import actions, coding, gathering, importing, queries
from extramile.web.voices.models import Answer, Quote, Response, Survey
from tests.integration.voices.conftest import Area, fields_of, make_survey

TODAY = timezone.localdate()


def answer(survey: Survey, times: int = 1, **change: Any) -> None:
    raw = fields_of(survey) | change
    for _ in range(times):
        actions.send_answers(survey=survey, raw=raw)


def pages(area: Area, who: str, *paths: str) -> dict[str, int]:
    client = area.client(who)
    return {path: client.get(f"/p/wexmoor/voices/{path}").status_code for path in paths}


def test_counts_protect_small_groups_on_the_page_and_in_the_file(area: Area) -> None:
    survey = make_survey(area.lead)
    one = survey.questions.filter(kind="one").get()
    answer(survey, 9)
    answer(survey, 3, **{f"q{one.pk}": "0"})
    actions.close_survey(scope=area.lead, survey=survey)
    client = area.client("contributor")

    page = client.get(f"/p/wexmoor/voices/surveys/{survey.pk}/results/?by=need").content.decode()
    file = client.get(f"/p/wexmoor/voices/surveys/{survey.pk}/results.csv").content.decode()

    assert ">suppressed<" in page
    assert "Who has been heard" in page
    assert re.search(r"education health and care plan\?,Yes,suppressed", file)
    assert re.search(r"education health and care plan\?,Being assessed,suppressed", file)


def test_counts_of_an_open_survey_are_for_readers_of_answers_only(area: Area) -> None:
    survey = make_survey(area.lead)
    answer(survey, 6)

    assert queries.counts_are_out(area.lead, survey)
    assert not queries.counts_are_out(area.contributor, survey)


def test_the_forum_s_space_is_closed_until_released_and_single_answers_for_good(area: Area) -> None:
    survey = make_survey(area.forum, space="forum")
    answer(survey, 6)
    path = f"surveys/{survey.pk}/"
    before = pages(area, "lead", path, path + "results/", path + "texts/", path + "enter/")
    actions.release(scope=area.forum, thing=survey, kind="survey")

    assert set(before.values()) == {404}
    assert pages(area, "lead", path) == {path: 200}
    assert not queries.text_answers(area.lead, survey).exists()
    assert queries.text_answers(area.forum, survey).exists()
    assert not any(isinstance(each, Answer) for each in queries.to_code(area.lead))
    with pytest.raises(NotAllowedError):
        actions.release(scope=area.lead, thing=survey, kind="survey")
    with pytest.raises(NotAllowedError):
        actions.make_survey(scope=area.lead, template="parents", title="", audience="", space="forum")


def test_words_are_taken_out_and_the_trail_does_not_hold_them(area: Area) -> None:
    survey = make_survey(area.lead)
    text = survey.questions.filter(kind="long").first()
    answer(survey, **{f"q{text.pk}": "Mister Canary never listens."})
    said = Answer.objects.get(question=text)
    client = area.client("auditor")

    client.post(f"/p/wexmoor/voices/said/answer/{said.pk}/redact/", {"words": "Mister Canary"})

    said.refresh_from_db()
    assert said.text == "[taken out] never listens."
    event = Event.objects.get(verb="words redacted")
    assert "Canary" not in f"{event.before} {event.after} {event.thing} {event.why}"
    assert pages(area, "contributor", f"said/answer/{said.pk}/redact/") == {f"said/answer/{said.pk}/redact/": 403}


def test_two_readers_blind_then_agreement_then_settled(area: Area) -> None:
    survey = make_survey(area.lead, second_share=100)
    answer(survey)
    thing = next(each for each in queries.to_code(area.lead) if isinstance(each, Answer))
    path = f"/p/wexmoor/voices/said/answer/{thing.pk}/code/"
    area.client("lead").post(path, {"codes": ["annual-reviews"]})
    blind = area.client("auditor").get(path).content.decode()
    area.client("auditor").post(path, {"codes": ["annual-reviews", "leadership"]})
    page = area.client("lead").get("/p/wexmoor/voices/coding/agreement/").content.decode()
    area.client("lead").post(path.replace("code/", "settle/"), {"codes": ["leadership"], "why": "We talked"})

    assert "checked" not in blind
    assert "suggested by" in blind
    assert "kappa" in page
    assert "What holds" in page
    assert coding.final_codes(Answer.objects.get(pk=thing.pk)) == ["leadership"]
    with pytest.raises(InputError, match="read by others"):
        coding.code(scope=area.lead, thing=thing, codes=[])


def test_a_second_reading_waits_for_somebody_else(area: Area) -> None:
    survey = make_survey(area.lead, second_share=100)
    answer(survey)
    thing = queries.to_code(area.lead)[0]
    coding.code(scope=area.lead, thing=thing, codes=[])

    assert coding.part_for(area.lead, Answer.objects.get(pk=thing.pk)) == "first"
    assert coding.part_for(area.auditor, Answer.objects.get(pk=thing.pk)) == "second"


def test_a_voice_theme_counts_people_and_shows_consented_quotes_only(area: Area) -> None:
    survey = make_survey(area.lead)
    answer(survey, 6)
    for thing in queries.to_code(area.lead):
        coding.code(scope=area.lead, thing=thing, codes=["annual-reviews"])
    session = gathering.write_session(
        scope=area.lead, title="Coffee", kind="focus", held_on=TODAY, place="", space="partnership", notes="", themes=[]
    )
    for words, consent, until in (
        ("Heard at last.", "partnership", TODAY + timedelta(days=9)),
        ("Too old.", "partnership", TODAY - timedelta(days=1)),
        ("Secret.", "none", None),
    ):
        quote = gathering.add_quote(
            scope=area.lead, session=session, words=words, said_by="a parent", consent=consent, consent_until=until
        )
        coding.code(scope=area.lead, thing=quote, codes=["annual-reviews"])

    theme = queries.voice_theme(area.lead, "annual-reviews")
    page = area.client("contributor").get("/p/wexmoor/voices/themes/annual-reviews/").content.decode()

    assert theme.total.count == 6
    assert [words for words, _ in theme.quotes] == ["Heard at last."]
    assert "Heard at last" in page
    assert "Secret" not in page
    gathering.withdraw_consent(scope=area.lead, quote=Quote.objects.get(words="Heard at last."))
    assert queries.voice_theme(area.lead, "annual-reviews").quotes == []


def test_a_session_with_its_roster(area: Area) -> None:
    client = area.client("lead")
    new = {"title": "Young people", "kind": "focus", "held_on": "3 June 2026", "space": "partnership"}
    made = client.post("/p/wexmoor/voices/sessions/new/", new)
    address = made.headers["Location"]
    wrong = {"do": "roster", "role": "SENCOs", "invited": 2, "accepted": 3, "attended": 1}

    assert client.post(address, wrong).status_code == 422
    assert client.post(address, {**wrong, "invited": 9}).status_code == 302
    assert client.post(address, {"do": "quote"}).status_code == 422
    assert ">9<" in client.get(address).content.decode()
    assert area.client("contributor").post(address, {**wrong, "invited": 9}).status_code == 403


LOOP = {"said": "Reviews are late.", "said_by": "parents", "said_on": "1 June 2026", "space": "partnership"}


def test_the_loop_goes_public_when_the_forum_says_so_and_comes_back_when_changed(area: Area) -> None:
    lead, forum = area.client("lead"), area.client("forum")
    assert lead.post("/p/wexmoor/voices/loop/new/", {**LOOP, "decided": "More staff"}).status_code == 422
    assert lead.post("/p/wexmoor/voices/loop/new/", LOOP).status_code == 302
    entry = queries.loop(area.lead).get()
    release = f"/p/wexmoor/voices/loop/{entry.pk}/release/"

    assert Client().get("/voices/wexmoor/").status_code == 404
    assert lead.post(release, {"do": "release"}).status_code == 403
    assert forum.post(release, {"do": "release"}).status_code == 302
    assert "Reviews are late." in Client().get("/voices/wexmoor/").content.decode()
    entry.refresh_from_db()
    change = {**LOOP, "decided": "More staff", "decided_on": "2 July 2026", "version": entry.version}
    assert lead.post(f"/p/wexmoor/voices/loop/{entry.pk}/", change).status_code == 302
    assert Client().get("/voices/wexmoor/").status_code == 404
    assert lead.post(f"/p/wexmoor/voices/loop/{entry.pk}/", change).status_code == 422, "an old page"


def import_of(area: Area, survey: Survey, text: str) -> Any:
    held = importing.hold_table(scope=area.lead, survey=survey, content=text.encode(), name="The file")
    importing.map_columns(scope=area.lead, held=held, mapping=held.mapping)
    return held


def test_an_import_is_whole_or_nothing_and_is_not_doubled(area: Area) -> None:
    survey = make_survey(area.lead, template="practitioners")
    survey.questions.update(other="")
    heading = "Where do you work?,What helps children most here?"
    bad = import_of(area, survey, f"{heading}\nHealth,Time\nOn the moon,Trust\n")
    page = area.client("lead").get(f"/p/wexmoor/voices/imports/{bad.pk}/").content.decode()

    assert "1 of 2 rows can be read" in page
    assert "moon" not in page
    with pytest.raises(InputError, match="nothing was imported"):
        importing.import_rows(scope=area.lead, held=bad)
    assert not Response.objects.exists()
    good = f"{heading}\nHealth,Time\nHealth,Time\n"
    importing.import_rows(scope=area.lead, held=import_of(area, survey, good))
    again = importing.import_rows(scope=area.lead, held=import_of(area, survey, f"{good}Health,Trust\n"))
    assert (Response.objects.count(), again.taken, again.known) == (3, 1, 2)
    assert again.rows is None


def test_population_and_other_pages_for_each_role(area: Area) -> None:
    survey = make_survey(area.lead)
    answer(survey, 6)
    client = area.client("lead")
    numbers = {"source": "School census", "as_of": "15 January 2026", "n-asd": "800", "n-vi": "50"}
    assert client.post("/p/wexmoor/voices/population/need/", {}).status_code == 422
    assert client.post("/p/wexmoor/voices/population/need/", numbers).status_code == 302
    page = client.get(f"/p/wexmoor/voices/surveys/{survey.pk}/results/").content.decode()
    assert "School census" in page
    assert "not heard" in page
    paths = ("", "coding/", "coding/agreement/", "coding/book/", "loop/", "themes/leadership/", "sessions/new/", "surveys/new/",
             f"surveys/{survey.pk}/paper.pdf", f"surveys/{survey.pk}/edit/", f"surveys/{survey.pk}/import/")  # fmt: skip
    assert set(pages(area, "lead", *paths).values()) == {200}
    assert set(pages(area, "forum", *paths).values()) == {200}
    assert pages(area, "contributor", "", "coding/book/", "loop/", "coding/") == {
        "": 200, "coding/book/": 200, "loop/": 200, "coding/": 403,
    }  # fmt: skip
    assert "to be coded" in client.get("/p/wexmoor/").content.decode()
