"""The checklist: who sees and works on it, several lines at once, what two save at once, what was ticked off too early."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions import tasks as actions
from extramile.web.inspections.queries import tasks as queries
from extramile.web.inspections.task_values import values_of
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.inspections.scene import inspect, line, make_partnership, note, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Any]:
    return make_partnership("ashcombe")


def give(lead: Any, task: Any, **values: Any) -> Any:
    return actions.change_task(scope=lead, task=task, values={**values_of(task), **values}, seen=task.revision)


def test_the_pack_fills_it(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    settled, number, late = queries.progress(people["reader"], found)
    assert (settled, late) == (0, 0)
    assert number == found.tasks.count() > 20


def test_inspectors_see_nothing_of_it(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    assert not queries.tasks(people["inspector"], found).exists()
    assert queries.progress(people["inspector"], found) == (0, 0, 0)
    client = signed_in(people["inspector"])
    for name, more in (("checklist", ()), ("checklist-csv", ()), ("task", (line(found).pk,))):
        assert client.get(reverse(f"inspections:{name}", args=["ashcombe", found.pk, *more])).status_code == 403
    overview = client.get(reverse("inspections:inspection", args=["ashcombe", found.pk]))
    assert b"Checklist" not in overview.content


def test_who_has_a_line_works_on_it_and_others_do_not(people: dict[str, Any]) -> None:
    found = inspect(people["lead"])
    task = line(found)
    with pytest.raises(NotAllowedError):
        actions.take_step(scope=people["contributor"], task=task, step="begin")
    task = give(people["lead"], task, organisation=people["contributor"].organisation)
    task = actions.take_step(scope=people["contributor"], task=task, step="begin")
    assert task.state == "in-hand"
    # A contributor writes the note, and gives the line to nobody else.
    mine = {"note": "Half of it is here.", "owner": people["data"].member}
    task = actions.change_task(scope=people["contributor"], task=task, values=mine, seen=task.revision)
    assert (task.note, task.owner) == ("Half of it is here.", None)
    with pytest.raises(InputError, match="cannot be given"):
        give(people["lead"], task, owner=people["inspector"].member)


def test_done_is_undone_and_not_needed_has_a_reason(people: dict[str, Any]) -> None:
    lead, task = people["lead"], line(inspect(people["lead"]))
    task = actions.take_step(scope=lead, task=task, step="settle")
    assert task.settled_by == lead.person
    task = actions.take_step(scope=lead, task=task, step="reopen")
    assert (task.state, task.settled_at) == ("open", None)
    with pytest.raises(InputError, match="why it is not needed"):
        actions.take_step(scope=lead, task=task, step="spare")
    task = actions.take_step(scope=lead, task=task, step="spare", why="Sent in spring")
    assert task.note == "Not needed: Sent in spring"


def test_of_two_who_save_a_line_the_second_loses_nothing(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    task = line(found)
    give(lead, task, note="Theirs", due=date(2025, 9, 10))
    client, address = signed_in(lead), reverse("inspections:task", args=["ashcombe", found.pk, task.pk])
    body = str(lead.organisation.pk)

    sent = {"revision": "1", "organisation": body, "note": "Mine", "seen-organisation": "", "seen-note": ""}
    response = client.post(address, sent)

    assert response.status_code == 422
    shown = " ".join(response.content.decode().split())
    assert "Somebody changed this line while you wrote" in shown
    assert "Theirs: Theirs<br>Yours: Mine" in shown
    assert "Theirs: 10 September 2025</dd>" in shown
    assert ">Mine</textarea>" in shown
    assert 'name="revision" value="2"' in shown
    task.refresh_from_db()
    assert task.note == "Theirs"

    again = {**sent, "revision": "2", "due": "10 September 2025", "seen-note": "Theirs", "seen-due": "2025-09-10"}
    assert client.post(address, again).status_code == 302
    task.refresh_from_db()
    assert (task.note, task.due, task.organisation) == ("Mine", date(2025, 9, 10), lead.organisation)


def test_several_at_once_or_none(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    three = list(found.tasks.all()[:3])
    given = {"owner": people["data"].member, "due": date(2025, 9, 9)}
    ids = [each.pk for each in three]
    assert actions.change_several(scope=lead, inspection=found, ids=ids, given=given, step="begin") == 3
    assert {(each.owner_id, each.state) for each in found.tasks.filter(pk__in=ids)} == {
        (people["data"].member.pk, "in-hand")
    }
    actions.take_step(scope=lead, task=line(found), step="settle")
    with pytest.raises(InputError, match="Nothing was changed"):
        actions.change_several(scope=lead, inspection=found, ids=ids, given={"due": date(2025, 9, 12)}, step="begin")
    with pytest.raises(InputError, match="No line is ticked"):
        actions.change_several(scope=lead, inspection=found, ids=[], given=given)


def test_found_by_whose_and_late_and_taken_away(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    give(lead, line(found), owner=people["data"].member, due=timezone.localdate() - timedelta(days=1))
    give(lead, line(found, 1), organisation=people["data"].organisation, note="=1+1")
    client = signed_in(people["data"])
    address = reverse("inspections:checklist-csv", args=["ashcombe", found.pk])

    assert len(client.get(address, {"whose": "mine"}).content.decode().strip().splitlines()) == 3
    late = client.get(address, {"late": "yes"}).content.decode().strip().splitlines()
    assert len(late) == 2
    assert "Data of ashcombe" in late[1]
    assert "'=1+1" in client.get(address).content.decode()
    assert queries.progress(people["data"], found)[2] == 1


def test_evidence_answers_a_line(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    item = note(lead, "List of plans")
    actions.link_evidence(scope=lead, task=line(found), item_id=item.pk)
    assert [each.title for each in queries.proofs(lead, found)[line(found).pk]] == ["List of plans"]
    actions.unlink_evidence(scope=lead, task=line(found), item_id=item.pk)
    assert queries.proofs(lead, found) == {}


def test_a_line_of_ones_own_comes_last(people: dict[str, Any]) -> None:
    lead, found = people["lead"], inspect(people["lead"])
    own = actions.add_task(scope=lead, inspection=found, words="Book the large room", given={})
    assert list(found.tasks.all())[-1] == own


def test_a_page_costs_the_same_whatever_stands_on_it(
    people: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    found = inspect(people["lead"])
    client = signed_in(people["lead"])
    with django_assert_max_num_queries(30):
        assert client.get(reverse("inspections:checklist", args=["ashcombe", found.pk])).status_code == 200
