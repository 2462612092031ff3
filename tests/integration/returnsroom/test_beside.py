"""What is new, gone and the same beside the load before; assigning leaves what is settled, says whose it was, can be set back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.jobs import work
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import reading, snapshots
from extramile.web.returns.actions import loading, working
from extramile.web.returns.children import Children
from extramile.web.returns.models import Item, Load, RuleCount, Step
from extramile.web.returns.presenters import children as child_words
from extramile.web.returns.queries import queue
from tests.integration.returnsroom.loading import let_out, loaded, xml
from tests.integration.returnsroom.making import QUERY, make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope() -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


@pytest.fixture
def noor(scope: Any) -> Any:
    return make_member(scope.partnership, Role.DATA_MANAGER, email="noor@example.org", name="Noor Castell")


def beside(scope: Any) -> tuple[Load, Load]:
    """Return two loads: of three problems one is gone, one is new."""
    before = make_load(scope, problem(key="B-1"), problem(key="B-2"))
    compared = {"with": before.snapshot, "new": {QUERY: [1]}, "gone": {QUERY: [0]}}
    load = make_load(scope, problem(key="B-2"), problem(key="B-3"), compared=compared)
    Load.objects.filter(pk=load.pk).update(compared_with=before)
    RuleCount.objects.filter(load=load).update(new=1, gone=1, same=1)
    return before, load


def test_a_load_begins_with_what_is_gone_new_and_the_same(scope: Any, client: Any) -> None:
    before, load = beside(scope)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"

    page = client.get(here).content.decode()

    assert page.index("Beside the load before") < page.index("Work through the problems")
    assert [f'href="{here}{each}"' in page for each in ("gone/", "problems/?new=on")] == [True, True]
    new = client.get(f"{here}problems/?new=on").content.decode()
    assert ("B-3" in new, "B-2" in new) == (True, False)
    gone = client.get(f"{here}gone/").content.decode()
    assert ("B-1" in gone, "B-2" in gone) == (True, False)
    assert Event.objects.filter(verb="children of a return read", after={"page": "gone"}).count() == 1
    loading.delete_load(scope=scope, load=before, why="Another file")
    assert "cannot be looked at" in client.get(f"{here}gone/").content.decode()


def test_reading_says_which_problems_are_new_and_which_are_gone(scope: Any) -> None:
    before = loaded(scope, xml(children=30, seed=1))
    load = loaded(scope, xml(children=30, seed=2))
    data = snapshots.opened(load.snapshot)
    known = snapshots.compared_of(data)
    assert known["with"] == before.snapshot
    for each in load.rules.exclude(new=None):
        assert (len(known["new"].get(each.rule, ())), len(known["gone"].get(each.rule, ()))) == (each.new, each.gone)
    assert known["new"]
    assert snapshots.compared_of(snapshots.opened(before.snapshot)) == {"with": "", "new": {}, "gone": {}, "away": {}}


def test_other_children_than_those_of_the_load_before_are_not_taken_for_a_clean_up(scope: Any, client: Any) -> None:
    client.force_login(scope.person)
    first = loaded(scope, xml(children=30, seed=1))
    again = loaded(scope, xml(children=30, seed=1))
    others = loaded(scope, xml(children=30, seed=1).replace(b"999000", b"888000"))

    same, wrong = (client.get(f"/p/ashcombe/returns/{each.pk}/").content.decode() for each in (again, others))

    known = snapshots.compared_of(snapshots.opened(again.snapshot))["children"]
    assert known["here"] == known["before"] == known["both"] > 25
    assert f"{known['both']} of {known['both']} children of load {first.pk} are in this load; 0 are new." in same
    assert "right file" not in same
    ask = f"No child of load {again.pk} is in this load. Is it the right file?"
    assert wrong.index(ask) < wrong.index("Gone")
    work.run(str(others.measured.job))
    assert ask in client.get(f"/p/ashcombe/returns/{others.pk}/audiences/let-out/").content.decode()


def test_few_in_both_are_fewer_than_half_of_the_smaller_load() -> None:
    assert Children(300, 1500, 149).others
    assert not Children(300, 1500, 150).others
    assert not Children(0, 1500, 0).others
    assert child_words._said(Children(300, 1500, 1), 3, same_return=True).ask.startswith(
        "Only 1 of 1,500 children of load 3 is in this load."
    )
    assert "cannot be told" in child_words._said(Children(0, 1500, 0), 3, same_return=True).words


@pytest.mark.parametrize(
    ("both", "same_return", "asks"),
    [(1350, True, False), (1349, True, True), (1125, False, False), (1124, False, True)],
)
def test_a_file_in_which_many_children_are_missing_is_asked_about(both: int, same_return: bool, asks: bool) -> None:
    said = child_words._said(Children(both + 3, 1500, both), 3, same_return=same_return)
    missing = 1500 - both
    assert said.words == f"{both:,} of 1,500 children of load 3 are in this load, {missing} are not; 3 are new."
    words = f"{missing} of 1,500 children of load 3 are not in this load. Is it the whole return?"
    assert said.ask == (words if asks else "")


def test_a_part_of_a_return_takes_no_place_before_somebody_says_that_it_is_whole(scope: Any, client: Any) -> None:
    client.force_login(scope.person)
    whole = xml(children=30, seed=1)
    head, *persons = whole.split(b"<Person>")
    first, part = loaded(scope, whole), loaded(scope, b"<Person>".join([head, *persons[:10]]) + b"</Persons></Message>")
    here, home = f"/p/ashcombe/returns/{part.pk}/", "/p/ashcombe/returns/"

    known = snapshots.compared_of(snapshots.opened(part.snapshot))
    assert part.asks == Load.Asks.WHOLE
    assert queue.newest(part).pk == first.pk
    # What the other children had wrong is not gone: nobody mended it.
    assert (known["gone"], sum(map(len, known["away"].values())) > 5) == ({}, True)
    assert {each.gone for each in part.rules.exclude(gone=None)} == {0}
    missing = known["children"]["before"] - known["children"]["both"]
    ask = f"{missing} of {known['children']['before']} children of load {first.pk} are not in this load. Is it the whole return?"
    page = client.get(here).content.decode()
    assert page.index(ask) < page.index("Of children who are not in this load")
    gone = client.get(f"{here}gone/").content.decode()
    assert ask in gone
    assert "0 problems<" in gone
    assert "of children who are not in this load<" in client.get(f"{here}gone/?away=on").content.decode()
    assert "is it the whole return?" in client.get(home).content.decode()
    assert f">Load {first.pk}</a></strong> stands in the place" in client.get(f"{here}problems/").content.decode()
    work.run(str(part.measured.job))
    release = f"{here}audiences/let-out/"
    asked = client.get(release).content.decode()
    assert (ask in asked, 'type="checkbox"' in asked) == (True, False)
    with pytest.raises(InputError, match="whether it is the whole return"):
        let_out(scope, part)

    client.post(f"{here}as-it-is/")

    assert queue.newest(part).pk == part.pk
    page = client.get(release).content.decode()
    assert (ask in page, "took it as it is on" in page, 'type="checkbox"' in page, " checked" in page) == (
        True,
        True,
        True,
        False,
    )
    assert let_out(scope, part).load == part


def test_of_several_alike_so_many_are_new_as_there_are_more() -> None:
    rows = [problem(key="B1"), problem(key="B1"), problem(key="B2")]
    assert reading._without(rows, rows[:1]) == [1, 2]
    assert reading._without(rows[:1], rows) == []


def test_a_child_is_found_by_a_form_and_its_problems_are_worked_on(scope: Any, client: Any) -> None:
    load = make_load(scope, problem(key="B1"), problem(key="B2 2"))
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/"

    found = client.post(here, {"key": " b22", "look": "on"}).content.decode()

    assert ("B2 2" in found, ">B1<" in found) == (True, False)
    sent = {"do": "comment", "which": "page", "here": f"{QUERY}.1", "words": "Asked", "key": "b22"}
    assert client.post(here, {**sent, "seen": load.snapshot}).headers["Location"] == f"{here}#done"
    assert Step.objects.get().item.places.get().place == 1
    assert "No problem of this list is about a child" in client.post(here, {"key": "Q", "look": "on"}).content.decode()


def test_assigning_says_whose_problems_were_leaves_what_is_settled_and_can_be_set_back(
    scope: Any, noor: Any, client: Any
) -> None:
    load = make_load(scope, *(problem(key=f"B{number}") for number in range(4)))
    at = {"scope": scope, "load": load}
    due = timezone.localdate() + timedelta(days=3)
    working.assign(**at, places=[(QUERY, 0)], owner=str(noor.pk), due=due)
    working.settle(**at, places=[(QUERY, 1)], accept=True, words="Right")
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/"
    sent = {"do": "assign", "owner": str(scope.member.pk), "which": "all", "seen": load.snapshot}

    told = client.post(here, sent, follow=True).content.decode()

    for words in ("3 problems are assigned.", "1 was Noor Castell&#39;s.", "left alone", "Set it back"):
        assert words in told
    assert [each.owner for each in queue.every_item(load).values() if each.state == "accepted"] == [None]
    assert "Set it back" not in client.get(here).content.decode()
    batch = Step.objects.filter(batch__isnull=False).latest("pk").batch
    assert (
        "3 problems are as before"
        in client.post(f"{here}set-back/", {"batch": str(batch)}, follow=True).content.decode()
    )
    assert [(each.owner, each.due) for each in Item.objects.filter(state="open").order_by("pk")] == [
        (noor, due),
        (None, None),
        (None, None),
    ]
    with pytest.raises(InputError, match="done about them since"):
        working.set_back(**at, batch=batch)
    assert client.post(f"{here}set-back/", {"batch": "x"}).status_code == 302
    with pytest.raises(InputError, match="None of them is open"):
        working.assign(**at, places=[(QUERY, 1)], owner=str(noor.pk))


def test_a_day_that_is_past_is_refused(scope: Any, client: Any) -> None:
    load = make_load(scope, problem())
    client.force_login(scope.person)
    sent = {"do": "assign", "pick": f"{QUERY}.0", "seen": load.snapshot, "due": "1 March 2020"}
    answer = client.post(f"/p/ashcombe/returns/{load.pk}/problems/", sent)
    assert (answer.status_code, "That day is past" in answer.content.decode()) == (422, True)


def test_an_assignment_is_set_back_only_in_the_load_that_stands_and_to_who_may_have_it(scope: Any, noor: Any) -> None:
    load = make_load(scope, problem())
    at = {"scope": scope, "load": load, "places": [(QUERY, 0)]}
    working.assign(**at, owner=str(noor.pk))
    batch = working.assign(**at, owner=str(scope.member.pk)).batch
    Member.objects.filter(pk=noor.pk).update(left_at=timezone.now())

    with pytest.raises(InputError, match="Noor Castell may not see returns any more"):
        working.set_back(scope=scope, load=load, batch=batch)

    make_load(scope, problem())
    with pytest.raises(InputError, match="newer load"):
        working.set_back(scope=scope, load=load, batch=batch)


def test_what_is_accepted_at_once_leaves_other_reasons_and_can_be_opened_again_at_once(scope: Any, client: Any) -> None:
    load = make_load(scope, *(problem(key=f"B{number}") for number in range(3)))
    at = {"scope": scope, "load": load}
    working.settle(**at, places=[(QUERY, 0)], accept=True, words="First reason")
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/"
    sent = {"do": "accept", "which": "all", "seen": load.snapshot, "words": "Second reason"}

    told = client.post(here, sent, follow=True).content.decode()

    assert "2 problems are accepted. 1 that is accepted or explained was left alone" in told
    assert "Open them again" in told
    assert sorted(Item.objects.values_list("why", flat=True)) == ["First reason", "Second reason", "Second reason"]
    again = client.post(here, sent)
    assert (again.status_code, "None of them is open" in again.content.decode()) == (422, True)
    batch = str(Step.objects.filter(batch__isnull=False).latest("pk").batch)
    back = client.post(f"{here}set-back/", {"batch": batch}, follow=True).content.decode()
    assert "2 problems are open again." in back
    assert sorted(Item.objects.values_list("state", "why")) == [
        ("accepted", "First reason"),
        ("open", ""),
        ("open", ""),
    ]
    assert "done about them since" in client.post(f"{here}set-back/", {"batch": batch}, follow=True).content.decode()
