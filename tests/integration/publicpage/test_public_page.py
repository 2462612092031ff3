"""What everybody may read: only what was released, as it stands today; following by mail; what changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.disclosure import Basis, Counts
from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence
from extramile.web.findings.models import Finding, FindingStep
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import daily, run
from extramile.web.partnerships.models import Organisation, Partnership
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.plans.actions import doing, measuring, planning
from extramile.web.plans.models import Plan
from extramile.web.publicpage import keeping
from extramile.web.publicpage.actions import following, releasing
from extramile.web.publicpage.models import Page, ShownTheme, Subscriber
from extramile.web.publicpage.queries import making, released
from extramile.web.publicpage.queries.versions import version
from extramile.web.voices.models import LoopEntry
from tests.integration.plans.making import Ground, make_action, make_ground, make_measure
from tests.partnership import make_place

CANARY = "Heronsgate"


@pytest.fixture
def ground(db: None) -> Ground:
    """A plan that is carried out, with an action and a measure that moved."""
    found = make_ground()
    action, measure = make_action(found), make_measure(found)
    doing.step(scope=found.worker, action=action, do="begin", why="The post is filled")
    for days, value in ((60, 50.0), (30, 55.0)):
        measuring.read(
            scope=found.worker, measure=measure, day=timezone.localdate() - timedelta(days=days), value=value
        )
    planning.step(scope=found.lead, plan=found.plan, do="adopt", why="The board adopted it")
    releasing.write(scope=found.lead, introduction="For families", contact="The SEND team", seen=1)
    releasing.open_page(scope=found.lead)
    return found


def show(ground: Ground, **more: Any) -> ShownTheme:
    theme = ground.theme
    said = {
        "title": "Telling it once",
        "found": "Families told their story too often.",
        "outcome": "",
        "actions": list(theme.places.values_list("action", flat=True)),
        "measures": {each.pk: Basis(Counts.SHARE, 60) for each in theme.measures.all()},
    }
    return releasing.release_theme(scope=ground.lead, theme=theme, **{**said, **more})


def text(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_on_the_page_because_it_is_true(ground: Ground) -> None:
    make_action(ground, f"{CANARY} is nobody's business yet")
    page = text("/local/ashcombe/")
    assert "Nothing has been published yet" in page
    assert CANARY not in page
    assert "Requests for assessment take too long" in page, "what was published of the inspection stands there"


def test_a_released_theme_says_what_was_found_who_acts_and_the_latest_figure(ground: Ground) -> None:
    show(ground)
    page = text(f"/local/ashcombe/progress/{ground.theme.pk}/")
    assert "Families told their story too often." in page
    assert "One record for each family" in page
    assert "55%" in page
    assert "Is getting better" in page
    assert "<svg" in page
    assert "<table" in page
    assert ground.worker.person.name not in page, "bodies act in public, people do not"


def test_each_figure_says_what_it_counts_of_which_day_and_from_where(ground: Ground) -> None:
    measure = ground.theme.measures.get()
    given = {"definition": "Of the families of a survey.", "source_words": "Survey of the forum"}
    measuring.change_measure(scope=ground.worker, measure=measure, given=given, seen=measure.revision, why="Clearer")
    show(ground)
    on = date_format(timezone.localdate() - timedelta(days=30), "j F Y")
    for page in ("", f"progress/{ground.theme.pk}/"):
        said = f"Of the families of a survey. Latest figure: {on}. Source: Survey of the forum."
        assert said in text(f"/local/ashcombe/{page}")


def test_what_comes_to_a_theme_later_is_not_shown_until_it_is_released(ground: Ground) -> None:
    show(ground)
    action = make_action(ground, f"{CANARY} later")
    assert CANARY not in text(f"/local/ashcombe/progress/{ground.theme.pk}/")
    [row] = [each for each in making.showable(ground.lead) if each.theme == ground.theme]
    assert row.behind
    show(ground)
    assert CANARY in text(f"/local/ashcombe/progress/{ground.theme.pk}/")
    doing.change_action(scope=ground.worker, action=action, given={"words": "Reworded inside"}, seen=1, why="Clearer")
    assert CANARY in text(f"/local/ashcombe/progress/{ground.theme.pk}/")


def test_the_figure_is_todays_although_the_page_is_kept_ready(ground: Ground) -> None:
    show(ground)
    address = f"/local/ashcombe/progress/{ground.theme.pk}/"
    first = Client().get(address)
    assert Client().get(address, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    measure = ground.theme.measures.get()
    counted = {"value": 61.0, "numerator": 61, "denominator": 100}
    measuring.read(scope=ground.worker, measure=measure, day=timezone.localdate(), **counted)
    assert "61%" in text(address)


def test_what_a_browser_kept_from_before_an_upgrade_is_made_anew(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records are the same, and what the code makes of them is another: a figure may be withheld now."""
    show(ground)
    address = f"/local/ashcombe/progress/{ground.theme.pk}/"
    monkeypatch.setattr(keeping, "FORMAT", keeping.FORMAT - 1)
    before = Client().get(address)
    monkeypatch.undo()
    assert Client().get(address, headers={"if-none-match": before.headers["ETag"]}).status_code == 200


def test_a_suppressed_figure_is_said_and_not_shown(ground: Ground) -> None:
    measure = ground.theme.measures.get()
    day = timezone.localdate() - timedelta(days=5)
    measuring.read(scope=ground.worker, measure=measure, day=day, value=None, state="suppressed")
    show(ground)
    for page in ("", f"progress/{ground.theme.pk}/"):
        words = text(f"/local/ashcombe/{page}")
        assert ": not shown, to protect people" in words
        assert "suppressed: not shown" not in words


def test_a_correction_is_listed_and_what_is_taken_back_says_so(ground: Ground) -> None:
    show(ground)
    show(ground, correction="the share was of families, not of children")
    releasing.take_back_theme(scope=ground.lead, theme=ground.theme, why="It is written anew")
    changes = text("/local/ashcombe/changes/")
    assert "Corrected: the share was of families, not of children" in changes
    assert "was taken back: It is written anew" in changes
    gone = Client().get(f"/local/ashcombe/progress/{ground.theme.pk}/")
    assert (gone.status_code, gone.headers["Cache-Control"]) == (404, "no-store")
    feed = Client().get("/local/ashcombe/changes.atom")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert "It is written anew" in feed.content.decode()


def test_a_plan_of_an_inspection_under_embargo_is_never_shown(db: None) -> None:
    ground = make_ground(published=False)
    planning.step(scope=ground.lead, plan=ground.plan, do="adopt", why="In advance")
    assert making.showable(ground.lead) == []
    with pytest.raises(InputError, match="cannot be shown"):
        show(ground)
    releasing.write(scope=ground.lead, introduction="", contact="The SEND team", seen=1)
    releasing.open_page(scope=ground.lead)
    assert "Families tell their story" not in text("/local/ashcombe/")


def test_a_plan_that_is_still_written_is_not_shown(db: None) -> None:
    ground = make_ground()
    assert Plan.objects.get().state == "writing"
    assert making.showable(ground.lead) == []


def test_a_page_that_is_not_open_does_not_exist(ground: Ground) -> None:
    releasing.close_page(scope=ground.lead, why="It is written anew")
    for address in ("", "changes/", "changes.atom", "follow/", "follow/asked/"):
        assert Client().get(f"/local/ashcombe/{address}").status_code == 404
    assert "Ashcombe" not in text("/local/")


def test_only_those_who_may_release(ground: Ground) -> None:
    with pytest.raises(NotAllowedError):
        releasing.open_page(scope=ground.worker)
    other = make_ground("birchover")
    with pytest.raises(InputError, match="cannot be shown"):
        releasing.release_theme(
            scope=other.lead, theme=ground.theme, title="x", found="x", outcome="", actions=[], measures={}
        )


def test_only_public_evidence_can_be_shown_and_only_as_long_as_it_is(ground: Ground) -> None:
    inside = evidence.add_note(scope=ground.lead, text=CANARY, about=evidence.About(title="Inside"))
    with pytest.raises(InputError, match="marked public"):
        releasing.show_document(scope=ground.lead, item_id=inside.pk, title="Inside")
    leaflet = evidence.add_note(
        scope=ground.lead, text="For everybody", about=evidence.About(title="Leaflet", sensitivity="public")
    )
    shown = releasing.show_document(scope=ground.lead, item_id=leaflet.pk, title="A leaflet")
    address = f"/local/ashcombe/documents/{shown.pk}/"
    assert text(address) == "For everybody"
    about = evidence.About(title="Leaflet", sensitivity="restricted", organisation=ground.lead.organisation.pk)
    evidence.change(scope=ground.lead, item=leaflet, about=about, seen=leaflet.revision, why="Not for everybody")
    assert Client().get(address).status_code == 404
    assert address not in text("/local/ashcombe/")


def test_two_who_write_the_page_lose_nothing(ground: Ground) -> None:
    revision = making.page_of(ground.lead).revision
    releasing.write(scope=ground.lead, introduction="Mine", contact="The SEND team", seen=revision)
    with pytest.raises(InputError, match="Nothing was overwritten"):
        releasing.write(scope=ground.lead, introduction="Theirs", contact="The SEND team", seen=revision)


def test_looking_at_a_page_of_which_nothing_was_written_writes_nothing(db: None) -> None:
    lead = make_place().scope()
    client = Client()
    client.force_login(lead.person)
    with CaptureQueriesContext(connection) as asked:
        text("/p/ashcombe/tell/page/", client)
        text("/p/ashcombe/tell/page/documents/", client)
    assert not [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]
    assert "None on the page" in text("/p/ashcombe/tell/page/", client)
    assert not Page.objects.exists()
    answer = client.post("/p/ashcombe/tell/page/", {"introduction": "", "contact": "The SEND team", "revision": "1"})
    assert answer.status_code == 302
    assert Page.objects.get().contact == "The SEND team"


def _run_jobs() -> None:
    for _ in range(5):
        waiting = Job.objects.filter(state=Job.State.WAITING)
        if not waiting:
            return
        for job in list(waiting):
            run(str(job.pk))


def _links(body: str) -> list[str]:
    return [f"/local/{each.split('/local/', 1)[1]}" for each in body.split() if "/local/" in each]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_closed_before_a_mail_goes_tells_nobody() -> None:
    ground = make_ground()
    releasing.write(scope=ground.lead, introduction="", contact="The SEND team", seen=1)
    page = releasing.open_page(scope=ground.lead)
    planning.step(scope=ground.lead, plan=ground.plan, do="adopt", why="The board adopted it")
    now = timezone.now()
    Subscriber.objects.create(page=page, email="parent@example.org", asked_at=now, confirmed_at=now)
    show(ground)
    start_daily()
    run(str(Job.objects.get(work="publicpage.tell_followers").pk))
    assert Job.objects.filter(work="publicpage.tell").exists()
    releasing.close_page(scope=ground.lead, why="A title named a school")
    _run_jobs()

    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "words", "wrong"),
    [
        ("title", "What we do for 3 children", "so few"),
        ("found", "Two families wrote to a.parent@example.org.", "so few"),
        ("found", "Write to a.parent@example.org.", "a mail address"),
        ("outcome", "Anna, born 3 May 2015, goes to school.", "a date of birth"),
        ("correction", "It said 2 pupils", "so few"),
    ],
)
def test_no_few_and_no_one_are_shown_to_everybody(field: str, words: str, wrong: str) -> None:
    ground = make_ground()
    planning.step(scope=ground.lead, plan=ground.plan, do="adopt", why="The board adopted it")
    given = {
        "title": "Telling it once",
        "found": "Families told it again.",
        "outcome": "",
        "correction": "",
        field: words,
    }
    theme = ground.plan.themes.first()
    assert theme is not None
    with pytest.raises(InputError, match=wrong):
        releasing.release_theme(scope=ground.lead, theme=theme, actions=[], measures={}, **given)

    assert not ShownTheme.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_following_by_mail_begins_with_a_yes_and_ends_with_one_press() -> None:
    ground = make_ground()
    releasing.write(scope=ground.lead, introduction="", contact="The SEND team", seen=1)
    releasing.open_page(scope=ground.lead)
    planning.step(scope=ground.lead, plan=ground.plan, do="adopt", why="The board adopted it")
    client = Client()
    answer = client.post("/local/ashcombe/follow/", {"email": "parent@example.org"})
    assert answer.headers["Location"] == "/local/ashcombe/follow/asked/"
    client.post("/local/ashcombe/follow/", {"email": "Parent@example.org"})
    assert "soon after midnight" in text("/local/ashcombe/follow/")
    client.post("/local/ashcombe/follow/", {"email": "robot@example.org", "website": "https://spam.example"})
    _run_jobs()
    [asked] = mail.outbox
    assert asked.to == ["parent@example.org"]
    link, way_out = _links(asked.body)
    client.get(link)
    assert Subscriber.objects.get().confirmed_at is None, "opening a link says nothing"
    show(ground)
    start_daily()
    _run_jobs()
    assert len(mail.outbox) == 1, "who has not said yes is not written to"
    confirmed = client.post(link).content.decode()
    assert f'<a href="{way_out}">Stop following</a>' in confirmed
    again = text(link)
    assert "You follow this page already" in again
    assert f'<a href="{way_out}">Stop following</a>' in again
    Job.objects.filter(work="publicpage.tell_followers").delete()
    start_daily()
    _run_jobs()
    told = mail.outbox[-1]
    assert "Telling it once" in told.body
    _, leave = _links(told.body)
    Job.objects.filter(work="publicpage.tell_followers").delete()
    start_daily()
    _run_jobs()
    assert len(mail.outbox) == 2, "nothing is told twice"
    client.post(leave)
    found = Subscriber.objects.get()
    assert (found.email, found.left_at is None) == ("", False)
    assert "Your address is forgotten" in text(leave)
    assert not Job.objects.filter(arguments__icontains="parent@example.org").exists()


def test_an_address_that_nobody_confirmed_is_forgotten_by_itself(ground: Ground) -> None:
    page = Page.objects.get()
    for name in ("late", "fresh", "follows", "left"):
        following.ask(page=page, email=f"{name}@example.org")
    late, fresh, follows, left = Subscriber.objects.order_by("pk")
    following.confirm(subscriber=follows)
    following.leave(subscriber=left)
    long_ago = timezone.now() - following.WAITS - timedelta(minutes=1)
    Subscriber.objects.exclude(pk=fresh.pk).update(asked_at=long_ago)

    assert following.by_link(late.pk, "confirm", following.token(late, "confirm")) is None
    assert following.by_link(fresh.pk, "confirm", following.token(fresh, "confirm")) == fresh
    assert following.by_link(follows.pk, "leave", following.token(follows, "leave")) == follows
    assert "publicpage.forget_unconfirmed" in daily()
    Job.objects.all().delete()
    start_daily()
    _run_jobs()
    assert set(Subscriber.objects.values_list("email", flat=True)) == {"fresh@example.org", "follows@example.org", ""}


def test_a_link_of_another_does_not_work(ground: Ground) -> None:
    page = Page.objects.get()
    following.ask(page=page, email="one@example.org")
    following.ask(page=page, email="two@example.org")
    one, two = Subscriber.objects.order_by("pk")
    assert following.by_link(one.pk, "confirm", following.token(two, "confirm")) is None
    assert following.by_link(one.pk, "leave", following.token(one, "confirm")) is None
    assert following.by_link(one.pk, "confirm", following.token(one, "confirm")) == one


def test_a_visitor_costs_one_question(ground: Ground, django_assert_num_queries: Any) -> None:
    show(ground)
    addresses = ("", f"progress/{ground.theme.pk}/", "changes/", "changes.atom")
    for address in addresses:
        text(f"/local/ashcombe/{address}")
    for address in addresses:
        with django_assert_num_queries(1):
            text(f"/local/ashcombe/{address}")
    assert released.progress(Page.objects.get())


def _loop(ground: Ground, words: str) -> LoopEntry:
    today = timezone.localdate()
    return LoopEntry.objects.create(
        partnership=ground.lead.partnership,
        said=words,
        said_by="Parents",
        said_on=today,
        decided="Yes.",
        released_on=today,
        version=1,
        made_by=ground.lead.person,
    )


def test_one_out_and_one_in_moves_the_version(ground: Ground) -> None:
    """Counting them would say that nothing changed."""
    gone = Finding.objects.filter(state="moderated").first()
    kept = {"inspection": gone.inspection, "kind": gone.kind, "author": gone.author, "position": 90}
    draft = Finding.objects.create(words="Waits are short", **kept)
    entries = _loop(ground, "One"), _loop(ground, "Two")
    LoopEntry.objects.filter(pk=entries[1].pk).update(released_on=None)
    assert "Waits are short" not in text("/local/ashcombe/")
    before = version("ashcombe")
    Finding.objects.filter(pk=gone.pk).update(state="draft", moderated_by=None, moderated_at=None)
    moderated = {"state": "moderated", "moderated_by": gone.moderated_by, "moderated_at": gone.moderated_at}
    Finding.objects.filter(pk=draft.pk).update(**moderated)
    assert version("ashcombe") != before
    page = text("/local/ashcombe/")
    assert "Waits are short" in page
    assert gone.words not in page
    before = version("ashcombe")
    LoopEntry.objects.filter(pk=entries[0].pk).update(released_on=None)
    LoopEntry.objects.filter(pk=entries[1].pk).update(released_on=timezone.localdate())
    assert version("ashcombe") != before


def test_steps_of_findings_move_the_version(ground: Ground) -> None:
    """Two out and two in could add up to the same; every step that somebody takes is counted as well."""
    found = Finding.objects.filter(state="moderated").first()
    before = version("ashcombe")
    FindingStep.objects.create(finding=found, step="drop", reached="dropped", words="So.", by=ground.lead.person)
    assert version("ashcombe") != before


def test_another_name_or_outcome_is_read_at_once(ground: Ground) -> None:
    text("/local/ashcombe/")
    Partnership.objects.update(name="Ashcombe and the hills")
    assert "Ashcombe and the hills" in text("/local/ashcombe/")
    inspection = ground.plan.inspection
    pack = framework_of(inspection)
    other = next(each for each in pack.outcomes if each.id != inspection.outcome)
    assert other.name not in text("/local/ashcombe/")
    type(inspection).objects.filter(pk=inspection.pk).update(outcome=other.id)
    assert other.name in text("/local/ashcombe/")


def test_everything_that_a_page_is_made_from_moves_its_version(ground: Ground) -> None:
    show(ground)
    older, newer = _loop(ground, "One"), _loop(ground, "Two")
    LoopEntry.objects.filter(pk=newer.pk).update(version=7)
    measure, action = ground.theme.measures.get(), ground.theme.places.get().action
    inspection = ground.plan.inspection
    finding = inspection.findings.first()
    leaflet = evidence.add_note(
        scope=ground.lead, text="For everybody", about=evidence.About(title="Leaflet", sensitivity="public")
    )
    changes: dict[str, Any] = {
        "a figure": lambda: measuring.read(scope=ground.worker, measure=measure, day=timezone.localdate(), value=61.0),
        "a step": lambda: doing.step(scope=ground.worker, action=action, do="delay", why="The winter"),
        "a release": lambda: show(ground, correction="A word"),
        "the introduction": lambda: releasing.write(
            scope=ground.lead, introduction="Anew", contact="The SEND team", seen=making.page_of(ground.lead).revision
        ),
        "a document": lambda: releasing.show_document(scope=ground.lead, item_id=leaflet.pk, title="Leaflet"),
        "an entry of the loop that is not the newest": lambda: LoopEntry.objects.filter(pk=older.pk).update(version=2),
        "an entry taken back": lambda: LoopEntry.objects.filter(pk=older.pk).update(released_on=None),
        "a finding dropped": lambda: type(finding).objects.filter(pk=finding.pk).update(state="dropped", reason="No"),
        "a publication": lambda: (
            type(inspection).objects.filter(pk=inspection.pk).update(published_on=timezone.localdate())
        ),
        "an outcome": lambda: type(inspection).objects.filter(pk=inspection.pk).update(outcome="systemic-failings"),
        "a title of an inspection": lambda: (
            type(inspection).objects.filter(pk=inspection.pk).update(title="The visit of the autumn")
        ),
        "the name of the partnership": lambda: Partnership.objects.update(name="Ashcombe and the hills"),
        "the name of who acts": lambda: Organisation.objects.filter(pk=ground.lead.organisation.pk).update(name="Anew"),
    }
    for name, change in changes.items():
        before = version("ashcombe")
        assert before == version("ashcombe")
        change()
        assert version("ashcombe") != before, name
    assert version("nowhere") is None
    releasing.close_page(scope=ground.lead, why="It is written anew")
    assert version("ashcombe") is None
