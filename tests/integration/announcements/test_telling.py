"""From the first word to everybody: checks, quotations, publishing, correcting, withdrawing; and what nobody can do."""

import contextlib
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from PIL import Image

from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions import correcting, quoting, releasing, writing
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.announcements.queries.checks import checks
from extramile.web.announcements.queries.quotations import by_link, token
from extramile.web.audit.models import Event
from extramile.web.findings.models import PraiseConsent, Recognition
from extramile.web.findings.queries.story import story
from extramile.web.inspections.models import InCircle
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.plans.models import Plan
from extramile.web.timetable.models import Session
from tests.integration.announcements.scene import (
    CANARY,
    TEXTS,
    WORDS,
    again,
    approved,
    inspected,
    proposed,
    publish_inspection,
    told,
    written,
)
from tests.partnership import Place, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def failing(found: Announcement, scope: Any) -> set[str]:
    return {each.id for each in checks(found, scope) if not each.passes}


def work_off() -> None:
    while job := Job.objects.filter(state="waiting").order_by("made_at").first():
        run(str(job.pk))


def test_a_press_officer_tells_what_was_found_and_everybody_reads_it(place: Place, client: Client) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    found = told(officer, inspected(place.scope()))

    answer = client.get(f"/news/ashcombe/{found.slug}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        TEXTS["headline"],
        WORDS,
        "24 of 45",
        "53%",
        "7 people took part",
        "Cabinet member",
        "No written statement of action required",
    ):
        assert words in page
    assert 'property="og:title" content="Inspectors find a partnership that works as one"' in page
    again_asked = client.get(f"/news/ashcombe/{found.slug}/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again_asked.status_code == 304
    assert TEXTS["headline"] in client.get("/news/ashcombe/").content.decode()
    assert TEXTS["headline"] in client.get("/news/ashcombe/feed.atom").content.decode()


def test_nothing_is_published_before_its_checks(place: Place) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead))
    proposed(lead, found)
    with pytest.raises(InputError, match="A check does not pass yet"):
        releasing.check(scope=lead, announcement=found)
    with pytest.raises(InputError, match="cannot be done"):
        releasing.publish(scope=lead, announcement=found)


def test_a_changed_fact_opens_the_checks_again(place: Place) -> None:
    lead = place.scope()
    inspection = inspected(lead)
    found = releasing.check(scope=lead, announcement=written(lead, inspection))
    Session.objects.filter(inspection=inspection, type="setting-visit")[:1].get().delete()

    assert failing(again(found), lead) == {"facts"}
    with pytest.raises(InputError, match="does not pass any more"):
        releasing.publish(scope=lead, announcement=found)
    assert again(found).state == "writing"
    found = releasing.check(scope=lead, announcement=found)
    assert releasing.publish(scope=lead, announcement=found).facts["activity"]["visits"] == 1


def test_the_day_looks_again_and_tells_who_waits(place: Place) -> None:
    lead = place.scope()
    inspection = inspected(lead)
    found = releasing.check(scope=lead, announcement=written(lead, inspection))
    assert releasing.look_again(found.pk)
    Session.objects.filter(inspection=inspection).delete()
    assert not releasing.look_again(found.pk)
    work_off()
    assert again(found).state == "writing"
    assert [each.to for each in mail.outbox] == [[lead.person.email]]
    assert TEXTS["headline"] not in mail.outbox[0].body


@pytest.mark.parametrize("spoiled", [False, True])
def test_at_its_time_it_is_published_if_every_check_passes_then(place: Place, spoiled: bool) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    inspection = inspected(place.scope())
    found = releasing.check(scope=officer, announcement=written(officer, inspection))
    found = releasing.schedule(scope=officer, announcement=found, at=timezone.now() + timedelta(hours=1))
    releasing.publish_in_time(found.pk)
    assert again(found).state == "scheduled"
    if spoiled:
        Session.objects.filter(inspection=inspection).delete()
    Announcement.objects.filter(pk=found.pk).update(publish_at=timezone.now())
    work_off()

    assert again(found).state == ("writing" if spoiled else "published")
    assert [each.to for each in mail.outbox] == ([[officer.person.email]] if spoiled else [])


def test_taking_it_off_its_time_leaves_it_checked(place: Place) -> None:
    lead = place.scope()
    found = releasing.check(scope=lead, announcement=written(lead))
    releasing.schedule(scope=lead, announcement=found, at=timezone.now() + timedelta(hours=1))
    releasing.unschedule(scope=lead, announcement=found)
    work_off()
    assert again(found).state == "checked"


def test_under_embargo_only_the_circle_sees_it_and_nothing_gets_out(place: Place, client: Client) -> None:
    lead, officer = place.scope(), place.scope(Role.PRESS_OFFICER)
    inspection = inspected(lead, published=False)
    found = written(lead, inspection, headline=f"{CANARY} news")
    client.force_login(officer.person)
    at = f"/p/ashcombe/tell/{found.pk}/"
    assert client.get(at).status_code == 404
    assert CANARY not in client.get("/p/ashcombe/tell/").content.decode()
    assert failing(found, lead) == {"embargo"}
    with pytest.raises(InputError):
        releasing.check(scope=lead, announcement=found)
    with pytest.raises(NotAllowedError):
        writing.write(scope=officer, announcement=found, texts=TEXTS, seen=2)

    outsider = proposed(lead, found)
    with pytest.raises(InputError, match="not in its circle"):
        quoting.ask(scope=lead, quotation=outsider)
    InCircle.objects.create(inspection=inspection, member=officer.member, why="Writes", let_in_by=lead.person)
    assert client.get(at).status_code == 200
    inside = proposed(lead, found, member=officer.member, email="in@example.org")
    quoting.ask(scope=lead, quotation=inside)
    client.get("/p/ashcombe/")
    work_off()

    out = " ".join(
        [str([each.subject, each.body]) for each in mail.outbox]
        + [str(list(Event.objects.values())), str(list(Job.objects.values()))]
        + [
            client.get(each).content.decode()
            for each in ("/p/ashcombe/", "/news/ashcombe/", "/news/ashcombe/feed.atom")
        ]
    )
    assert CANARY not in out
    assert mail.outbox
    InCircle.objects.update(put_out_at=timezone.now(), put_out_by=lead.person, put_out_why="Left")
    link = f"/quoted/{inside.pk}/{token(inside)}/"
    assert CANARY not in Client().get(link).content.decode()


def test_another_partnership_finds_nothing(place: Place, client: Client) -> None:
    found = written(place.scope())
    quoted = proposed(place.scope(), found)
    other = make_place("birch")
    client.force_login(other.scope().person)
    for path in ("", "write/", "preview/", "checks/", "history/", "quotations/", "easy-read/"):
        assert client.get(f"/p/ashcombe/tell/{found.pk}/{path}").status_code == 404
        assert client.get(f"/p/birch/tell/{found.pk}/{path}").status_code == 404
    assert client.post(f"/p/birch/tell/{found.pk}/quotations/{quoted.pk}/", {"do": "ask"}).status_code == 404


def test_a_link_opens_its_own_quotation_and_no_other(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead)
    one = quoting.ask(scope=lead, quotation=proposed(lead, found))
    two = quoting.ask(scope=lead, quotation=proposed(lead, found, email="b@example.org"))
    unsent = proposed(lead, found, email="c@example.org")

    assert by_link(one.pk, token(one)) == one
    assert by_link(two.pk, token(one)) is None
    assert by_link(unsent.pk, token(unsent)) is None
    assert client.get(f"/quoted/{two.pk}/{token(one)}/").status_code == 404
    sent = client.post(f"/quoted/{two.pk}/{token(one)}/", {"words": "Forged.", "seen": 1})
    assert sent.status_code == 404
    assert Quotation.objects.get(pk=two.pk).state == "asked"


def test_who_approves_reads_how_they_will_be_named(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead)
    quoted = quoting.ask(scope=lead, quotation=proposed(lead, found, role="parent", organisation="Fernbeck School"))
    said = client.get(f"/quoted/{quoted.pk}/{token(quoted)}/").content.decode()

    # In the sentence before the decision, and under the words where they will stand.
    assert said.count("parent, Ada Quill, Fernbeck School") == 2


def test_only_the_person_changes_what_they_approved(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead)
    quoted = quoting.ask(scope=lead, quotation=proposed(lead, found))
    quoting.propose(scope=lead, quotation=quoted, words="Others.", seen=1)
    link = f"/quoted/{quoted.pk}/{token(quoted)}/"
    stale = client.post(link, {"words": "Mine.", "seen": 1})
    assert stale.status_code == 422
    assert "Mine." in stale.content.decode()
    assert client.post(link, {"words": "Mine alone.", "seen": 2}).status_code == 302
    quoted.refresh_from_db()
    assert (quoted.state, quoted.words) == ("approved", "Mine alone.")
    with pytest.raises(InputError, match="nobody else can change them"):
        quoting.propose(scope=lead, quotation=quoted, words="Twisted.", seen=quoted.revision)

    releasing.check(scope=lead, announcement=found)
    quoting.approve(quotation=quoted, words="Mine, better.", seen=quoted.revision)
    assert again(found).state == "writing"
    work_off()
    assert {each.subject for each in mail.outbox} >= {f"Received: {quoted.receipt}"}
    releasing.check(scope=lead, announcement=found)
    releasing.publish(scope=lead, announcement=found)
    with pytest.raises(InputError, match="can be changed no longer"):
        quoting.approve(quotation=quoted, words="Too late.", seen=3)


def test_a_refusal_stands_in_the_way_until_it_is_taken_out(place: Place) -> None:
    lead = place.scope()
    found = written(lead)
    quoted = quoting.ask(scope=lead, quotation=proposed(lead, found))
    quoting.decline(quotation=quoted, note="Not me.", seen=1)
    assert failing(found, lead) == {"approvals"}
    with pytest.raises(InputError, match="Enter why"):
        quoting.take_out(scope=lead, quotation=quoted, why=" ")
    quoting.take_out(scope=lead, quotation=quoted, why="They declined.")
    assert failing(found, lead) == set()


@pytest.mark.parametrize("page", ["", "checks/"])
def test_what_to_do_with_words_that_wait_leads_to_where_it_is_done(place: Place, client: Client, page: str) -> None:
    lead = place.scope()
    found = written(lead, standfirst="")
    quoting.ask(scope=lead, quotation=proposed(lead, found))
    at = f"/p/ashcombe/tell/{found.pk}/"
    link = f'<a href="{at}quotations/">Wait, remind them, or take them out.</a>'
    client.force_login(lead.person)
    seen = client.get(f"{at}{page}").content.decode()
    assert link in seen
    assert f'<a href="{at}write/#id_standfirst">Standfirst</a>' in seen
    client.force_login(place.scope(Role.CONTRIBUTOR).person)
    seen = client.get(f"{at}{page}").content.decode()
    assert "Wait, remind them, or take them out." in seen
    assert link not in seen


def test_nobody_is_reminded_twice_a_day_and_a_link_ends(place: Place, client: Client) -> None:
    lead = place.scope()
    quoted = quoting.ask(scope=lead, quotation=proposed(lead, written(lead)))
    with pytest.raises(InputError, match="today already"):
        quoting.remind(scope=lead, quotation=quoted)
    yesterday = timezone.now() - timedelta(days=1)
    Quotation.objects.update(until=yesterday.date(), asked_at=yesterday - timedelta(days=21))
    link = f"/quoted/{quoted.pk}/{token(quoted)}/"
    assert "Its time is over" in client.get(link).content.decode()
    assert client.post(link, {"words": "Late.", "seen": 1}).status_code == 422
    quoting.remind(scope=lead, quotation=quoted)
    assert client.post(link, {"words": "In time.", "seen": 1}).status_code == 302


def test_who_was_praised_and_did_not_agree_is_not_named(place: Place) -> None:
    lead = place.scope()
    inspection = inspected(lead)
    praise = Recognition.objects.create(
        inspection=inspection, who="Amira Khan", words="Kind.", said_by="a parent", made_by=lead.person
    )
    found = written(lead, inspection, strengths="Amira Khan went the extra mile.")
    assert failing(found, lead) == {"personal"}
    praise.consent = PraiseConsent.GIVEN
    praise.save()
    assert failing(found, lead) == set()


@pytest.mark.parametrize(
    ("address", "passes"),
    [
        ("/inspections/", True),
        ("/areas/826/", True),
        ("/p/ashcombe/", False),
        ("/nowhere/", False),
        ("/news/ashcombe/x/", False),
    ],
)
def test_addresses_within_are_opened_as_a_visitor_would(place: Place, address: str, passes: bool) -> None:
    lead = place.scope()
    found = written(lead, meaning=f"See [the page]({address}).")
    assert (failing(found, lead) == set()) is passes


def test_two_people_who_write_at_once_lose_nothing(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead)
    client.force_login(place.scope(Role.PRESS_OFFICER).person)
    answer = client.post(f"/p/ashcombe/tell/{found.pk}/write/", {**TEXTS, "headline": "My <own> words", "seen": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else saved" in page
    assert "My &lt;own&gt; words" in page
    assert TEXTS["headline"] in page
    assert re.search(r'name="seen" value="2"', page)


def test_a_correction_is_never_silent(place: Place, client: Client) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    kept = {"scope": lead, "announcement": found, "why": "A school was left out."}
    with pytest.raises(InputError, match="so few"):
        correcting.correct_text(**kept, field="strengths", words="We met 3 children.", seen=2)
    correcting.correct_text(**kept, field="strengths", words="All schools know each child.", seen=2)
    with pytest.raises(InputError, match="while you wrote"):
        correcting.correct_text(**kept, field="strengths", words="Else.", seen=2)
    with pytest.raises(InputError, match="say what the page says"):
        correcting.correct_facts(**kept, seen=3)
    Session.objects.filter(inspection=found.inspection, type="setting-visit")[:1].get().delete()
    correcting.correct_facts(**kept, seen=3)
    quoted = found.quotations.get()
    correcting.correct_quotation(**kept, quotation_id=quoted.pk, seen=4)
    last = quoted.texts.last()
    assert (last.step, last.words, last.note) == ("take-out", WORDS, "A school was left out.")
    assert last.by == lead.person
    client.force_login(lead.person)
    assert "taken out by" in client.get(f"/p/ashcombe/tell/{found.pk}/quotations/").content.decode()
    client.logout()

    page = client.get(f"/news/ashcombe/{found.slug}/").content.decode()
    assert "Schools know each child well." in page
    assert "All schools know each child." in page
    assert "Visits: 2" in page
    assert WORDS not in page
    assert "A school was left out." in client.get("/news/ashcombe/feed.atom").content.decode()


def test_what_was_withdrawn_keeps_its_page_with_the_note(place: Place, client: Client) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    found = told(officer, inspected(place.scope()))
    address = f"/news/ashcombe/{found.slug}/"
    client.get(address)
    browser = Client()
    browser.force_login(officer.person)
    stands = browser.get(f"/p/{officer.name}/tell/{found.pk}/").content.decode()
    assert stands.index("As everybody reads it") < stands.index("Correct it") < stands.index("Withdraw it")
    with pytest.raises(InputError, match="Enter why"):
        releasing.withdraw(scope=officer, announcement=found, note=" ")
    releasing.withdraw(scope=officer, announcement=found, note="A figure was wrong.")
    gone = client.get(address)
    assert gone.status_code == 410
    assert gone.headers["Cache-Control"] == "no-store", (
        "it can be published again, and a browser would go on saying that it is gone"
    )
    assert "A figure was wrong." in gone.content.decode()
    feed = client.get("/news/ashcombe/feed.atom").content.decode()
    for words in (TEXTS["headline"], WORDS):
        assert words not in gone.content.decode()
        assert words not in feed
    assert "A figure was wrong." in feed
    releasing.restore(scope=officer, announcement=found, why="It was right.")
    assert client.get(address).status_code == 200


def test_a_contributor_reads_and_writes_nothing(place: Place, client: Client) -> None:
    found = written(place.scope())
    contributor = place.scope(Role.CONTRIBUTOR)
    client.force_login(contributor.person)
    assert client.get(f"/p/ashcombe/tell/{found.pk}/preview/").status_code == 200
    for do in (
        lambda: writing.write(scope=contributor, announcement=found, texts=TEXTS, seen=2),
        lambda: releasing.publish(scope=contributor, announcement=found),
        lambda: quoting.quote(scope=contributor, announcement=found, values={}),
    ):
        with pytest.raises(NotAllowedError):
            do()


def test_a_picture_keeps_nothing_of_where_it_was_taken(place: Place) -> None:
    lead = place.scope()
    found = written(lead)
    image, out = Image.new("RGB", (30, 20)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = CANARY
    image.save(out, "JPEG", exif=exif)
    assert CANARY.encode() in out.getvalue()
    given = {"scope": lead, "announcement": found}
    made = writing.add_picture(**given, name="a.jpg", data=out.getvalue(), alternative="", decorative=False)
    assert CANARY.encode() not in bytes(made.content)
    assert failing(found, lead) == {"pictures"}
    writing.describe_picture(**given, picture_id=made.pk, alternative="A map of the area", decorative=False)
    assert failing(found, lead) == set()
    writing.remove_picture(**given, picture_id=made.pk)
    made.refresh_from_db()
    assert bytes(made.content) == b""


def test_word_and_plain_text_say_what_the_page_says(place: Place, client: Client) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    client.force_login(lead.person)
    text = client.get(f"/p/ashcombe/tell/{found.pk}.txt").content.decode()
    for words in (TEXTS["headline"], WORDS, "24 of 45", "Plans come late."):
        assert words in text
    assert client.get(f"/p/ashcombe/tell/{found.pk}.docx").content.startswith(b"PK")


def test_the_story_names_who_is_quoted(place: Place) -> None:
    lead = place.scope()
    inspection = inspected(lead, published=False)
    found = written(lead, inspection)
    proposed(lead, found, role="director")
    assert story(inspection).quotations == ()
    publish_inspection(inspection)
    approved(lead, found)
    assert story(inspection).to_dict()["quotations"] == [
        {"role": "director", "approved": False},
        {"role": "cabinet member", "approved": True},
    ]


MOVES = (
    *("propose", "ask", "other", "approve", "change", "decline", "take-out", "check", "reopen"),
    *("schedule", "time", "publish", "withdraw", "restore", "drop", "take-up", "fact"),
)


class TestWhateverPeopleDo(TestCase):
    """Under any sequence of steps nothing is published with words that their speaker did not approve."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 2)), max_size=14))
    def test_nothing_is_published_with_words_that_were_not_approved(self, moves: list[tuple[str, int]]) -> None:
        place = make_place()
        lead = place.scope()
        found = written(lead)
        said: dict[int, str] = {}
        for move, number in moves:
            rows = list(found.quotations.order_by("pk"))
            quoted = rows[number % len(rows)] if rows else None
            with contextlib.suppress(InputError):
                self.take(move, lead, found, quoted, said)
            found.refresh_from_db()
            if found.state == "published":
                for each in found.quotations.exclude(state="taken-out"):
                    assert each.state == "approved"
                    assert each.words == said[each.pk]

    def take(self, move: str, lead: Any, found: Announcement, quoted: Any, said: dict[int, str]) -> None:
        """Take a move; what the person said is noted where they alone said it."""
        given_ = {"scope": lead, "announcement": found}
        if move == "propose":
            proposed(lead, found, email=f"{found.quotations.count()}@example.org")
        elif move == "schedule":
            releasing.schedule(**given_, at=timezone.now() + timedelta(hours=1))
        elif move == "time":
            Announcement.objects.filter(pk=found.pk, state="scheduled").update(publish_at=timezone.now())
            releasing.publish_in_time(found.pk)
        elif move == "fact":
            Announcement.objects.filter(pk=found.pk, state__in=["checked", "scheduled"]).update(facts={"activity": 1})
        elif move in ("withdraw", "restore", "drop"):
            getattr(releasing, move)(**given_, **{"note" if move == "withdraw" else "why": "So."})
        elif move in ("check", "reopen", "publish", "take-up"):
            getattr(releasing, move.replace("-", "_"))(**given_)
        elif quoted is None:
            return
        elif move == "ask":
            quoting.ask(scope=lead, quotation=quoted)
        elif move == "other":
            quoting.propose(scope=lead, quotation=quoted, words="The writer's words.", seen=quoted.revision)
        elif move == "take-out":
            quoting.take_out(scope=lead, quotation=quoted, why="So.")
        elif move == "decline":
            quoting.decline(quotation=quoted, note="", seen=quoted.revision)
        else:
            words = f"Said {quoted.revision}." if move == "change" else quoted.words
            quoting.approve(quotation=quoted, words=words, seen=quoted.revision)
            said[quoted.pk] = words


def test_a_plan_of_what_is_under_embargo_is_told_to_nobody_outside_the_circle(place: Place) -> None:
    """Its title alone would say that there is something to plan for."""
    lead, officer = place.scope(), place.scope(Role.PRESS_OFFICER)
    inspection = inspected(lead, published=False)
    plan = Plan.objects.create(
        partnership=lead.partnership,
        inspection=inspection,
        pack="send-2023",
        kind="strategic-plan",
        title=CANARY,
        begins=timezone.localdate(),
        made_by=lead.person,
    )
    found = writing.begin(scope=lead, headline="The plan", plan_id=plan.pk)
    assert not next(each for each in checks(found, lead) if each.id == "embargo").passes
    with pytest.raises(InputError, match="not in its circle"):
        quoting.ask(scope=lead, quotation=proposed(lead, found))
    client = Client()
    client.force_login(officer.person)
    assert CANARY not in client.get("/p/ashcombe/tell/new/").content.decode()
    assert CANARY not in client.get("/p/ashcombe/tell/").content.decode()
    assert client.get(f"/p/ashcombe/tell/{found.pk}/").status_code == 404
    with pytest.raises(InputError, match="no such plan"):
        writing.begin(scope=officer, headline="The plan", plan_id=plan.pk)
    publish_inspection(inspection)
    assert CANARY in client.get("/p/ashcombe/tell/new/").content.decode()
    assert client.get(f"/p/ashcombe/tell/{found.pk}/").status_code == 200
