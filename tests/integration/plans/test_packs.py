"""Board packs: who builds one, what becomes of one that could not be built, packs of one meeting, what changed since the last."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from extramile.core.documents import Table, plain, to_text
from extramile.web.audit.models import Event
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import MAY, Permission, Role
from extramile.web.plans import documents, rendering
from extramile.web.plans.actions import doing, measuring
from extramile.web.plans.models import Meeting, PackFile, Plan, Snapshot
from extramile.web.plans.presenters.saying import moment
from extramile.web.plans.queries.packing import packed
from tests.integration.plans.making import Ground, at, client_of, make_action, make_ground, make_measure, words
from tests.partnership import make_member, scope_for

pytestmark = pytest.mark.django_db
SENT = {"day": "10 November 2026", "place": "County hall"}


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


@pytest.fixture(autouse=True)
def small(monkeypatch: Any) -> None:
    """Let a file of a pack be a few bytes: how it looks is tested in test_documents."""
    monkeypatch.setattr(rendering, "pack_file", lambda scope, found, form: form.encode())


def build(ground: Ground, client: Any, **sent: str) -> Job:
    """Press the button and let the worker do what it put on the queue."""
    answer = client.post(at(ground, "packs"), {**SENT, **sent})
    job = Job.objects.latest("made_at")
    assert answer.headers["Location"] == reverse("jobs:job", args=[job.pk])
    work.run(str(job.pk))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("role", sorted(MAY[Permission.RUN_BOARDS]))
def test_whoever_may_build_a_pack_gets_it_built(ground: Ground, role: Role) -> None:
    client = client_of(scope_for(make_member(ground.partnership, role, email="one@example.org")))
    job = build(ground, client)
    assert (job.state, job.problem) == (Job.State.DONE, "")
    assert PackFile.objects.count() == len(rendering.NAMES)
    page = words(client.get(reverse("jobs:job", args=[job.pk])))
    assert f'<a href="{at(ground, "packs")}">Back to “Board packs”</a>' in page
    assert "being built" not in words(client.get(at(ground, "packs")))


def broken(*_: Any) -> bytes:
    raise RuntimeError


@pytest.fixture
def failed(ground: Ground, monkeypatch: Any) -> Any:
    """Return a browser of a chair whose pack could not be built."""
    client = client_of(scope_for(make_member(ground.partnership, Role.BOARD_CHAIR)))
    whole = rendering.pack_file
    monkeypatch.setattr(rendering, "pack_file", broken)
    assert build(ground, client).state == Job.State.FAILED
    monkeypatch.setattr(rendering, "pack_file", whole)
    page = words(client.get(at(ground, "packs")))
    assert "could not be built" in page
    assert "Something of ours went wrong." in page
    assert "being built" not in page
    return client


def test_a_pack_that_could_not_be_built_is_tried_again_by_whoever_may(ground: Ground, failed: Any) -> None:
    lost = Meeting.objects.get()
    reader = client_of(scope_for(make_member(ground.partnership, Role.READER)))
    where = at(ground, "unbuilt", meeting_id=lost.pk)
    assert 'value="again"' not in words(reader.get(at(ground, "packs")))
    assert reader.post(where, {"do": "again"}).status_code == 403
    client = client_of(ground.worker)
    assert 'value="again"' in words(client.get(at(ground, "packs")))
    answer = client.post(where, {"do": "again"})
    job = Job.objects.latest("made_at")
    assert answer.headers["Location"] == reverse("jobs:job", args=[job.pk])
    # It waits for a worker: nobody begins it twice, and the one that failed is gone.
    again = Meeting.objects.get()
    assert again.pk != lost.pk
    assert (again.by, again.place) == (ground.worker.person, "County hall")
    refused = client.post(at(ground, "unbuilt", meeting_id=again.pk), {"do": "off"})
    assert refused.status_code == 422
    assert "This pack is being built." in words(refused)
    work.run(str(job.pk))
    page = words(client.get(at(ground, "packs")))
    assert "Board pack for 10 November 2026" in page
    assert "could not be built" not in page
    assert client.post(where, {"do": "again"}).status_code == 404


def test_a_pack_that_could_not_be_built_is_taken_off_the_list(ground: Ground, failed: Any) -> None:
    build(ground, failed)
    assert "could not be built" not in words(failed.get(at(ground, "packs"))), "for its meeting another was built since"
    where = at(ground, "unbuilt", meeting_id=Meeting.objects.get(snapshot=None).pk)
    assert failed.post(where, {"do": "off"}).headers["Location"] == at(ground, "packs")
    assert not Meeting.objects.filter(snapshot=None).exists()
    assert Event.objects.latest("pk").verb == "board pack given up"
    assert Plan.objects.get().snapshots.count() == 1


def test_a_pack_that_could_not_be_built_after_another_of_its_meeting_says_so(ground: Ground, failed: Any) -> None:
    build(ground, failed)
    Meeting.objects.filter(snapshot=None).update(at=timezone.now() + timedelta(minutes=1))
    assert "could not be built" in words(failed.get(at(ground, "packs"))), "the pack that stands is an older one"


def test_of_whom_reads_the_plan_no_more_no_pack_is_built_and_it_is_said(ground: Ground) -> None:
    member = make_member(ground.partnership, Role.BOARD_CHAIR)
    client_of(scope_for(member)).post(at(ground, "packs"), SENT)
    member.grants.all().delete()
    work.run(str(Job.objects.latest("made_at").pk))
    assert "Who asked for it reads this plan no more." in words(client_of(ground.lead).get(at(ground, "packs")))


def test_packs_of_one_meeting_are_one_and_are_compared_with_the_meeting_before(ground: Ground) -> None:
    client = client_of(ground.worker)
    plan = Plan.objects.get()
    build(ground, client, day="1 October 2026")
    make_action(ground, "A bus of our own")
    build(ground, client, day="10 November 2026")
    first = Snapshot.objects.get(number=2)
    build(ground, client, day="10 November 2026")
    found = packed(ground.worker, plan, timezone.localdate(), Meeting.objects.get(snapshot__number=2))
    assert found.last == Snapshot.objects.get(number=1)
    # What became of the plan since the last meeting is in the second pack of this one as well, which says what it replaces.
    text = to_text(documents.pack(ground.worker, found))
    assert "A bus of our own" in text.split("What changed since the last pack")[-1].split("What families say")[0]
    assert f"It replaces: the pack built {moment(Snapshot.objects.get(number=3).at)}" in text
    page = words(client.get(at(ground, "packs")))
    assert page.count('<article class="x-card"') == 2
    listed = page.split("Built earlier for this meeting")[1]
    assert f"Built {moment(first.at)}</a>: replaced by the pack built" in listed
    assert at(ground, "pack", number=2, form="pdf") in listed
    # The page of a version leads to its documents, and says if another pack stands for its meeting.
    for number, replaced in ((2, True), (3, False), (1, False)):
        version = words(client.get(at(ground, "version", number=number)))
        assert at(ground, "pack", number=number, form="docx") in version
        assert (at(ground, "version", number=3) in version) is (replaced or number == 3)
        assert ("another pack was built" in version) is replaced


def test_page_pack_and_version_say_the_same_in_the_same_order(ground: Ground) -> None:
    first, second = ground.plan.themes.order_by("position")
    today = timezone.localdate()
    doing.add_action(scope=ground.worker, theme=second, given={"words": "A bus", "due": today - timedelta(days=9)})
    measure = make_measure(ground)
    share = {"numerator": 56, "denominator": 100}
    measuring.read(scope=ground.worker, measure=measure, day=today, value=56.0, **share)
    build(ground, client_of(ground.worker))
    plan = Plan.objects.get()
    found = packed(ground.worker, plan, today, Meeting.objects.get())
    (stands,) = [each for each in documents.pack(ground.worker, found).blocks if isinstance(each, Table)][:1]
    assert [plain(row[0]) for row in stands.rows] == [second.title, first.title], "what has late actions comes first"
    client = client_of(ground.lead)
    for page in (words(client.get(at(ground, "plan"))), words(client.get(at(ground, "version", number=1)))):
        body = page.split("<main")[1]
        assert body.index(f">{second.title}<") < body.index(f">{first.title}<")
        assert "Too few figures yet" in body
        assert "(56 of 100)" in body
