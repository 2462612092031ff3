"""Answering by the link: without an account, with nothing kept of who it was."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from extramile.web.audit.models import Event
from extramile.web.voices import actions
from extramile.web.voices.models import Answer, Draft, Response, Survey
from tests.integration.voices.conftest import Area, fields_of, make_survey
from tools.pdf_ua_check import faults


def test_a_visitor_answers_on_one_page_and_is_told_what_happens_next(area: Area) -> None:
    survey = make_survey(area.lead, one_page=True)
    client = Client()
    page = client.get(f"/answer/{survey.code}/")

    sent = client.post(f"/answer/{survey.code}/", {**fields_of(survey), "do": "go", "step": "1"}, follow=True)

    assert page.status_code == 200
    assert "Nothing says who you are" in page.content.decode()
    assert survey.next in sent.content.decode()
    assert Answer.objects.count() == survey.questions.count()


def test_section_by_section_keeps_what_was_answered_and_can_be_resumed(area: Area) -> None:
    survey = make_survey(area.lead)
    client = Client()
    raw = fields_of(survey)
    address = f"/answer/{survey.code}/"
    for step in range(1, 4):
        answer = client.post(address, {**raw, "do": "go", "step": step})
        assert answer.status_code == 302, answer.content.decode()
        address = answer.headers["Location"].partition("?")[0]
    assert address == f"/answer/{survey.code}/thanks/"
    assert Draft.objects.count() == 0
    assert Response.objects.get().answers.count() == survey.questions.count()


def test_save_and_return_by_a_link_of_which_only_a_hash_is_kept(area: Area) -> None:
    survey = make_survey(area.lead)
    saved = Client().post(f"/answer/{survey.code}/", {**fields_of(survey), "do": "save", "step": "1"})
    link = re.search(rf'href="(/answer/{survey.code}/[^"]+)"', saved.content.decode())[1]

    again = Client().get(link)

    assert "checked" in again.content.decode()
    assert again.headers["Referrer-Policy"] == "strict-origin"
    assert link.split("/")[-2] not in Draft.objects.get().secret_hash
    assert Client().get(f"/answer/{survey.code}/{'x' * 32}/").status_code == 404


def test_nothing_is_kept_that_leads_to_an_anonymous_person(area: Area) -> None:
    survey = make_survey(area.lead, one_page=True)
    events = Event.objects.count()
    member = area.client("contributor")

    member.post(
        f"/answer/{survey.code}/",
        {**fields_of(survey), "do": "go", "name": "CANARY", "contact": "CANARY"},
        REMOTE_ADDR="203.0.113.9",
        HTTP_USER_AGENT="CANARY",
    )

    response = Response.objects.get()
    assert (response.name, response.contact, response.entered_by) == ("", "", None)
    assert response.answered_on == timezone.localdate()
    assert {field.name for field in Response._meta.fields} == {
        "id", "survey", "answered_on", "way", "entered_by", "name", "contact", "row_key",
        "batch", "source",
    }  # fmt: skip
    assert Event.objects.count() == events, "an event would tell the minute"


def test_a_visitor_gets_no_cookie_at_all_and_no_session_is_made(area: Area) -> None:
    survey = make_survey(area.lead)
    client = Client(enforce_csrf_checks=True)
    address = f"/answer/{survey.code}/"
    client.get(address)
    for step in range(1, 4):
        sent = client.post(address, {**fields_of(survey), "do": "go", "step": step})
        address = sent.headers["Location"].partition("?")[0]
    client.get(address)

    assert address.endswith("/thanks/")
    assert not client.cookies
    assert not Session.objects.exists()


def test_no_time_finer_than_the_day_is_kept_of_an_answer_or_a_draft() -> None:
    kept = [field for model in (Draft, Response, Answer) for field in model._meta.fields]

    assert not [each.name for each in kept if each.get_internal_type() in {"DateTimeField", "TimeField"}]
    assert all(model._meta.pk.get_internal_type() == "UUIDField" for model in (Response, Answer))


def test_a_page_under_a_secret_link_leads_nowhere_with_it(area: Area) -> None:
    """Not to the page of signing in, whose address would hold it."""
    survey = make_survey(area.lead)
    Client().post(f"/answer/{survey.code}/", {**fields_of(survey), "do": "save", "step": "1"})
    secret = actions.keep_draft(survey=survey, secret="", raw={})

    page = Client().get(f"/answer/{survey.code}/{secret}/").content.decode()

    assert f'action="/answer/{survey.code}/{secret}/"' in page
    assert "next=" not in page


def test_what_was_begun_is_forgotten_after_the_last_day_even_if_nobody_closes(area: Area) -> None:
    survey = make_survey(area.lead)
    actions.keep_draft(survey=survey, secret="", raw={})
    Survey.objects.filter(pk=survey.pk).update(
        opens=timezone.localdate() - timedelta(days=9), closes=timezone.localdate() - timedelta(days=1)
    )

    assert "closed" in Client().get(f"/answer/{survey.code}/").content.decode()
    assert not Draft.objects.exists()


def test_names_are_left_only_where_it_was_said_and_can_be_thrown_away(area: Area) -> None:
    survey = make_survey(area.lead, one_page=True, anonymous=False)
    left = {"name": "Jo Example", "contact": "jo@example.org"}
    Client().post(f"/answer/{survey.code}/", {**fields_of(survey), "do": "go", **left})
    address = f"/p/wexmoor/voices/surveys/{survey.pk}/contacts/"
    lead = area.client("lead")

    assert "jo@example.org" in lead.get(address).content.decode()
    assert area.client("contributor").get(address).status_code == 403
    assert "jo@example.org" not in lead.get(f"/p/wexmoor/voices/surveys/{survey.pk}/texts/").content.decode()
    lead.post(address)
    assert "jo@example.org" not in lead.get(address).content.decode()
    assert Answer.objects.exists()


@pytest.mark.parametrize("size", ["paper", "large-print"])
def test_the_paper_version_is_a_tagged_pdf(area: Area, size: str) -> None:
    survey = make_survey(area.lead, template="children")
    response = area.client("lead").get(f"/p/wexmoor/voices/surveys/{survey.pk}/{size}.pdf")

    assert response.headers["Content-Type"] == "application/pdf"
    assert faults(response.content) == []


def test_the_window_is_kept(area: Area) -> None:
    today = timezone.localdate()
    later = make_survey(area.lead, opens=today + timedelta(days=2))
    over = make_survey(area.lead)
    actions.close_survey(scope=area.lead, survey=over)
    draft = actions.make_survey(scope=area.lead, template="children", title="", audience="", space="partnership")

    assert "opens on" in Client().get(f"/answer/{later.code}/").content.decode()
    assert "closed" in Client().post(f"/answer/{over.code}/", {"do": "go"}).content.decode()
    assert Client().get(f"/answer/{draft.code}/").status_code == 404
    assert Response.objects.count() == 0


def test_drafts_go_when_the_survey_closes(area: Area) -> None:
    survey = make_survey(area.lead)
    Client().post(f"/answer/{survey.code}/", {**fields_of(survey), "do": "save"})
    actions.close_survey(scope=area.lead, survey=survey)

    assert not Draft.objects.exists()


def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(area: Area) -> None:
    survey = make_survey(area.lead, one_page=True)
    raw = fields_of(survey)
    first = survey.questions.first()
    answer = Client().post(f"/answer/{survey.code}/", {**raw, f"q{first.pk}": "99", "do": "go"})

    assert answer.status_code == 422
    assert f'href="#id_q{first.pk}"' in answer.content.decode()
    assert "Annual reviews come late" in answer.content.decode()


def test_paper_answers_are_entered_by_members_and_audited(area: Area) -> None:
    survey = make_survey(area.lead, template="children")
    client = area.client("lead")
    address = f"/p/wexmoor/voices/surveys/{survey.pk}/enter/"
    wrong = client.post(address, {})
    done = client.post(address, {**fields_of(survey), "way": "paper", "answered_on": "1 November 2026"})

    assert (wrong.status_code, done.status_code) == (422, 302)
    response = Response.objects.get()
    assert (response.way, response.entered_by_id) == ("paper", area.lead.person.pk)
    assert Event.objects.filter(verb="answers entered").count() == 1
    assert area.client("contributor").get(address).status_code == 403
