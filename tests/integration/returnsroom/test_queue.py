"""Problems are assigned, settled and opened again; what was accepted is still so in the next load, while the value is."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.evidence import store
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.returns import sealing, snapshots
from extramile.web.returns.actions import carrying, loading, working
from extramile.web.returns.models import Item, ItemIn, Load, Step
from extramile.web.returns.queries import loads, queue
from extramile.web.returns.queries.queue import ME, NOBODY, Wanted
from extramile.web.returns.work import Earlier
from tests.integration.returnsroom.making import ERROR, QUERY, make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db

CHILD, OTHER = "B111111111111", "B222222222222"
WHY = "Born on the day that the register says"


@pytest.fixture
def scope() -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


@pytest.fixture
def colleague(scope: Any) -> Any:
    return make_member(scope.partnership, Role.DATA_MANAGER, email="second@example.org", name="Second Manager")


def accept(scope: Any, load: Load, *places: Any, words: str = WHY) -> int:
    return working.settle(scope=scope, load=load, places=places or [(QUERY, 0)], accept=True, words=words)


def standing(scope: Any, load: Load, **wanted: Any) -> list[Any]:
    data = snapshots.opened(load.snapshot)
    found = queue.places(scope, load, data, Wanted(**wanted), timezone.localdate())
    assert len(found.cut(0, 99)) == len(found)
    return found.cut(0, 99)


def states(load: Load) -> list[str]:
    items = queue.every_item(load)
    return [items[each].state for each in sorted(items)]


def test_what_was_accepted_is_still_so_in_the_next_load_wherever_its_row_is(scope: Any) -> None:
    first = make_load(scope, problem(key=CHILD), problem(key=OTHER))
    accept(scope, first)

    again = make_load(scope, problem(key=OTHER), problem(key=CHILD, row=99))

    items = queue.every_item(again)
    assert {place: (each.state, each.why) for place, each in items.items()} == {(QUERY, 1): ("accepted", WHY)}
    assert standing(scope, again, state="open") == [(QUERY, 0)]


@pytest.mark.parametrize(
    "changed",
    [
        {"value": "2010-05-05"},
        {"key": OTHER},
        {"field": "Sex"},
        {"table": "requests"},
        {"value": ""},
        {"beside": ["b"]},
    ],
    ids=["value", "child", "field", "table", "empty", "beside"],
)
def test_what_changed_is_asked_for_again(scope: Any, changed: dict[str, Any]) -> None:
    accept(scope, make_load(scope, problem(key=CHILD, beside=["a"])))

    again = make_load(scope, problem(**{"key": CHILD, "beside": ["a"], **changed}))

    assert queue.every_item(again) == {}


def test_one_more_alike_is_asked_for_again(scope: Any) -> None:
    accept(scope, make_load(scope, problem(key=CHILD)))

    again = make_load(scope, problem(key=CHILD), problem(key=CHILD))

    assert standing(scope, again, state="accepted") == [(QUERY, 0)]
    assert standing(scope, again, state="open") == [(QUERY, 1)]


# How readers call a child without a number: by its row, its place in the XML, or what ties the rows of one export together.
@pytest.mark.parametrize("called", ["", "row 7", "person 3", "key 12"])
def test_what_is_said_of_a_child_without_a_number_stays_in_its_load(scope: Any, called: str) -> None:
    nameless = problem(key=called, row=7)
    load = make_load(scope, nameless)
    accept(scope, load)

    assert states(make_load(scope, nameless)) == []
    # The same files read again are the same rows.
    carrying.carry(carrying.lock(scope.partnership), load, {QUERY: [nameless]})
    assert states(load) == ["accepted"]


def test_what_is_said_of_a_whole_table_holds_while_its_numbers_do(scope: Any) -> None:
    whole = {"key": "", "row": 0, "value": ""}
    accept(scope, make_load(scope, problem(message="Here it is 12 of 90.", **whole)))

    assert states(make_load(scope, problem(message="Here it is 12 of 90.", **whole))) == ["accepted"]
    assert states(make_load(scope, problem(message="Here it is 60 of 90.", **whole))) == []


def test_an_error_is_never_accepted_and_an_explained_one_stays_an_error(scope: Any) -> None:
    load = make_load(scope, problem(key=CHILD), problem(ERROR, key=CHILD))
    with pytest.raises(InputError, match="an error, which cannot be accepted"):
        accept(scope, load, (QUERY, 0), (ERROR, 0))
    assert not Item.objects.exists()
    with pytest.raises(InputError, match="1 of them is a query"):
        working.settle(scope=scope, load=load, places=[(QUERY, 0)], accept=False, words=WHY)

    working.settle(scope=scope, load=load, places=[(ERROR, 0)], accept=False, words=WHY)

    assert states(load) == ["explained"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(state=Item.State.ACCEPTED)


def test_an_accepted_query_whose_rule_is_an_error_now_is_open_again(scope: Any) -> None:
    accept(scope, make_load(scope, problem(key=CHILD)))

    again = make_load(scope, problem(key=CHILD, severity="error"))

    assert states(again) == ["open"]
    assert list(Step.objects.values_list("verb", "by")) == [("accepted", scope.person.pk), ("reopened", None)]


def test_a_reason_is_needed_and_names_neither_child_nor_value(scope: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    for words, said in (
        (" ", "Say why"),
        (f"It is {CHILD.lower()}", "number of a child"),
        ("born 2010-05-04 indeed", "number of a child"),
        ("b1111 1111 1111 has it", "number of a child"),
    ):
        with pytest.raises(InputError, match=said):
            accept(scope, load, words=words)
    assert not Item.objects.exists()


def test_opened_again_it_is_asked_for_in_the_next_load(scope: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    with pytest.raises(InputError, match="None of them is settled"):
        working.reopen(scope=scope, load=load, places=[(QUERY, 0)])
    accept(scope, load)

    assert working.reopen(scope=scope, load=load, places=[(QUERY, 0)], words="It was wrong") == 1

    assert standing(scope, make_load(scope, problem(key=CHILD)), state="open") == [(QUERY, 0)]
    assert list(Step.objects.values_list("verb", "words")) == [("accepted", WHY), ("reopened", "It was wrong")]


def test_problems_are_somebodys_until_a_day(scope: Any, colleague: Any) -> None:
    yesterday, tomorrow = (timezone.localdate() + timedelta(days=each) for each in (-1, 1))
    load = make_load(scope, *(problem(key=f"{CHILD}{number}") for number in range(4)))
    give = {"scope": scope, "load": load}
    working.assign(**give, places=[(QUERY, 0), (QUERY, 1)], owner=str(colleague.pk), due=yesterday)
    working.assign(**give, places=[(QUERY, 2)], owner=str(scope.member.pk), due=tomorrow)
    working.assign(**give, places=[(QUERY, 1)], due=tomorrow)

    assert standing(scope, load, owner=str(colleague.pk)) == [(QUERY, 0), (QUERY, 1)]
    assert standing(scope, load, late=True) == [(QUERY, 0)]
    assert standing(scope, load, owner=ME) == [(QUERY, 2)]
    assert standing(scope, load, owner=NOBODY) == [(QUERY, 3)]
    assert standing(scope, load) == [(QUERY, number) for number in range(4)]
    owned = queue.by_owner(load, 4, timezone.localdate())
    assert [(each.name, each.open, each.late) for each in owned] == [
        ("", 1, 0),
        (scope.person.name, 1, 0),
        ("Second Manager", 2, 1),
    ]
    assert queue.mine(scope_for(colleague), timezone.localdate()) == [(load, 2, 1, yesterday)]

    working.assign(**give, places=[(QUERY, 0)], owner=NOBODY)
    assert standing(scope, load, late=True) == []


def test_problems_are_given_to_those_alone_who_may_see_them(scope: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    lead = make_member(scope.partnership, Role.LEAD)
    elsewhere = make_member(make_partnership("birchwood"), Role.DATA_MANAGER)
    for owner in (str(lead.pk), str(elsewhere.pk), "9999999", "x"):
        with pytest.raises(InputError, match="who may see returns"):
            working.assign(scope=scope, load=load, places=[(QUERY, 0)], owner=owner)
    with pytest.raises(NotAllowedError):
        working.comment(scope=scope_for(lead), load=load, places=[(QUERY, 0)], words="a")


def test_work_is_done_on_the_newest_load_of_its_year(scope: Any) -> None:
    old = make_load(scope, problem(key=CHILD), year=2025)
    load = make_load(scope, problem(key=CHILD))
    newer = make_load(scope, problem(key=CHILD))
    with pytest.raises(InputError, match=f"Work on load {newer.pk}"):
        accept(scope, load)
    assert accept(scope, old) == 1


@pytest.mark.parametrize("places", [[], [(QUERY, 7)], [("NO-such", 0)]])
def test_what_is_not_there_cannot_be_worked_on(scope: Any, places: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    with pytest.raises(InputError):
        working.comment(scope=scope, load=load, places=places, words="a")
    assert not Step.objects.exists()


def test_what_people_said_goes_with_the_last_load_that_has_the_problem(scope: Any) -> None:
    first = make_load(scope, problem(key=CHILD), problem(key=OTHER))
    accept(scope, first, (QUERY, 0), (QUERY, 1))
    second = make_load(scope, problem(key=CHILD))

    loading.delete_load(scope=scope, load=second, why="Another file")
    assert Item.objects.count() == 2
    third = make_load(scope, problem(key=CHILD))
    loading.delete_load(scope=scope, load=first, why="Another file")
    assert states(third) == ["accepted"]
    assert Item.objects.count() == 1
    loading.delete_load(scope=scope, load=third, why="Another file")

    assert [model.objects.count() for model in (Item, ItemIn, Step)] == [0, 0, 0]


def test_two_partnerships_know_nothing_of_each_other(scope: Any) -> None:
    other = scope_for(make_member(make_partnership("birchwood"), Role.DATA_MANAGER))
    accept(scope, make_load(scope, problem(key=CHILD)))
    theirs = make_load(other, problem(key=CHILD))
    assert states(theirs) == []
    accept(other, theirs)
    assert len(set(Item.objects.values_list("digest", flat=True))) == 2


def test_a_digest_needs_both_halves_of_the_key(scope: Any, settings: Any) -> None:
    accept(scope, make_load(scope, problem(key=CHILD)))
    settings.SECRET_KEY = "another secret of another installation, long enough"
    assert states(make_load(scope, problem(key=CHILD))) == []


def test_what_was_accepted_says_so_in_csv_and_workbook(scope: Any, client: Any, colleague: Any) -> None:
    load = make_load(scope, problem(key=CHILD), problem(key=OTHER, value="=1+1"))
    accept(scope, load, words="=cmd is no reason")
    working.assign(scope=scope, load=load, places=[(QUERY, 1)], owner=str(colleague.pk), due=timezone.localdate())
    client.force_login(scope.person)

    taken = client.post(f"/p/ashcombe/returns/{load.pk}/take/csv/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(taken)))
    assert [(each["state"], each["why"], each["owner"]) for each in rows] == [
        ("accepted", "'=cmd is no reason", ""),
        ("open", "", "Second Manager"),
    ]
    book = load_workbook(io.BytesIO(client.post(f"/p/ashcombe/returns/{load.pk}/take/xlsx/").content))
    lines = list(book["Problems"].iter_rows(values_only=True))
    assert [each[9:11] for each in lines] == [("State", "Why"), ("accepted", "'=cmd is no reason"), ("open", None)]
    assert (book["Rules"]["A2"].value, book["Rules"]["A2"].comment.text) == ("stays", "so")


def test_many_are_settled_from_a_page_with_one_reason(scope: Any, client: Any) -> None:
    load = make_load(scope, *(problem(key=f"{CHILD}{number}") for number in range(60)), problem(ERROR, key=OTHER))
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/?rule={QUERY}&state=open"

    two = client.post(
        here, {"do": "accept", "pick": [f"{QUERY}.3", f"{QUERY}.5"], "words": WHY, "seen": load.snapshot}, follow=True
    )
    assert "2 problems are accepted." in two.content.decode()
    assert "58 problems" in two.content.decode()
    client.post(here, {"do": "accept", "which": "all", "words": WHY, "seen": load.snapshot})
    assert standing(scope, load, state="open") == [(ERROR, 0)]
    assert list(Event.objects.filter(verb__contains="problems of a return:").values_list("after", "why")) == [
        ({"rules": {QUERY: 2}}, ""),
        ({"rules": {QUERY: 58}}, ""),
    ]
    assert client.get(here).status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "accept", "words": WHY}, "Nothing is ticked"),
        ({"do": "assign", "pick": f"{QUERY}.0"}, "Nothing was chosen"),
        ({"do": "accept", "pick": f"{QUERY}.0"}, "Say why"),
        ({"do": "accept", "pick": f"{ERROR}.0", "words": WHY}, "cannot be accepted"),
        ({"do": "assign", "pick": f"{QUERY}.0", "due": "soon"}, "Enter the day like"),
        ({"do": "burn", "pick": f"{QUERY}.0"}, "burn"),
        ({"do": "comment", "pick": ["x", "../a.0", f"{QUERY}.99999999"], "words": "a"}, "Nothing is ticked"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(scope: Any, client: Any, sent: Any, said: str) -> None:
    load = make_load(scope, problem(key=CHILD), problem(ERROR, key=OTHER))
    client.force_login(scope.person)
    answer = client.post(f"/p/ashcombe/returns/{load.pk}/problems/", {"seen": load.snapshot, **sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert sent.get("words", "") in page
    assert not Item.objects.exists()


def read_again(load: Load, *problems: dict[str, Any]) -> str:
    """Let other problems stand in a load, as reading it again does; return the hash of the snapshot before."""
    before = load.snapshot
    again = snapshots.pack({**snapshots.manifest_of(snapshots.opened(before)), "again": 1}, {QUERY: problems}, b"", {})
    Load.objects.filter(pk=load.pk).update(snapshot=store.put(again))
    return before


@pytest.mark.parametrize("where", ["problems/", f"rules/{QUERY}/", f"problems/{QUERY}/0/"])
@pytest.mark.parametrize("left", [2, 0], ids=["others stand there", "nothing stands there"])
def test_ticks_of_a_snapshot_before_mean_no_other_children(scope: Any, client: Any, where: str, left: int) -> None:
    load = make_load(scope, problem(key=CHILD), problem(key=CHILD, value="1999-01-01"))
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/{where}"
    opened = client.get(here).content.decode()
    assert f'name="seen" value="{load.snapshot}"' in opened
    before = read_again(load, *[problem(key=OTHER)] * left)

    for ticks in ({"pick": f"{QUERY}.0"}, {"which": "all"}, {"which": "page", "here": f"{QUERY}.0"}):
        answer = client.post(here, {**ticks, "do": "accept", "words": WHY, "seen": before})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "were read again after this page was opened" in page
        assert WHY in page
        # Nothing but the choice with which the page begins.
        assert " checked" not in page.replace('value="ticked" checked', "")
    assert not Item.objects.exists()


def test_a_load_read_again_within_a_request_is_not_touched(scope: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    read_again(load, problem(key=OTHER))
    with pytest.raises(InputError, match="read again"):
        accept(scope, load)
    load.refresh_from_db()
    assert accept(scope, load) == 1


def test_who_reads_of_children_stands_in_the_trail_without_the_child(scope: Any, client: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    client.force_login(scope.person)
    for where in ("problems/", "problems/?state=accepted", f"rules/{QUERY}/", f"problems/{QUERY}/0/"):
        shows = CHILD in client.get(f"/p/ashcombe/returns/{load.pk}/{where}").content.decode()
        assert shows == ("accepted" not in where)
    read = Event.objects.filter(verb="children of a return read").order_by("number")
    assert list(read.values_list("thing", "after", "scope")) == [
        (f"return {load.pk}", {"page": page}, "ashcombe") for page in ("problems", "rule", "problem")
    ]


@pytest.mark.parametrize("missing", ["states", "listed", "answered"])
def test_a_snapshot_of_an_earlier_version_says_that_it_has_to_be_loaded_again(
    scope: Any, client: Any, missing: str
) -> None:
    load = make_load(scope, problem(key=CHILD))
    manifest = snapshots.manifest_of(snapshots.opened(load.snapshot))
    manifest.pop(missing)
    outdated = store.put(sealing.seal({snapshots.MANIFEST: sealing.as_json(manifest)}))
    Load.objects.filter(pk=load.pk).update(snapshot=outdated)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"

    pages = [client.get(here + each) for each in ("", "problems/", f"problems/{QUERY}/0/", f"rules/{QUERY}/")]
    pages += [client.post(f"{here}take/csv/"), client.post(f"{here}problems/", {"seen": outdated, "do": "comment"})]

    assert [each.status_code for each in pages] == [200, 409, 409, 409, 409, 409]
    assert all("Load its files again" in each.content.decode() for each in pages)
    assert f"{here}delete/" in pages[0].content.decode()
    # Nothing to compare the next load with.
    assert Earlier(make_load(scope)).snapshot("sen2") is None


def test_one_goes_on_where_one_worked_and_is_offered_what_helps(scope: Any, client: Any, colleague: Any) -> None:
    load = make_load(scope, problem(key=CHILD), problem(key=OTHER))
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/"
    opened = client.get(here).content.decode()
    sent = {"do": "assign", "which": "page", "here": [f"{QUERY}.0", f"{QUERY}.1"], "owner": str(colleague.pk)}

    answer = client.post(here, {**sent, "seen": load.snapshot})
    assigned = client.get(answer.url).content.decode()
    accept(scope, load)
    accepted, still_open = (client.get(here + more).content.decode() for more in ("", "?state=open"))

    assert answer.url == f"{here}#done"
    # What was done stands at the head of the list, and nowhere else.
    assert assigned.count("2 problems are assigned.") == 1
    assert assigned.index("</form>") < assigned.index("2 problems are assigned.") < assigned.index("<table")
    # Nothing is opened again that is open.
    assert ["Open again" in each for each in (opened, accepted, still_open)] == [False, True, False]


def test_a_load_begins_with_what_is_to_be_done(scope: Any, client: Any) -> None:
    load = make_load(scope, problem(key=CHILD))
    client.force_login(scope.person)
    page = client.get(f"/p/ashcombe/returns/{load.pk}/").content.decode()
    order = ("Work through the problems", "Rules that failed", "Who has what", "Rules by severity and family")
    assert sorted(order, key=page.index) == list(order)
    # A phone leaves a nought out.
    assert 'x-nought" data-label="Of these settled">0<' in page


def test_a_column_that_is_empty_throughout_is_said_once(scope: Any, client: Any) -> None:
    rule = "AX-1-03"
    rows = [problem(rule, key=each, value="", table="list_1", field="Disability") for each in (CHILD, OTHER)]
    load = make_load(scope, *rows, kind="annex_a", year=None)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    pages = (here, f"{here}problems/", f"{here}rules/{rule}/")
    for judged, times in ((2, 1), (3, 0)):
        load.rules.update(judged=judged)
        for page in pages:
            assert client.get(page).content.decode().count("is empty in all 2 rows.") == times
        totals = client.get(here).content.decode()
        assert ("Of these, 2 say that one column is empty in every row: one thing to mend." in totals) == bool(times)


def test_one_problem_has_its_history(scope: Any, client: Any, colleague: Any) -> None:
    load = make_load(scope, problem(key=CHILD, message=f"{loads.declared('sen2')[QUERY].title} Look it up."))
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/problems/{QUERY}/0/"
    for sent in (
        {"do": "comment", "words": "Asked the school"},
        {"do": "assign", "owner": str(colleague.pk), "due": "1 March 2027"},
        {"do": "accept", "words": WHY},
    ):
        assert client.post(here, {**sent, "pick": f"{QUERY}.0", "seen": load.snapshot}).status_code == 302
    page = client.get(here).content.decode()
    # What must be so stands at the head; what to do does not say it again.
    title = loads.declared("sen2")[QUERY].title
    assert page.count(title) == 1
    for words in ("Asked the school", "Assigned to Second Manager, due 1 March 2027", WHY, "Accepted by"):
        assert words in page
    assert client.get(f"/p/ashcombe/returns/{load.pk}/problems/{QUERY}/1/").status_code == 404
    assert client.get(f"/p/ashcombe/returns/{load.pk}/problems/NO-such/0/").status_code == 404


def test_a_page_reads_the_parts_of_its_problems_alone(scope: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(snapshots, "PART", 2)
    many = [problem(key=f"{CHILD}{number}") for number in range(9)]
    load = make_load(scope, *many, problem(ERROR))
    data = snapshots.opened(load.snapshot)
    read: list[str] = []
    part = sealing.part
    monkeypatch.setattr(sealing, "part", lambda data, name: read.append(name) or part(data, name))

    assert snapshots.rows_of_rule(data, QUERY, 3, 5) == many[3:5]
    assert snapshots.rows_at(data, [(QUERY, 8), (QUERY, 3)]) == {(QUERY, 8): many[8], (QUERY, 3): many[3]}

    assert {each for each in read if each.startswith("problems/")} == {
        f"problems/{QUERY}/{first}.json" for first in (2, 4, 8)
    }
    assert snapshots.rows_of_rule(data, QUERY, 8, 99) == many[8:]
    assert snapshots.rows_of_rule(data, QUERY, 20, 30) == []
    assert snapshots.rows_of(data) == [*many, problem(ERROR)]
