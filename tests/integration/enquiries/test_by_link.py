"""A school without an account: one link, one form, a receipt; hostile files refused, nothing of it in logs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.design import limits
from extramile.web.enquiries import reminders
from extramile.web.enquiries.actions import settings as actions
from extramile.web.enquiries.models import AskedSetting
from extramile.web.enquiries.queries.asked import token
from extramile.web.evidence.models import Item
from extramile.web.jobs.models import Job
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.enquiries.asking import ask, do_jobs, inspect, take
from tests.integration.inspections.scene import make_partnership, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "senco@oakfield.example"


@pytest.fixture
def people() -> dict[str, Any]:
    cache.clear()
    return make_partnership("ashcombe")


@pytest.fixture
def asked(people: dict[str, Any]) -> AskedSetting:
    request = take(people["contributor"], ask(people["lead"], inspect(people["lead"])), "take-in-hand")
    return ask_oakfield(people["contributor"], request)


def ask_oakfield(scope: Any, request: Any, **more: Any) -> AskedSetting:
    values = {"setting": "Oakfield School", "name": "Jo", "email": ADDRESS, "organisation": None}
    values |= {"words": "How many wait?", "due": timezone.now() + timedelta(hours=20), **more}
    return actions.ask(scope=scope, request=request, values=values)


def link(asked: AskedSetting) -> str:
    return reverse("enquiries:answer-by-link", args=[asked.pk, token(asked)])


def test_the_link_is_in_the_mail_and_nowhere_else(asked: AskedSetting, caplog: Any) -> None:
    do_jobs()
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert link(asked) in sent.body
    secret = token(asked)
    kept = [str(row) for model in (Job, Event, AskedSetting) for row in model.objects.values_list()]
    assert secret not in " ".join(kept)
    assert ADDRESS not in " ".join(str(row) for model in (Job, Event) for row in model.objects.values_list())
    Client().post(link(asked).replace(secret[:8], "0" * 8))
    Client().get(link(asked), headers={"host": "else.example"})
    assert secret not in caplog.text


def test_answered_with_a_receipt_changed_until_it_is_due(asked: AskedSetting, people: dict[str, Any]) -> None:
    client, address = Client(), link(asked)
    page = client.get(address)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert b"noindex" in page.content
    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "Twelve"}).status_code == 302
    shown = client.get(address).content.decode()
    asked.refresh_from_db()
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", asked.receipt)
    assert asked.receipt in shown
    assert "What happens next" in shown
    first = asked.receipt
    client.post(address, {"answer": "Thirteen"})
    asked.refresh_from_db()
    assert (asked.answer, asked.receipt) == ("Thirteen", first)
    do_jobs()
    assert [first in each.body for each in mail.outbox].count(True) == 2

    AskedSetting.objects.update(due=timezone.now() - timedelta(minutes=1))
    assert client.post(address, {"answer": "Fourteen"}).status_code == 422
    assert "can be changed no longer" in client.get(address).content.decode()


def test_a_file_is_kept_restricted_and_replaced_not_doubled(asked: AskedSetting, people: dict[str, Any]) -> None:
    client, address = Client(), link(asked)
    client.post(address, {"answer": "", "upload": SimpleUploadedFile("list.txt", b"Twelve wait.")})
    asked.refresh_from_db()
    item = Item.objects.get(pk=asked.item)
    assert (item.sensitivity, item.owner) == ("restricted", people["contributor"].person)
    client.post(address, {"answer": "See the file", "upload": SimpleUploadedFile("new.txt", b"Thirteen wait.")})
    assert Item.objects.count() == 1
    assert item.versions.count() == 2
    assert b"new.txt" in client.get(address).content
    for name, data in (
        ("page.txt", b"<script>alert(1)</script>"),
        ("a.exe", b"MZ"),
        ("p.pdf", b"nothing"),
        ("e.txt", b""),
    ):
        refused = client.post(address, {"answer": "x", "upload": SimpleUploadedFile(name, data)})
        assert refused.status_code == 422, name
    asked.refresh_from_db()
    assert asked.answer == "See the file"


def test_a_file_is_kept_by_a_lead_once_who_asked_has_left(asked: AskedSetting, people: dict[str, Any]) -> None:
    Member.objects.filter(person=people["contributor"].person).update(left_at=timezone.now())
    actions.answer(asked=asked, words="", file_name="list.txt", data=b"Twelve wait.")
    assert Item.objects.get().owner == people["lead"].person


def test_it_goes_into_the_answer_once_and_is_theirs_no_longer(asked: AskedSetting, people: dict[str, Any]) -> None:
    actions.answer(asked=asked, words="Twelve", file_name="list.txt", data=b"Twelve wait.")
    client = signed_in(people["contributor"])
    at = ["ashcombe", asked.request.inspection_id, asked.request_id]
    address = reverse("enquiries:asked-setting", args=[*at, asked.pk])
    assert client.post(address, {"do": "take"}).status_code == 302
    asked.refresh_from_db()
    request = asked.request
    assert request.answer == "Oakfield School:\nTwelve"
    assert request.has_personal_data is None
    page = client.get(reverse("enquiries:request", args=at)).content.decode()
    assert "put into the answer" in page
    assert "Evidence that goes with it" in page
    assert Client().post(link(asked), {"answer": "Thirteen"}).status_code == 422
    with pytest.raises(InputError, match="nothing new"):
        actions.take(scope=people["contributor"], asked=asked)


@pytest.mark.parametrize("ended", ["withdrawn", "declined", "late", "inspection"])
def test_a_link_that_ended_says_what_to_do(asked: AskedSetting, people: dict[str, Any], ended: str) -> None:
    if ended == "withdrawn":
        actions.withdraw(scope=people["lead"], asked=asked)
    elif ended == "declined":
        take(people["lead"], asked.request, "decline", "Not ours")
    elif ended == "late":
        AskedSetting.objects.update(due=timezone.now() - timedelta(days=15))
    else:
        asked.request.inspection.ended_at = timezone.now()
        asked.request.inspection.save()
    page = Client().get(link(asked))
    assert page.status_code == 200
    assert "This request is no longer open" in page.content.decode()
    assert "<form" not in page.content.decode().partition("<main")[2]
    assert Client().post(link(asked), {"answer": "Late"}).status_code == 422
    before = len(mail.outbox)
    do_jobs()
    assert len(mail.outbox) == before


def test_a_link_that_nobody_was_given_leads_nowhere(asked: AskedSetting) -> None:
    right = link(asked)
    other = "1" if right[-2] == "0" else "0"
    for wrong in (f"{right[:-2]}{other}/", f"/asked/{asked.pk + 1}/{token(asked)}/"):
        page = Client().get(wrong)
        assert page.status_code == 404
        assert b"Oakfield" not in page.content


def test_nobody_is_flooded_by_one_link_whichever_process_serves_it(asked: AskedSetting) -> None:
    codes = []
    for number in range(limits.MOST + 1):
        # Each process has a memory of its own, empty at its start.
        cache.clear()
        codes.append(Client().post(link(asked), {"answer": f"{number}"}).status_code)
    assert codes == [302] * limits.MOST + [429]
    asked.refresh_from_db()
    assert asked.answer == f"{limits.MOST - 1}", "what was received is kept"
    AskedSetting.objects.update(tries_from=timezone.now() - limits.WITHIN)
    assert Client().post(link(asked), {"answer": "Later"}).status_code == 302


def test_reminded_by_hand_once_a_day_and_by_itself_on_two_days(asked: AskedSetting, people: dict[str, Any]) -> None:
    actions.remind(scope=people["contributor"], asked=asked)
    asked.refresh_from_db()
    with pytest.raises(InputError, match="reminded today"):
        actions.remind(scope=people["contributor"], asked=asked)
    day = timezone.localdate(asked.due)
    asked.reminded_at = None
    asked.asked_at = asked.due - timedelta(days=5)
    dues = [each for each in range(-4, 4) if reminders.is_due(asked, day + timedelta(days=each))]
    assert dues == [-1, 0, 1, 2, 3]
    asked.reminded_at = asked.due - timedelta(days=1)
    dues = [each for each in range(-4, 4) if reminders.is_due(asked, day + timedelta(days=each))]
    assert dues == [1, 2, 3]


def test_who_may_ask_and_what_can_be_asked(asked: AskedSetting, people: dict[str, Any]) -> None:
    request = asked.request
    with pytest.raises(NotAllowedError):
        ask_oakfield(people["data"], request, email="other@oakfield.example")
    with pytest.raises(InputError, match="asked already"):
        ask_oakfield(people["lead"], request, email=ADDRESS.upper())
    with pytest.raises(InputError, match="in the past"):
        ask_oakfield(people["lead"], request, email="a@oakfield.example", due=timezone.now() - timedelta(hours=1))
    elsewhere = make_partnership("wexmoor")
    address = reverse("enquiries:asked-setting", args=["ashcombe", request.inspection_id, request.pk, asked.pk])
    assert signed_in(elsewhere["lead"]).post(address, {"do": "withdraw"}).status_code == 404
    asked.refresh_from_db()
    assert asked.withdrawn_at is None


def test_what_came_is_read_by_those_who_work_on_it_or_check(asked: AskedSetting, people: dict[str, Any]) -> None:
    actions.answer(asked=asked, words="Quagga")
    at = ["ashcombe", asked.request.inspection_id, asked.request_id]
    # The contributor has it; another one of the same role does not.
    asked.request.owner = people["data"].member
    asked.request.save()
    for name, reads in (("contributor", False), ("data", True), ("auditor", True), ("lead", True)):
        shown = signed_in(people[name]).get(reverse("enquiries:request", args=at)).content
        assert (b"Quagga" in shown) is reads, name
    today = signed_in(people["data"]).get(reverse("partnerships:today", args=["ashcombe"])).content.decode()
    assert "Oakfield School answered, for request 1" in today
