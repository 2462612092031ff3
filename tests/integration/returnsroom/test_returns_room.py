"""A return is loaded, read by a job, looked at, compared, taken away and deleted; no child leaves the snapshot."""

import io
import logging
import os
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from extramile.core.synthetic import CANARY
from extramile.web.audit.models import Event
from extramile.web.evidence import store
from extramile.web.evidence.rekeying import kept_hashes, rekey
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.returns import folders, reading, snapshots
from extramile.web.returns import work as room_work
from extramile.web.returns.actions import loading, measuring
from extramile.web.returns.models import Load, RuleCount
from extramile.web.returns.work import clear
from tests.integration.returnsroom.loading import loaded, xml
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db
# What is read, compared and encrypted is in files, and asks the database for nothing of its own.
in_files = pytest.mark.one_database


@pytest.fixture
def data_manager():
    """Return a data manager of a partnership."""
    return make_member(make_partnership("ashcombe"), Role.DATA_MANAGER)


@pytest.fixture
def scope(data_manager):
    """Return where the data manager stands."""
    return scope_for(data_manager)


def every_value() -> str:
    """Return all that stands in the database, in every table of ours, as one text."""
    return "\n".join(str(row) for model in apps.get_models() for row in model._default_manager.values_list())


def test_a_return_is_read_checked_and_the_file_deleted(scope, client):
    load = loading.load_files(scope=scope, files=[("return.xml", xml())])
    upload = load.upload
    work.run(str(load.job))
    load.refresh_from_db()
    assert (load.state, load.kind, load.year) == ("checked", "sen2", 2026)
    assert load.tables.get(table="person").rows == 120
    assert load.rules.filter(state="failed", failures__gt=0).exists()
    with pytest.raises(store.DamagedError):
        store.get(upload)
    assert not folders.folder_of(folders.READING, load.pk).exists()
    client.force_login(scope.person)
    page = client.get(f"/p/ashcombe/returns/{load.pk}/").content.decode()
    for each in load.rules.all():
        assert each.rule in page


@in_files
def test_a_rule_shows_its_rows_and_they_can_be_taken_away(scope, client):
    load = loaded(scope, xml())
    client.force_login(scope.person)
    found = snapshots.rows_of(store.get(load.snapshot))
    count = load.rules.filter(state="failed", severity="error").first()
    first = next(each for each in found if each["rule"] == count.rule)
    page = client.get(f"/p/ashcombe/returns/{load.pk}/rules/{count.rule}/").content.decode()
    assert f"Line {first['row']:,}<" in page
    assert first["key"] in page
    taken = client.post(f"/p/ashcombe/returns/{load.pk}/take/csv/").content.decode("utf-8-sig")
    assert taken.count("\n") >= len(found) + 1
    book = client.post(f"/p/ashcombe/returns/{load.pk}/take/xlsx/").content
    assert "Problems" in load_workbook(io.BytesIO(book)).sheetnames
    assert Event.objects.filter(scope="ashcombe", verb="problems of a return downloaded").count() == 2


def test_no_child_leaves_the_snapshot(scope, client, caplog):
    caplog.set_level(logging.DEBUG)
    data = xml()
    assert CANARY.encode() in data
    client.force_login(scope.person)
    name = f"{CANARY}77.xml"
    sent = client.post("/p/ashcombe/returns/", {"files": SimpleUploadedFile(name, data)})
    assert sent.status_code == 302
    load = Load.objects.get()
    work.run(str(load.job))
    load.refresh_from_db()
    snapshot = store.get(load.snapshot)
    refused = loaded(scope, f"{CANARY}5,{CANARY}6\n{CANARY}7,{CANARY}8\n".encode(), f"{CANARY}9.csv")
    assert refused.state == "refused"
    # The search can find: the canary stands in the refusal, which is in the store.
    assert CANARY in snapshots.manifest_of(store.get(refused.snapshot))["refusal"]
    secrets = {CANARY, *(each["key"] for each in snapshots.rows_of(snapshot) if len(each["key"]) > 5)}
    assert len(secrets) > 5
    everywhere = every_value() + caplog.text + "".join(each.body for each in mail.outbox) + sent["Location"]
    assert load.snapshot in everywhere
    assert not [each for each in secrets if each in everywhere]


@in_files
def test_what_is_kept_is_encrypted(scope, settings):
    load = loaded(scope, xml())
    name = f"{load.snapshot[:2]}/{load.snapshot[2:4]}/{load.snapshot}"
    from django.core.files.storage import storages

    with storages["evidence"].open(name) as file:
        kept = file.read()
    assert kept.startswith(store.MARK)
    assert b"manifest.json" not in kept
    assert b"manifest.json" in store.get(load.snapshot)


@in_files
def test_two_loads_are_compared(scope):
    first = loaded(scope, xml(faults=3))
    assert set(first.rules.values_list("new", flat=True)) == {None}
    again = loaded(scope, xml(faults=3))
    assert again.compared_with == first
    assert again.snapshot != first.snapshot
    for each in again.rules.filter(state="failed"):
        assert (each.new, each.gone, each.same + each.untold) == (0, 0, each.failures)
    clean = loaded(scope, xml(faults=0))
    before = {each.rule: each.failures - (each.untold or 0) for each in again.rules.all()}
    assert set(clean.rules.filter(state="not run").values_list("gone", flat=True)) == {None}
    compared = list(clean.rules.exclude(state="not run"))
    assert sum(each.gone for each in compared) > 0
    # Whose number was mended is called otherwise now: nobody can tell them from a child who is not there.
    away = {
        rule: len(several) for rule, several in snapshots.compared_of(snapshots.opened(clean.snapshot))["away"].items()
    }
    for each in compared:
        assert each.gone + each.same + away.get(each.rule, 0) == before.get(each.rule, 0)
        assert each.new + each.same == each.failures


@in_files
def test_problems_of_children_without_a_number_are_not_compared(scope, client):
    """Rows move from file to file: the child in a row can be another one, and a problem that is called gone can be there."""
    loaded(scope, xml(faults=3))
    again, clean = loaded(scope, xml(faults=3)), loaded(scope, xml(faults=0))
    known = ("new", "gone", "same", "untold")

    assert again.rules.filter(rule="SEN2-P-06").values_list(*known).get() == (0, 0, 0, 3)
    assert again.rules.filter(rule="SEN2-P-04").values_list(*known).get() == (0, 0, 3, 0)
    assert clean.rules.filter(rule="SEN2-P-06").values_list(*known).get() == (0, 0, 0, 0)
    client.force_login(scope.person)
    page = client.get(f"/p/ashcombe/returns/{again.pk}/rules/SEN2-P-06/").content.decode()
    assert "3 of children without a number, who could not be compared" in page
    assert "Cannot tell" in client.get(f"/p/ashcombe/returns/{again.pk}/").content.decode()


def test_what_a_worker_that_was_killed_for_good_left_open_is_cleared_within_a_day(scope, settings, tmp_path):
    settings.HOME = tmp_path
    for number, state in enumerate(["waiting", "running"], 1):
        Job.objects.create(work=measuring.WORK, arguments={"load_id": number}, state=state)
    Job.objects.create(work=measuring.WORK, arguments={"load_id": 3}, state="failed", ended_at=timezone.now())
    for purpose in (folders.READING, folders.MEASURING):
        for number in range(1, 5):
            folder = folders.folder_of(purpose, number)
            folder.mkdir(parents=True)
            (folder / "person.parquet").write_bytes(b"a child")
            if number < 4:
                os.utime(folder, (0, 0))

    clear(None)

    # At work, waiting, and begun a moment ago by somebody whose transaction is not over.
    left = {1, 2, 4}
    assert {int(each.parent.name) for each in tmp_path.rglob("person.parquet")} == left


@pytest.mark.parametrize("step", ["make", "note_coming", "finish", "tidy"])
def test_a_killed_worker_leaves_the_old_state_or_the_new(scope, monkeypatch, step):
    class KilledError(BaseException):
        pass

    def killed(*args, **kwargs):
        raise KilledError

    load = loading.load_files(scope=scope, files=[("return.xml", xml())])
    with monkeypatch.context() as patch:
        patch.setattr(reading if step == "make" else loading, step, killed)
        with pytest.raises(KilledError):
            work.run(str(load.job))
    load.refresh_from_db()
    if step == "tidy":
        assert load.state == "checked"
        loading.clear_loads(timezone.localdate())
    else:
        assert load.state == "reading"
        assert not RuleCount.objects.exists()
        # The worker is found dead, and another one takes the job.
        Job.objects.filter(pk=load.job).update(alive_at=timezone.now() - timedelta(minutes=5))
        work.run(str(load.job))
    load.refresh_from_db()
    assert (load.state, load.upload) == ("checked", "")
    assert store.get(load.snapshot)
    assert load.rules.count() == len(set(load.rules.values_list("rule", flat=True)))


def test_a_load_is_deleted_by_hand_and_by_its_time(scope, client):
    by_hand, by_time = loaded(scope, xml()), loaded(scope, xml(seed=2))
    kept = [by_hand.snapshot, by_time.snapshot]
    client.force_login(scope.person)
    unsaid = client.post(f"/p/ashcombe/returns/{by_hand.pk}/delete/", {"why": " "})
    assert (unsaid.status_code, "Say why." in unsaid.content.decode()) == (422, True)
    assert store.get(by_hand.snapshot)
    why = {"why": "It was a part of the return"}
    assert client.post(f"/p/ashcombe/returns/{by_hand.pk}/delete/", why).status_code == 302
    assert store.get(by_time.snapshot)
    assert loading.clear_loads(by_time.ends_on) == 0
    assert loading.clear_loads(by_time.ends_on + timedelta(days=1)) == 1
    for each in kept:
        with pytest.raises(store.DamagedError):
            store.get(each)
    assert list(Event.objects.filter(verb="return deleted").values_list("why", flat=True).order_by("number")) == [
        "It was a part of the return",
        f"kept for {loading.DAYS_KEPT} days",
    ]
    assert "was deleted on" in client.get(f"/p/ashcombe/returns/{by_hand.pk}/").content.decode()


def test_a_refused_load_says_why_in_the_list_and_what_is_over_is_folded(scope, client):
    client.force_login(scope.person)
    broken, old = (loaded(scope, b"<Message><Header>", name) for name in ("cut.xml", "old.xml"))
    Load.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=8))

    page, _, over = client.get("/p/ashcombe/returns/").content.decode().partition("Deleted and refused (1)")

    assert "cut.xml is not a whole XML file: it ends at line 1, before the end of “Header”." in page
    assert [f"load {each.pk}</a>" in over for each in (broken, old)] == [False, True]
    told = client.post(f"/p/ashcombe/returns/{broken.pk}/delete/", {"why": "Cut off"}, follow=True).content.decode()
    assert f"load {broken.pk}, is deleted" in told
    assert f"load {broken.pk}</a>" in told.partition("Deleted and refused (2)")[2]


def test_only_a_data_manager_of_the_partnership_sees_a_load(scope, client):
    load = loaded(scope, xml())
    paths = ["", f"{load.pk}/", f"{load.pk}/delete/"]
    lead = make_member(scope.partnership, Role.LEAD)
    client.force_login(lead.person)
    assert {client.get(f"/p/ashcombe/returns/{each}").status_code for each in paths} == {403}
    with pytest.raises(NotAllowedError):
        loading.load_files(scope=scope_for(lead), files=[("a.xml", b"a")])
    other = make_member(make_partnership("birchwood"), Role.DATA_MANAGER)
    client.force_login(other.person)
    assert {client.get(f"/p/ashcombe/returns/{each}").status_code for each in paths} == {404}
    assert {client.get(f"/p/birchwood/returns/{each}").status_code for each in paths[1:]} == {404}


def test_nothing_and_an_empty_file_are_refused_in_a_sentence(scope, client):
    client.force_login(scope.person)
    assert "Choose a file" in client.post("/p/ashcombe/returns/").content.decode()
    empty = client.post("/p/ashcombe/returns/", {"files": SimpleUploadedFile("a.xml", b"")})
    assert empty.status_code == 422
    assert not Load.objects.exists()


@in_files
def test_a_snapshot_is_encrypted_anew_when_the_key_changes(scope, settings):
    load = loaded(scope, xml())
    old = list(settings.EVIDENCE_KEYS)
    new = "another long random text that encrypts what is kept here"
    settings.EVIDENCE_KEYS = [new, *old]
    assert load.snapshot in kept_hashes()
    assert rekey()[2] == []
    settings.EVIDENCE_KEYS = [new]
    assert store.get(load.snapshot)


@in_files
def test_the_page_of_the_job_says_how_far_a_file_is_read(monkeypatch):
    said = []

    class Told:
        progress = staticmethod(lambda *how: said.append(how))

    how_far = room_work.HowFar(Told())
    how_far(1, 2)
    assert not said, "not more often than every other second"
    monkeypatch.setattr(room_work, "TOLD_EACH_SECONDS", 0)
    how_far(512 * 1024**2, 2048 * 1024**2)
    assert said == [(22, 100, "Reading the files: 512 of 2,048 MB. Then every rule is checked.")]


def test_the_page_of_the_job_says_that_the_rules_are_checked(scope, monkeypatch):
    said, before = [], work.Running.progress
    monkeypatch.setattr(
        work.Running, "progress", lambda self, *how: (said.append((how[0], how[-1])), before(self, *how))
    )
    loaded(scope, xml(children=5, faults=0))
    assert said[:3] == [(0, "Reading the files"), (90, "Checking every rule"), (99, "Keeping the snapshot")]


def test_more_than_is_taken_is_refused_on_the_page(scope, client, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(scope.person)
    page = client.post("/p/ashcombe/returns/", {"files": SimpleUploadedFile("return.xml", b"<a>" + b" " * 2000)})
    assert page.status_code == 422
    assert "The files have more than 50 MB together. Pack XML and CSV into a zip" in page.content.decode()
    assert "Workbooks and Parquet hardly become smaller in one" in page.content.decode()
    assert not Load.objects.exists()


def test_what_unpacks_to_too_much_is_refused_with_the_number(scope, settings):
    settings.RETURN_MAX_UNPACKED_BYTES = 1024**2
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("person.csv", b"upn\n" + os.urandom(2 * 1024**2))
    load = loaded(scope, into.getvalue(), "return.zip")
    assert load.state == "refused"
    assert "more than 1 MB" in snapshots.manifest_of(store.get(load.snapshot))["refusal"]
