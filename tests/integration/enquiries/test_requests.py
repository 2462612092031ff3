"""Requests from the door to the sending: exact words, who works, who checks, what the database holds by itself."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from extramile.core.inspecting import REQUEST
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.enquiries.actions import working
from extramile.web.enquiries.actions.entering import enter
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.presenters.requests import KEPT, how_far_off
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries.status import status
from extramile.web.enquiries.queries.steps import open_steps
from extramile.web.enquiries.views.requests import PAGE_SIZE
from extramile.web.evidence import actions as evidence
from extramile.web.inspections.around import all_falling_due
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.enquiries.asking import answered, ask, given, inspect, sent, take
from tests.integration.inspections.scene import make_partnership, note, signed_in

pytestmark = pytest.mark.django_db
MAIL = """From: Ada Lane <ada@inspectorate.example>
Subject: What we need

Dear Bo,

please let us have

1. The waiting times by age.
2. The minutes of the board.
"""


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe")


def ids(steps: Any) -> set[str]:
    return {each.id for each in steps}


def test_several_in_one_mail_become_several_with_numbers(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    first, second = enter(
        scope=people["data"],
        inspection=found,
        words=["The waiting times by age.", "The minutes of the board."],
        given=given(criteria=["I1"]),
        mail=MAIL,
    )
    assert (first.number, second.number, second.mail) == (1, 2, MAIL)
    with pytest.raises(InputError, match="do not stand in the mail"):
        enter(scope=people["data"], inspection=found, words=["The waiting lists"], given=given(), mail=MAIL)
    with pytest.raises(InputError, match="no criterion X9"):
        ask(people["data"], found, criteria=["X9"])
    with pytest.raises(InputError, match="in the future"):
        ask(people["data"], found, asked_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(InputError, match="before it was asked"):
        ask(people["data"], found, due=timezone.now() - timedelta(days=1))
    assert found.requests.count() == 2


def test_the_trail_knows_numbers_and_no_words(people: dict[str, Any]) -> None:
    found = ask(people["lead"], inspect(people["lead"]), "Zebrawords")
    answered(people["lead"], found, "Quaggawords")
    trail = " ".join(f"{each.thing} {each.before} {each.after}" for each in Event.objects.all())
    assert "Request 1" in trail
    assert "Zebra" not in trail
    assert "Quagga" not in trail


def test_who_wrote_any_of_it_cannot_let_it_go(people: dict[str, Any]) -> None:
    found = ask(people["lead"], inspect(people["lead"]))
    found = answered(people["lead"], found, personal=True)
    with pytest.raises(InputError, match="holds personal data"):
        take(people["lead"], found, "no-check")
    found = take(people["lead"], found, "hand-in")
    with pytest.raises(InputError, match="somebody else checks it"):
        take(people["lead"], found, "pass")
    with pytest.raises(NotAllowedError):
        take(people["contributor"], found, "pass")
    assert [each.number for each in queries.to_check(people["auditor"], found.inspection)] == [1]
    assert queries.to_check(people["lead"], found.inspection) == []

    # A second writer is an author too, though the last one was the first.
    found = take(people["auditor"], found, "return", "The month is missing")
    found.owner = people["data"].member
    found.save()
    found = answered(people["data"], found, "It is 12 weeks in May.", personal=True)
    found = answered(people["lead"], found, "It is 12 weeks in May 2026.", personal=True)
    found = take(people["lead"], found, "hand-in")
    assert not queries.may_check(people["data"], found)
    found = take(people["auditor"], found, "pass")
    assert (found.state, found.checked_by) == ("ready", people["auditor"].person)
    found = sent(people["lead"], found)
    assert found.sent_by_way == "the inspectors' portal"


def test_the_database_holds_it_too(people: dict[str, Any]) -> None:
    found = take(people["lead"], answered(people["lead"], ask(people["lead"], inspect(people["lead"]))), "no-check")
    rows = Request.objects.filter(pk=found.pk)
    for wrong in (
        {"has_personal_data": True},
        {"has_personal_data": None},
        {"checked_by": people["lead"].person, "checked_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_personal_evidence_makes_it_personal(people: dict[str, Any]) -> None:
    found = take(people["data"], ask(people["lead"], inspect(people["lead"])), "take-in-hand")
    item = note(people["data"], "One case", sensitivity="personal")
    working.link_evidence(scope=people["data"], request=found, item_id=item.pk)
    found.refresh_from_db()
    assert found.has_personal_data is True
    with pytest.raises(InputError, match="marked personal"):
        answered(people["data"], found, personal=False)
    # What was harmless when it was made ready and is personal when it should go, stays.
    other = answered(people["data"], ask(people["lead"], found.inspection))
    plain = note(people["data"], "A list")
    working.link_evidence(scope=people["data"], request=other, item_id=plain.pk)
    other = take(people["data"], other, "no-check")
    about = evidence.About("A list", sensitivity="personal")
    evidence.change(scope=people["data"], item=plain, about=about, seen=plain.revision)
    with pytest.raises(InputError, match="marked personal since"):
        sent(people["data"], other)


def test_what_was_checked_is_checked_again_after_it_was_opened(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = take(lead, answered(lead, ask(lead, inspect(lead)), personal=True), "hand-in")
    found = sent(lead, take(people["data"], found, "pass"))
    first = found.sent_at
    found = take(lead, take(lead, found, "close"), "reopen", "A page was missing")
    assert (found.state, found.checked_by) == ("in-hand", None)
    found = sent(lead, take(people["auditor"], take(lead, found, "hand-in"), "pass"), "a letter")
    assert (found.sent_at, found.sent_by_way) == (first, "a letter")
    with pytest.raises(InputError, match="cannot be done"):
        take(lead, found, "decline", "No")


def test_who_checks_names_the_answer_that_was_read(people: dict[str, Any]) -> None:
    lead, second = people["lead"], people["auditor"]
    found = take(lead, answered(lead, ask(lead, inspect(lead)), personal=True), "hand-in")
    client = signed_in(second)
    where = reverse("enquiries:request", args=["ashcombe", found.inspection_id, found.pk])
    form = client.get(where).content.decode()
    [read] = set(re.findall(r'name="read" value="([^"]+)"', form))

    # While the page stands open somebody takes the answer back, writes another and hands that in.
    found = answered(lead, take(lead, found, "take-back"), "It is 21 weeks for one child.", personal=True)
    found = take(lead, found, "hand-in")
    step = reverse("enquiries:request-step", args=["ashcombe", found.inspection_id, found.pk])
    late = client.post(step, {"step": "pass", "read": read})
    assert late.status_code == 422
    assert "This answer was changed while you read it." in late.content.decode()
    with pytest.raises(InputError, match="does not say which answer"):
        take(second, found, "pass", seen=None)

    [read] = set(re.findall(r'name="read" value="([^"]+)"', late.content.decode()))
    assert client.post(step, {"step": "pass", "read": read}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.checked_revision, found.answer_revision) == ("ready", 2, 2)
    assert "Text 2 of the answer was read" in [each.words for each in queries.steps(found)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=found.pk).update(answer="Another", answer_revision=3)

    # Another answer needs another check.
    found = answered(lead, take(lead, found, "take-back"), "It is 20 weeks for one child.", personal=True)
    assert (found.checked_by, found.checked_revision) == (None, None)
    with pytest.raises(InputError, match="holds personal data"):
        take(lead, found, "no-check")


def test_evidence_that_was_replaced_after_the_check_is_checked_again(people: dict[str, Any]) -> None:
    writer, second = people["data"], people["auditor"]
    found = answered(writer, ask(people["lead"], inspect(people["lead"])), personal=True)
    item = note(writer, "One case", sensitivity="personal")
    working.link_evidence(scope=writer, request=found, item_id=item.pk)
    found.refresh_from_db()
    found = take(writer, found, "hand-in")
    read = queries.answer_read(found)
    evidence.replace_note(scope=writer, item=item, text="Two cases", why="One was missing")
    with pytest.raises(InputError, match="changed while you read it"):
        take(second, found, "pass", seen=read)
    found = take(second, found, "pass")

    evidence.replace_note(scope=writer, item=item, text="Three cases", why="Another was missing")
    with pytest.raises(InputError, match="replaced after it was checked"):
        sent(writer, found)
    found = sent(writer, take(second, take(writer, take(writer, found, "take-back"), "hand-in"), "pass"))
    assert found.state == "sent"


def test_what_a_second_person_passed_is_what_leaves_also_where_nothing_is_personal(people: dict[str, Any]) -> None:
    writer, second = people["data"], people["auditor"]
    found = answered(writer, ask(people["lead"], inspect(people["lead"])), personal=False)
    item = note(writer, "A table")
    working.link_evidence(scope=writer, request=found, item_id=item.pk)
    found = take(second, take(writer, found, "hand-in"), "pass")
    evidence.replace_note(scope=writer, item=item, text="Another table", why="A newer one")
    with pytest.raises(InputError, match="replaced after it was checked"):
        sent(writer, found)


def test_steps_need_their_words_and_their_person(people: dict[str, Any]) -> None:
    lead, other = people["lead"], people["contributor"]
    found = ask(lead, inspect(lead))
    assert ids(open_steps(other, found)) == {"ask-back", "take-in-hand", "withdraw"}
    with pytest.raises(InputError, match="Write the question"):
        take(other, found, "ask-back", " ")
    found = take(other, found, "ask-back", "Which year?")
    found = take(other, found, "clarified", "2026")
    found = take(people["data"], ask(lead, found.inspection), "take-in-hand")
    assert found.owner == people["data"].member
    assert open_steps(other, found) == []
    for step in ("hand-in", "ask-back"):
        with pytest.raises(NotAllowedError):
            take(other, found, step, "x")
    with pytest.raises(NotAllowedError):
        take(people["data"], found, "decline", "x")
    with pytest.raises(InputError, match="no answer yet"):
        take(people["data"], found, "hand-in")
    with pytest.raises(InputError, match="whether the answer holds personal data"):
        take(people["data"], answered(people["data"], found, personal=None), "hand-in")
    assert take(lead, found, "decline", "It is not ours").state == "declined"


def test_exact_words_stay_and_corrections_stand_beside_them(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = ask(lead, inspect(lead), "Waiting times")
    working.correct(scope=lead, request=found, words="By age, too")
    page = signed_in(lead).get(reverse("enquiries:request", args=["ashcombe", found.inspection_id, found.pk]))
    assert b"Waiting times" in page.content
    assert b"By age, too" in page.content
    found.refresh_from_db()
    assert found.words == "Waiting times"


def test_of_two_who_save_the_second_is_shown_the_first(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = take(lead, ask(lead, inspect(lead)), "take-in-hand")
    client, at = signed_in(lead), ["ashcombe", found.inspection_id, found.pk]
    read = found.revision
    answered(lead, found, "Theirs")
    mine = {"revision": read, "answer": "Mine", "personal": "no", "seen-answer": ""}
    page = client.post(reverse("enquiries:request-answer", args=at), mine)
    assert page.status_code == 422
    assert b"Theirs" in page.content
    assert b"Mine</textarea>" in page.content

    due = timezone.now() + timedelta(days=2)
    found.refresh_from_db()
    working.change(scope=lead, request=found, values={"due": due}, seen=found.revision)
    sent_back = {"revision": found.revision, "owner": str(people["data"].member.pk), "due_when": "none"}
    seen = {"seen-owner": str(lead.member.pk), "seen-due_when": "none"}
    page = client.post(reverse("enquiries:request-change", args=at), {**sent_back, **seen})
    assert page.status_code == 422
    assert b"What changed while you wrote" in page.content
    found.refresh_from_db()
    assert (found.owner, found.due) == (lead.member, due)


def test_the_history_has_words_for_every_step() -> None:
    assert set(REQUEST.steps) <= set(KEPT)


def test_a_long_list_has_pages_and_a_search_stays_with_them(people: dict[str, Any]) -> None:
    lead = people["lead"]
    found = inspect(lead)
    papers = [f"Paper {n}" for n in range(1, PAGE_SIZE + 4)]
    for words in (papers[:30], papers[30:]):
        enter(scope=lead, inspection=found, words=words, given=given())
    ask(lead, found, "The minutes")
    client, where = signed_in(lead), reverse("enquiries:requests", args=["ashcombe", found.pk])

    def numbers(page: str) -> list[int]:
        return [int(each) for each in re.findall(r">(\d+)\. ", page)]

    first, second = (client.get(f"{where}?words=paper{more}").content.decode() for more in ("", "&page=2"))
    assert numbers(first) == list(range(1, PAGE_SIZE + 1))
    assert numbers(second) == [PAGE_SIZE + 1, PAGE_SIZE + 2, PAGE_SIZE + 3]
    assert f'href="{where}?words=paper&amp;page=2"' in first
    assert f"{PAGE_SIZE + 3} of {PAGE_SIZE + 4}, open ones first by when they are due" in second
    # What is taken away is the whole list, whichever page one stands on.
    [away] = re.findall(r'href="([^"]+csv[^"]*)"', second)
    assert len(client.get(away.replace("&amp;", "&")).content.decode().splitlines()) == PAGE_SIZE + 4


def test_the_list_finds_counts_and_is_taken_away(people: dict[str, Any]) -> None:
    lead, now = people["lead"], timezone.now()
    found = inspect(lead)
    late = ask(lead, found, "=cmd", due=now - timedelta(minutes=5), owner=people["data"].member)
    later = ask(
        lead, found, "Minutes of the board", due=now + timedelta(hours=3), asked_of=people["forum"].organisation
    )
    done = sent(lead, take(lead, answered(lead, ask(lead, found), "Quagga"), "no-check"))

    def numbers(scope: Any = lead, **wanted: Any) -> list[int]:
        return [each.number for each in queries.requests(scope, found, queries.Wanted(**wanted))]

    assert numbers() == [late.number, later.number, done.number]
    assert numbers(state="open") == [1, 2]
    assert numbers(state="overdue") == [1]
    assert numbers(scope=people["data"], whose="mine") == [1]
    assert numbers(words="minutes") == [2]
    assert numbers(words="3") == [3]
    assert numbers(organisation=people["forum"].organisation.pk) == [2]
    assert numbers(words="Quagga") == []
    counted = queries.measures(lead, found, timezone.now())
    assert (counted.open, counted.overdue, counted.sent) == (2, 1, 1)
    table = signed_in(lead).get(reverse("enquiries:requests-csv", args=["ashcombe", found.pk])).content.decode()
    assert "'=cmd" in table
    assert "Quagga" not in table
    mine = {each.words for each in all_falling_due(people["data"], found) if each.mine}
    assert "Request 1: =cmd" in mine
    assert [(each.number, each.state) for each in status(found)] == [(1, "New"), (2, "New"), (3, "Sent")]


def test_an_answer_with_personal_data_is_read_by_few(people: dict[str, Any]) -> None:
    found = answered(people["data"], ask(people["lead"], inspect(people["lead"])), "Quagga", personal=True)
    at = ["ashcombe", found.inspection_id, found.pk]
    for name, reads in (("contributor", False), ("auditor", True), ("lead", True)):
        for page in ("request", "request-history"):
            shown = signed_in(people[name]).get(reverse(f"enquiries:{page}", args=at)).content
            assert (b"Quagga" in shown) is reads, (name, page)


def test_others_do_not_find_it(people: dict[str, Any]) -> None:
    found = ask(people["lead"], inspect(people["lead"]))
    elsewhere = make_partnership("wexmoor")
    mixed = inspect(elsewhere["lead"])
    names = (("request", (found.pk,)), ("request-history", (found.pk,)), ("requests", ()), ("requests-csv", ()))
    for name, more in names:
        for scope, slug, inspection, code in (
            (people["inspector"], "ashcombe", found.inspection_id, 403),
            (people["reader"], "ashcombe", found.inspection_id, 403),
            (elsewhere["lead"], "ashcombe", found.inspection_id, 404),
            (elsewhere["lead"], "wexmoor", found.inspection_id, 404),
        ):
            address = reverse(f"enquiries:{name}", args=[slug, inspection, *more])
            assert signed_in(scope).get(address).status_code == code, (name, slug)
    crossed = reverse("enquiries:request", args=["wexmoor", mixed.pk, found.pk])
    assert signed_in(elsewhere["lead"]).get(crossed).status_code == 404
    with pytest.raises(NotAllowedError):
        ask(people["inspector"], found.inspection)


def test_pages_cost_the_same_whatever_stands_on_them(
    people: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    found = inspect(people["lead"])
    for _ in range(6):
        ask(people["lead"], found, owner=people["data"].member)
    client = signed_in(people["lead"])
    with django_assert_max_num_queries(30):
        assert client.get(reverse("enquiries:requests", args=["ashcombe", found.pk])).status_code == 200


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 16, 17, 0, tzinfo=UTC), "13 days late"),
        (datetime(2026, 11, 28, 23, 0, tzinfo=UTC), "1 day late"),
        (datetime(2026, 11, 29, 1, 0, tzinfo=UTC), "2 hours late"),
        (datetime(2026, 11, 29, 3, 40, tzinfo=UTC), "in 40 min"),
        (datetime(2026, 11, 30, 0, 10, tzinfo=UTC), "tomorrow"),
        (datetime(2026, 12, 1, 17, 0, tzinfo=UTC), "in 2 days"),
    ],
)
def test_how_far_off_a_request_is_counts_calendar_days_as_the_countdown_does(due: datetime, words: str) -> None:
    assert how_far_off(due, datetime(2026, 11, 29, 3, 0, tzinfo=UTC)) == words
