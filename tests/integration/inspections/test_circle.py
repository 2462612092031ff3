"""The circle: who is let read what is under embargo and put out again, each with a reason, and the trail of what was opened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.audit.queries import verify
from extramile.web.inspections import embargo
from extramile.web.inspections.actions import circle as actions
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.inspections.queries import circle as queries
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def found(people: dict[str, Scope]) -> Inspection:
    return inspect(people["lead"])


def let_in(people: dict[str, Scope], found: Inspection, who: str = "auditor", why: str = "Moderates") -> InCircle:
    return actions.let_in(scope=people["lead"], inspection=found, member=people[who].member, why=why)


def test_who_is_let_in_reads_and_who_is_put_out_reads_no_more(people: dict[str, Scope], found: Inspection) -> None:
    assert not embargo.may_read(people["auditor"], found)
    row = let_in(people, found)
    assert embargo.may_read(people["auditor"], found)
    # One inspection, not the next.
    assert not embargo.may_read(people["auditor"], inspect(people["lead"], title="Another"))
    actions.put_out(scope=people["lead"], inspection=found, row=row, why="Is ill")
    assert not embargo.may_read(people["auditor"], found)
    let_in(people, found)
    assert embargo.may_read(people["auditor"], found)
    assert InCircle.objects.count() == 2
    verbs = Event.objects.filter(kind="circle").order_by("number").values_list("verb", "why")
    assert list(verbs) == [
        ("let into the circle", "Moderates"),
        ("put out of the circle", "Is ill"),
        ("let into the circle", "Moderates"),
    ]


@pytest.mark.parametrize(
    ("who", "why", "says"),
    [
        ("auditor", " ", "Enter why"),
        ("auditor", "x" * 301, "too long"),
        ("lead", "Leads", "cannot be let in"),
        ("inspector", "Inspects", "cannot be let in"),
    ],
)
def test_who_cannot_be_let_in(people: dict[str, Scope], found: Inspection, who: str, why: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        let_in(people, found, who, why)
    assert not InCircle.objects.exists()


def test_nobody_is_let_in_twice_nor_put_out_twice(people: dict[str, Scope], found: Inspection) -> None:
    row = let_in(people, found)
    with pytest.raises(InputError, match="already"):
        let_in(people, found)
    actions.put_out(scope=people["lead"], inspection=found, row=row, why="Is ill")
    with pytest.raises(InputError, match="any more"):
        actions.put_out(scope=people["lead"], inspection=found, row=row, why="Is ill")


def test_only_a_lead_lets_in_and_only_while_the_embargo_holds(people: dict[str, Scope], found: Inspection) -> None:
    row = let_in(people, found)
    for name in ("auditor", "contributor"):
        with pytest.raises(NotAllowedError):
            actions.let_in(
                scope=people[name], inspection=found, member=people["contributor"].member, why="I would like to"
            )
        with pytest.raises(NotAllowedError):
            actions.put_out(scope=people[name], inspection=found, row=row, why="I would like to")
    day = timezone.localdate() - timedelta(days=1)
    Inspection.objects.filter(pk=found.pk).update(outcome="inconsistent", published_on=day)
    with pytest.raises(InputError, match="is published"):
        let_in(people, found, "contributor")


def test_somebody_of_another_partnership_is_nobody_here(people: dict[str, Scope], found: Inspection) -> None:
    other = make_partnership("ashcombe", area_code="")
    with pytest.raises(InputError, match="cannot be let in"):
        actions.let_in(scope=people["lead"], inspection=found, member=other["auditor"].member, why="Helps")
    assert other["auditor"].member not in queries.outside(people["lead"], found)
    client = signed_in(people["lead"])
    sent = {"member": str(other["auditor"].member.pk), "why": "Helps"}
    assert client.post(f"/p/wexmoor/inspect/{found.pk}/circle/let-in/", sent).status_code == 422
    assert signed_in(other["lead"]).get(f"/p/wexmoor/inspect/{found.pk}/circle/").status_code == 404


def test_who_sees_the_circle(people: dict[str, Scope], found: Inspection) -> None:
    let_in(people, found, "contributor")
    seen = {name: signed_in(scope).get(f"/p/wexmoor/inspect/{found.pk}/circle/") for name, scope in people.items()}
    allowed = {name for name, answer in seen.items() if answer.status_code == 200}
    assert allowed == {"lead", "auditor", "contributor"} & set(people)
    assert "Who read what" in seen["lead"].content.decode()
    assert "Who read what" not in seen["contributor"].content.decode()
    assert "Let them in" not in seen["auditor"].content.decode()


def test_the_trail_of_readings_is_of_one_inspection_and_goes_out_as_a_table(
    people: dict[str, Scope], found: Inspection
) -> None:
    other = inspect(people["lead"], title="Another")
    let_in(people, found, "contributor")
    for scope in (people["lead"], people["contributor"], people["contributor"]):
        embargo.opened(scope, found, "findings", found.pk, f"Findings of inspection {found.pk}")
    embargo.opened(people["contributor"], found, "finding", 7, "Finding 7")
    embargo.opened(people["lead"], other, "report", other.pk, f"Report of inspection {other.pk}")
    # The same thing on one day is one line.
    assert queries.readings(people["lead"], found).count() == 3
    assert verify("wexmoor")[1] == []
    address = f"/p/wexmoor/inspect/{found.pk}/circle/"
    client = signed_in(people["auditor"])
    page = client.get(address).content.decode()
    assert "Finding 7" in page
    table = client.get(f"{address}readings.csv").content.decode("utf-8-sig").splitlines()
    assert table[0] == "when,who,what,event"
    assert len(table) == 4
    assert people["contributor"].person.name in table[1]
    one = client.get(f"{address}readings.csv?who={people['lead'].person.pk}").content.decode().splitlines()
    assert len(one) == 2
    assert signed_in(people["contributor"]).get(f"{address}readings.csv").status_code == 403


def test_a_long_trail_is_shown_in_part_and_the_page_asks_no_more_for_it(
    people: dict[str, Scope], found: Inspection, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(queries, "SHOWN", 5)
    for number in range(12):
        embargo.opened(people["lead"], found, "finding", number, f"Finding {number}")
    client = signed_in(people["lead"])
    with django_assert_max_num_queries(40):
        page = client.get(f"/p/wexmoor/inspect/{found.pk}/circle/").content.decode()
    assert "the last 5 of 12" in page
    assert "Finding 11" in page
    assert "Finding 6" not in page


def test_putting_out_without_a_reason_says_so_beside_the_field(people: dict[str, Scope], found: Inspection) -> None:
    row = let_in(people, found)
    page = signed_in(people["lead"]).post(f"/p/wexmoor/inspect/{found.pk}/circle/{row.pk}/put-out/", {"why": ""})
    assert page.status_code == 422
    assert f'href="#id_why_{row.pk}"' in page.content.decode()
    assert queries.present(found).count() == 1
