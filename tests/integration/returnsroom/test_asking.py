"""What files do not say is asked once: headings, the year, the day. Then they are read again without a new upload."""

import csv
import hashlib
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.returns import describe
from extramile.core.synthetic import CANARY, make, to_xml
from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.evidence import store
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.returns import digests, reading, snapshots
from extramile.web.returns.actions import answering, carrying, loading
from extramile.web.returns.models import Heading, Load
from tests.integration.returnsroom.making import make_load
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db

HEADINGS = [each.heading for each in describe("annex_a").table("list_2").columns]
# Somebody's name got into the row of headings: it must stand nowhere but in the snapshot.
UNKNOWN = f"born on, {CANARY}"


@pytest.fixture
def scope() -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def a_list(*headings: str) -> list[tuple[str, bytes]]:
    """Return a file of the second list in which the date of birth has one of these headings; others are columns of its own."""
    named = [headings[0] if each == "Date of birth" else each for each in HEADINGS]
    text = io.StringIO()
    lines = [[*named, *headings[1:]], ["1", "A1", "", "04/05/2010", *[""] * (len(HEADINGS) + len(headings) - 5)]]
    csv.writer(text).writerows(lines)
    return [("List_2.csv", text.getvalue().encode())]


def run(load: Load) -> Load:
    work.run(str(Load.objects.get(pk=load.pk).job))
    load.refresh_from_db()
    return load


def loaded(scope: Any, files: list[tuple[str, bytes]]) -> Load:
    return run(loading.load_files(scope=scope, files=files))


def manifest(load: Load) -> dict[str, Any]:
    return snapshots.manifest_of(store.get(load.snapshot))


def gone(sha256: str) -> bool:
    try:
        store.get(sha256)
    except store.DamagedError:
        return True
    return False


def test_a_heading_is_asked_once_remembered_as_a_digest_and_taken_back(scope: Any, client: Any) -> None:
    load = loaded(scope, a_list(UNKNOWN, "Own note"))
    upload, first = load.upload, load.snapshot
    assert (load.asks, [each["heading"] for each in manifest(load)["questions"]]) == ("headings", [UNKNOWN, "Own note"])
    assert store.get(upload)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    assert "The files have headings we do not know" in client.get(here).content.decode()
    page = client.get(f"{here}headings/").content.decode()
    assert UNKNOWN in page
    assert '<option value="birth_date">Date of birth</option>' in page

    sent = client.post(f"{here}headings/", {"heading-0": "birth_date", "heading-1": "-", "seen": first})

    assert sent["Location"].startswith("/jobs/")
    assert "being read again" in client.get(here).content.decode()
    run(load)
    assert (load.asks, load.again, load.state) == ("", "", "checked")
    assert gone(first)
    # Of which day the lists are is still to be said.
    assert store.get(upload)
    assert manifest(load)["questions"] == []
    assert "Headings that were read as you said" in client.get(here).content.decode()
    assert not [each for each in Heading.objects.values_list() if CANARY in str(each)]
    assert not [each for each in Event.objects.values_list() if CANARY in str(each)]

    again = loaded(scope, a_list(UNKNOWN.upper(), "own  NOTE"))
    assert (again.asks, len(manifest(again)["answered"])) == ("", 2)

    remembered = client.get("/p/ashcombe/returns/headings/").content.decode()
    assert UNKNOWN.upper() in remembered
    for each in Heading.objects.all():
        assert client.post("/p/ashcombe/returns/headings/", {"heading": each.pk}).status_code == 302
    assert digests.said_before(scope.partnership) is None
    assert client.post("/p/ashcombe/returns/headings/", {"heading": "1"}).status_code == 404
    assert Event.objects.filter(verb="heading of returns taken back").count() == 2


def test_what_was_said_is_of_one_table_of_one_return_and_of_one_partnership(scope: Any) -> None:
    digest = digests.digest_for(scope.partnership)
    row = {"partnership": scope.partnership, "kind": "annex_a", "table": "list_2", "said_by": scope.person}
    Heading.objects.create(**row, digest=digests.heading_digest(digest, "Born on"), column="birth_date")
    said = digests.said_before(scope.partnership)
    assert said
    assert said("annex_a", "list_2", "BORN-ON") == "birth_date"
    assert (said("annex_a", "list_1", "Born on"), said("sen2", "list_2", "Born on")) == (None, None)
    assert digests.said_before(make_partnership("birchwood")) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Nothing was chosen"),
        ({0: ""}, "Nothing was chosen"),
        ({7: "birth_date"}, "Nothing was chosen"),
        ({0: "upn"}, "not offered"),
        ({0: "birth_date", 1: "birth_date"}, "the same item"),
    ],
)
def test_only_what_is_offered_can_be_said_of_a_heading(
    scope: Any, monkeypatch: Any, answers: dict[int, str], said: str
) -> None:
    load = waiting(scope)
    with pytest.raises(InputError, match=said):
        answering.answer_headings(scope=scope, load=load, answers=answers)
    assert not Heading.objects.exists()
    assert not Job.objects.exists()


def waiting(scope: Any) -> Load:
    """Return a load that asks of two headings, without reading a file."""
    asked = {"table": "list_2", "table_title": "List 2", "candidates": ["birth_date"]}
    questions = [{**asked, "heading": each} for each in ("Born", "Came")]
    return make_load(scope, kind="annex_a", year=None, questions=questions)


def test_files_wait_a_week_for_an_answer_or_until_somebody_lets_them_go(scope: Any, client: Any) -> None:
    load = waiting(scope)
    client.force_login(scope.person)
    assert loading.clear_loads(load.held_until) == 0
    assert store.get(load.upload)
    other = waiting(scope)
    assert client.post(f"/p/ashcombe/returns/{other.pk}/stop/").status_code == 302
    assert gone(other.upload)

    loading.clear_loads(load.held_until + timedelta(days=1))

    assert gone(load.upload)
    with pytest.raises(InputError, match="not here any more"):
        answering.answer_headings(scope=scope, load=load, answers={0: "birth_date"})


def test_nobody_answers_twice_at_once_and_only_who_loads_returns(scope: Any) -> None:
    load = waiting(scope)
    lead = scope_for(make_member(scope.partnership, Role.LEAD))
    with pytest.raises(NotAllowedError):
        answering.answer_headings(scope=lead, load=load, answers={0: "birth_date"})
    answering.answer_headings(scope=scope, load=load, answers={0: "birth_date"})
    with pytest.raises(InputError, match="being read again"):
        answering.answer_headings(scope=scope, load=load, answers={0: "-"})
    # The job broke off: then it can be said again.
    Job.objects.update(state=Job.State.FAILED, ended_at=timezone.now())
    answering.answer_headings(scope=scope, load=load, answers={0: "-"})
    assert Heading.objects.get().column == ""


def test_an_answer_to_a_heading_of_a_snapshot_before_is_not_taken_for_another(scope: Any, client: Any) -> None:
    load, other = waiting(scope), waiting(scope)
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/headings/"
    seen = load.snapshot
    assert f'name="seen" value="{seen}"' in client.get(here).content.decode()
    Load.objects.filter(pk=load.pk).update(snapshot=other.snapshot)

    sent = client.post(here, {"heading-0": "birth_date", "seen": seen})

    assert sent.status_code == 422
    assert "were read again after this page was opened" in sent.content.decode()
    assert '"birth_date" selected' not in sent.content.decode()
    with pytest.raises(InputError, match="read again"):
        answering.answer_headings(scope=scope, load=load, answers={0: "birth_date"})
    Load.objects.filter(pk=load.pk).update(asks="")
    gone_by = client.post(here, {"heading-0": "birth_date", "seen": seen}, follow=True)
    assert "no heading is asked for any more" in gone_by.content.decode()
    assert not Heading.objects.exists()


DELETED, KEPT, ANSWER = "The files are deleted", "are kept and are being read again", "Say what the headings are"


def test_the_page_says_whether_files_are_kept_while_and_after_they_are_read_again(scope: Any, client: Any) -> None:
    load = waiting(scope)
    client.force_login(scope.person)

    def said() -> list[str]:
        page = client.get(f"/p/ashcombe/returns/{load.pk}/").content.decode()
        return [each for each in (DELETED, KEPT, ANSWER) if each in page]

    assert said() == [ANSWER]
    answering.answer_headings(scope=scope, load=load, answers={0: "birth_date"})
    assert said() == [KEPT]
    Job.objects.update(state=Job.State.FAILED, ended_at=timezone.now())
    assert said() == [ANSWER]
    answering.stop_asking(scope=scope, load=load)
    load.refresh_from_db()
    assert (load.again, load.upload) == ("", "")
    assert said() == [DELETED]


def test_a_day_and_a_year_can_be_said_again_after_reading_broke_off(scope: Any, client: Any) -> None:
    days, years = make_load(scope, kind="annex_a", year=None), make_load(scope)
    client.force_login(scope.person)
    job = Job.objects.create(work=loading.WORK, state=Job.State.FAILED, ended_at=timezone.now(), by=scope.person)
    asks = {"upload": "a" * 64, "held_until": days.ends_on, "again": "reading", "job": job.pk}
    Load.objects.filter(pk=days.pk).update(**asks)
    refusal = store.put(snapshots.refused(years.pk, "No year.", [2025]))
    Load.objects.filter(pk=years.pk).update(**asks, state="refused", kind="", asks="year", snapshot=refusal)
    for load, field in ((days, 'name="day"'), (years, 'name="year"')):
        page = client.get(f"/p/ashcombe/returns/{load.pk}/").content.decode()
        assert "Say it again." in page
        assert field in page


def test_a_year_that_the_files_do_not_say_is_asked_and_they_are_read_again(scope: Any, client: Any) -> None:
    xml = "".join(to_xml(make(20, 1).persons))
    for tag in ("<Year>2026</Year>", "<ReferenceDate>2026-01-15</ReferenceDate>"):
        assert tag in xml
        xml = xml.replace(tag, "")
    load = loaded(scope, [("return.xml", xml.encode())])
    assert (load.state, load.asks) == ("refused", "year")
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    page, listed = (client.get(each).content.decode() for each in (here, "/p/ashcombe/returns/"))
    assert "Of which year is the return?" in page
    assert ["Needs an answer: which year?" in each for each in (page, listed)] == [True, True]
    assert not [each for each in (page, listed) if "ould not be read" in each]
    assert "which year the return is" in client.get(f"/jobs/{load.job}/").content.decode()
    assert client.post(f"{here}again/", {"year": "1999"}).status_code == 422

    assert client.post(f"{here}again/", {"year": "2025"}).status_code == 302
    run(load)

    assert (load.state, load.year, load.as_of, load.asks, load.upload) == ("checked", 2025, date(2025, 1, 16), "", "")


def test_the_day_of_lists_is_asked_and_the_old_outcome_stays_until_the_new_one_is_there(
    scope: Any, client: Any, monkeypatch: Any
) -> None:
    load = loaded(scope, a_list("Date of birth"))
    first = load.snapshot
    assert (load.asks, load.as_of) == ("", timezone.localdate())
    client.force_login(scope.person)
    here = f"/p/ashcombe/returns/{load.pk}/"
    assert "Of which day are the lists?" in client.get(here).content.decode()
    assert client.post(f"{here}again/", {"day": "soon"}).status_code == 422
    assert client.post(f"{here}again/", {"day": "1 September 2026"}).status_code == 302
    with monkeypatch.context() as patch:

        def refuses(*args: Any, **kwargs: Any) -> None:
            raise InputError(f"{CANARY} is no day.")

        patch.setattr(reading, "make", refuses)
        run(load)
    assert (load.snapshot, load.again, load.as_of) == (first, "refused", timezone.localdate())
    assert "What stands here is from before" in client.get(here).content.decode()

    assert client.post(f"{here}again/", {"day": "1 September 2026"}).status_code == 302
    run(load)

    assert (load.as_of, load.again, load.upload, load.coming, load.stale) == (date(2026, 9, 1), "", "", "", "")
    assert gone(first)
    assert not Job.objects.filter(problem__contains=CANARY).exists()


def test_a_snapshot_that_came_while_a_load_was_being_deleted_goes_with_it(scope: Any) -> None:
    load = waiting(scope)
    stood = load.snapshot
    stale = Load.objects.select_related("partnership").get(pk=load.pk)
    came = store.put(snapshots.refused(load.pk, "It came meanwhile."))
    Load.objects.filter(pk=load.pk).update(snapshot=came, stale=stood)

    loading.delete_load(scope=scope, load=stale, why="Another file")

    assert [gone(each) for each in (stood, came, load.upload)] == [True, True, True]
    # Twice is once.
    loading.delete_load(scope=scope, load=stale, why="Another file")
    assert Event.objects.filter(verb="return deleted").count() == 1


def test_a_load_that_was_checked_meanwhile_is_not_cleared(scope: Any, monkeypatch: Any) -> None:
    load = waiting(scope)
    Load.objects.filter(pk=load.pk).update(state="reading", made_at=timezone.now() - timedelta(days=2))
    lock = carrying.lock

    def checked_meanwhile(partnership: Any) -> Any:
        Load.objects.filter(pk=load.pk).update(state="checked")
        return lock(partnership)

    monkeypatch.setattr(carrying, "lock", checked_meanwhile)
    assert loading.clear_loads(timezone.localdate()) == 0
    load.refresh_from_db()
    assert load.state == "checked"
    assert store.get(load.snapshot)


def test_an_outcome_that_came_out_as_before_is_not_taken_for_one_that_never_came(scope: Any) -> None:
    load = waiting(scope)
    Load.objects.filter(pk=load.pk).update(coming=load.snapshot)
    loading.clear_loads(timezone.localdate())
    load.refresh_from_db()
    assert load.coming == ""
    assert store.get(load.snapshot)


def test_a_load_deleted_before_its_files_are_kept_keeps_none(scope: Any, monkeypatch: Any) -> None:
    pack = snapshots.pack_upload
    made = []

    def deleted_meanwhile(load_id: int, files: Any) -> bytes:
        loading.delete_load(scope=scope, load=Load.objects.get(pk=load_id), why="Another file")
        made.append(pack(load_id, files))
        return made[0]

    monkeypatch.setattr(snapshots, "pack_upload", deleted_meanwhile)
    with pytest.raises(InputError, match="was deleted before"):
        loading.load_files(scope=scope, files=a_list("Date of birth"))
    assert gone(hashlib.sha256(made[0]).hexdigest())
    assert Load.objects.get().upload == ""


class KilledError(BaseException):
    """The worker is gone from one moment to the next."""


@pytest.mark.parametrize("step", ["make", "note_coming", "finish", "commit", "tidy"])
def test_a_worker_killed_while_reading_again_leaves_the_old_outcome_or_the_new(
    scope: Any, monkeypatch: Any, step: str
) -> None:
    load = loaded(scope, a_list("Date of birth"))
    first, upload = load.snapshot, load.upload
    answering.say_day(scope=scope, load=load, day=date(2026, 9, 1))
    load.refresh_from_db()

    def killed(*args: Any, **kwargs: Any) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        if step == "commit":
            # All is written, and the transaction never ends.
            finish = loading.finish
            patch.setattr(loading, "finish", lambda *args, **kwargs: finish(*args, **kwargs) or killed())
        else:
            patch.setattr(reading if step == "make" else loading, step, killed)
        with pytest.raises(KilledError):
            work.run(str(load.job))
    load.refresh_from_db()
    assert load.state == "checked"
    assert store.get(load.snapshot)
    if step == "tidy":
        assert (load.as_of, load.stale) == (date(2026, 9, 1), first)
        loading.clear_loads(timezone.localdate())
    else:
        assert (load.snapshot, load.as_of, load.again) == (first, timezone.localdate(), "reading")
        Job.objects.filter(pk=load.job).update(alive_at=timezone.now() - timedelta(minutes=5))
        work.run(str(load.job))
    load.refresh_from_db()
    assert (load.as_of, load.again, load.upload, load.coming, load.stale) == (date(2026, 9, 1), "", "", "", "")
    assert store.get(load.snapshot)
    assert (gone(first), gone(upload)) == (True, True)


def test_a_load_deleted_while_it_is_read_again_stays_deleted(scope: Any, monkeypatch: Any) -> None:
    load = loaded(scope, a_list("Date of birth"))
    answering.say_day(scope=scope, load=load, day=date(2026, 9, 1))
    make_ = reading.make

    def made(*args: Any, **kwargs: Any) -> Any:
        outcome = make_(*args, **kwargs)
        loading.delete_load(scope=scope, load=Load.objects.get(pk=load.pk), why="Another file")
        return outcome

    monkeypatch.setattr(reading, "make", made)
    run(load)
    assert (load.state, load.snapshot, load.upload, load.coming) == ("deleted", "", "", "")
