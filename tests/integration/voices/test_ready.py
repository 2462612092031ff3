"""Counts that are kept ready: read instead of made, thrown away by what changes them, and nothing of single people in them."""

import json
from datetime import timedelta
from typing import Any

import pytest

from extramile.core.disclosure import Shown, Suppressed
from extramile.web.voices import actions, coding, importing, queries
from extramile.web.voices.models import Answer, ReadyCounts, Survey
from tests.integration.voices.conftest import Area, fields_of, make_area, make_survey


def send(survey: Survey, times: int, **change: Any) -> None:
    for _ in range(times):
        actions.send_answers(survey=survey, raw=fields_of(survey) | change)


def closed_survey(area: Area, people: int = 7) -> Survey:
    survey = make_survey(area.lead)
    send(survey, people)
    actions.close_survey(scope=area.lead, survey=survey)
    survey.refresh_from_db()
    return survey


def counts_of(page: Any) -> str:
    """Return the part of a page that holds the counts."""
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def total(area: Area, survey: Survey, who: str = "lead") -> int:
    survey = Survey.objects.get(pk=survey.pk)
    return queries.counts(getattr(area, who), survey, list(survey.questions.all())).everybody


def test_the_second_reader_reads_what_the_first_had_made(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = closed_survey(area)
    client, address = area.client("lead"), f"/p/wexmoor/voices/surveys/{survey.pk}/results/"
    first = [counts_of(client.get(f"{address}{more}")) for more in ("", "?by=need")]
    monkeypatch.setattr(queries, "votes", lambda *_: pytest.fail("the answers are not read again"))

    assert [counts_of(client.get(f"{address}{more}")) for more in ("", "?by=need")] == first
    assert area.client("auditor").get(address).status_code == 200


def test_each_change_of_the_answers_throws_the_counts_away_in_its_own_transaction(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    assert total(area, survey) == 6
    send(survey, 1)
    assert not ReadyCounts.objects.exists()
    assert total(area, survey) == 7
    actions.enter_answers(scope=area.lead, survey=survey, raw=fields_of(survey), way="paper", answered_on=survey.opens)
    assert not ReadyCounts.objects.exists()
    assert total(area, survey) == 8

    plan = survey.questions.get(kind="one")
    table = f"{plan.words}\nYes\nNo\n".encode()
    held = importing.hold_table(scope=area.lead, survey=survey, content=table, name="answers.csv")
    importing.map_columns(scope=area.lead, held=held, mapping=held.mapping)
    importing.import_rows(scope=area.lead, held=held)
    assert total(area, survey) == 10
    importing.undo_import(scope=area.lead, held=held)
    assert total(area, survey) == 8


def test_what_was_made_while_somebody_answered_is_not_looked_at(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    on_the_page = Survey.objects.get(pk=survey.pk)
    send(survey, 1)
    questions = list(survey.questions.all())
    # Whoever had the survey before the seventh answer counts seven, and keeps it as counts of six.
    assert queries.counts(area.lead, on_the_page, questions).everybody == 7
    send(survey, 1)

    assert total(area, survey) == 8


def test_readers_of_answers_and_others_have_counts_of_their_own(area: Area) -> None:
    survey = closed_survey(area)
    raw = {"way": "paper", "answered_on": survey.opens}
    actions.enter_answers(scope=area.lead, survey=survey, raw=fields_of(survey), **raw)

    for _ in range(2):
        assert total(area, survey, "lead") == 8
        assert total(area, survey, "contributor") == 7


def test_the_last_day_passes_without_a_change_and_the_counts_come(area: Area) -> None:
    survey = make_survey(area.lead)
    send(survey, 6)
    client, address = area.client("contributor"), f"/p/wexmoor/voices/surveys/{survey.pk}/results.csv"
    assert b"Counts are shown when" in client.get(address).content
    day = survey.opens
    Survey.objects.filter(pk=survey.pk).update(opens=day - timedelta(days=9), closes=day - timedelta(days=1))

    assert b",6" in client.get(address).content


def test_themes_are_ready_until_somebody_reads_an_answer_again(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_survey(area)
    assert queries.voice_theme(area.lead, "annual-reviews").total == Shown(0)
    things = queries.to_code(area.lead)
    for thing in things:
        coding.code(scope=area.lead, thing=thing, codes=["annual-reviews"])
    assert queries.voice_theme(area.lead, "annual-reviews").total == Shown(7)
    assert queries.voice_theme(area.contributor, "annual-reviews").total == Shown(7)
    kept = set(ReadyCounts.objects.values_list("name", flat=True))
    assert len(kept) == 2, "one for those who read answers, one for those who do not"
    monkeypatch.setattr(queries, "count_themes", lambda *_: pytest.fail("the answers are not read again"))
    assert queries.voice_theme(area.lead, "leadership").total == Shown(0)
    monkeypatch.undo()

    for thing in [each for each in queries.to_code(area.lead) if each.question_id == things[0].question_id][:2]:
        coding.code(scope=area.lead, thing=thing, codes=["leadership"])
    assert isinstance(queries.voice_theme(area.lead, "leadership").total, Suppressed)


def test_nothing_of_single_people_is_kept(area: Area) -> None:
    survey = make_survey(area.lead)
    plan, need = survey.questions.get(kind="one"), survey.questions.get(about="need")
    send(survey, 9)
    send(survey, 2, **{f"q{plan.pk}": "2", f"q{need.pk}": "vi"})
    actions.close_survey(scope=area.lead, survey=survey)
    client = area.client("lead")
    for address in (f"surveys/{survey.pk}/results/", f"surveys/{survey.pk}/results/?by=need", ""):
        assert client.get(f"/p/wexmoor/voices/{address}").status_code == 200

    kept = json.dumps(list(ReadyCounts.objects.values_list("name", "key", "content")))
    assert ReadyCounts.objects.count() == 3
    counts = ReadyCounts.objects.get(
        name__endswith="all", name__startswith="survey", name__contains=f"-{survey.pk}-all"
    )
    [counted] = counts.content["questions"][str(plan.pk)]
    assert {value: released for value, _, released in counted["choices"]}["2"] == "hidden"
    for answer in Answer.objects.all():
        assert str(answer.pk) not in kept
        assert str(answer.response_id) not in kept
        assert not answer.text or answer.text not in kept


def test_another_partnership_has_counts_of_its_own(area: Area) -> None:
    closed_survey(area)
    other = make_area("harrow", "other-")

    assert queries.voice_theme(area.lead, "annual-reviews").total == Shown(0)
    assert not queries.theme_counts(other.lead).asked
