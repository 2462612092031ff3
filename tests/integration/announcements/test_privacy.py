"""What told of a person leaves everything that everybody reads, for ever; what it said is kept for few."""

import io
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from PIL import Image

from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions import correcting, protecting, releasing, writing
from extramile.web.announcements.models import Announcement
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import NotAllowedError, Role
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage.actions import releasing as page
from tests.integration.announcements.scene import CANARY, again, approved, inspected, written
from tests.integration.publicpage.following import FOLLOWER, tell_follower
from tests.partnership import Place, make_place

WHY = "A school was named with one child"


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    page.write(scope=made.scope(), introduction="", contact="The SEND team", seen=1)
    page.open_page(scope=made.scope())
    return made


def published(lead: Scope, **texts: str) -> Announcement:
    found = written(lead, inspected(lead), **texts)
    approved(lead, found)
    releasing.check(scope=lead, announcement=found)
    return releasing.publish(scope=lead, announcement=found)


def everything(found: Announcement, reader: Any = None) -> str:
    """Return whatever an outsider can get of an announcement, and the files for the press."""
    browser = Client()
    paths = ["/news/ashcombe/", "/news/ashcombe/feed.atom", f"/news/ashcombe/{again(found).slug}/"]
    paths += [f"/local/ashcombe/{each}" for each in ("", "changes/", "changes.atom")]
    seen = [browser.get(each).content.decode() for each in paths]
    browser.force_login(reader or found.made_by)
    seen.append(browser.get(f"/p/ashcombe/tell/{found.pk}.txt").content.decode())
    word = browser.get(f"/p/ashcombe/tell/{found.pk}.docx").content
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        seen += [opened.read(each).decode() for each in opened.namelist() if each.endswith(".xml")]
    return " ".join(seen)


def followed(lead: Scope) -> str:
    """Return the mail that somebody who follows the page is sent of all that changed."""
    tell_follower()
    return " ".join(each.body for each in mail.outbox if each.to == [FOLLOWER])


@pytest.mark.parametrize("part", ["headline", "strengths"])
def test_a_passage_that_is_taken_out_is_nowhere(place: Place, part: str) -> None:
    """Also where it was corrected before as a slip, so that the corrections said it; and in the address."""
    lead = place.scope()
    leak = f"We thank the family of {CANARY} for it."
    found = published(lead, **{part: leak})
    kept = {"scope": lead, "announcement": found}
    correcting.correct_text(**kept, field=part, words=f"{leak} Twice.", why=f"Of {CANARY}", seen=2)
    assert CANARY in everything(found)
    protecting.take_out(**kept, part=part, words="We thank many families.", why=f"{WHY}: {CANARY}", seen=3)

    out = everything(found)
    assert CANARY not in out
    assert CANARY.lower() not in out
    assert WHY not in out
    assert "A passage was taken out of an announcement to protect somebody’s privacy." in out
    assert "We thank many families." in out
    told = followed(lead)
    assert "to protect somebody’s privacy" in told
    assert CANARY.lower() not in told.lower()


def test_what_is_corrected_later_is_told_as_always(place: Place) -> None:
    lead = place.scope()
    found = published(lead, strengths=f"{CANARY} did well.")
    kept = {"scope": lead, "announcement": found}
    protecting.take_out(**kept, part="strengths", words="Many did well.", why=WHY, seen=2)
    correcting.correct_text(**kept, field="strengths", words="Most did well.", why="Not all", seen=3)
    out = everything(found)
    assert "It said: <del>Many did well.</del>" in out
    assert CANARY not in out


def test_only_some_read_what_it_said(place: Place, client: Client) -> None:
    lead, auditor = place.scope(), place.scope(Role.QUALITY_AUDITOR)
    found = published(lead, strengths=f"{CANARY} did well.")
    kept = {"announcement": found, "part": "strengths", "words": "Many did well.", "why": WHY, "seen": 2}
    with pytest.raises(NotAllowedError):
        protecting.take_out(scope=place.scope(Role.CONTRIBUTOR), **kept)
    with pytest.raises(InputError, match="Enter why"):
        protecting.take_out(scope=auditor, **{**kept, "why": " "})
    with pytest.raises(InputError, match="so few"):
        protecting.take_out(scope=auditor, **{**kept, "words": "3 children did well."})
    with pytest.raises(InputError, match="the same as before"):
        protecting.take_out(scope=auditor, **{**kept, "words": f"{CANARY} did well."})
    made = protecting.take_out(scope=auditor, **kept)

    assert made.was == f"{CANARY} did well."
    history = f"/p/ashcombe/tell/{found.pk}/history/"
    for role, sees in ((Role.QUALITY_AUDITOR, True), (Role.PRESS_OFFICER, True), (Role.CONTRIBUTOR, False)):
        client.force_login(place.scope(role).person)
        said = client.get(history).content.decode()
        assert (CANARY in said) is sees, role
        assert (WHY in said) is sees, role
    assert "Many did well." in said, "what is left is for everybody"
    event = Event.objects.get(verb="announcement: taken out for privacy")
    assert (event.by_id, event.why) == (auditor.person.pk, WHY)
    assert CANARY not in str(list(Event.objects.values()))


def test_words_that_somebody_said_and_pictures_are_taken_out_too(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead))
    quoted = approved(lead, found, role=f"mother of {CANARY}", words=f"{CANARY} is well.")
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG")
    shown = writing.add_picture(
        scope=lead, announcement=found, name="a.png", data=out.getvalue(), alternative=CANARY, decorative=False
    )
    releasing.check(scope=lead, announcement=found)
    found = releasing.publish(scope=lead, announcement=found)
    address = f"/news/ashcombe/{found.slug}/pictures/{shown.pk}/"
    assert client.get(address).status_code == 200
    kept = {"scope": lead, "announcement": found, "why": WHY}
    protecting.take_out(**kept, part=f"quotation-{quoted.pk}", seen=2)
    protecting.take_out(**kept, part=f"picture-{shown.pk}", seen=3)
    assert CANARY not in everything(found)
    assert client.get(address).status_code == 404
    shown.refresh_from_db()
    assert bytes(shown.content) == b""
    for role, sees in ((Role.LEAD, True), (Role.CONTRIBUTOR, False)):
        client.force_login(place.scope(role).person)
        said = client.get(f"/p/ashcombe/tell/{found.pk}/quotations/").content.decode()
        assert (f"{CANARY} is well." in said) is sees


def test_what_is_withdrawn_to_protect_somebody_comes_back_without_it(place: Place, client: Client) -> None:
    lead = place.scope()
    found = published(lead, headline=f"{CANARY} and the others")
    before = found.slug
    assert CANARY.lower() in before
    protecting.withdraw(scope=lead, announcement=found, why=f"{WHY}: {CANARY}", parts=["headline"])

    out = everything(found)
    assert CANARY.lower() not in out.lower()
    assert "It was withdrawn to protect somebody’s privacy." in out
    assert client.get(f"/news/ashcombe/{before}/").status_code == 404
    assert client.get(f"/news/ashcombe/{again(found).slug}/").status_code == 410
    with pytest.raises(InputError, match="withdrawn to protect somebody’s privacy"):
        releasing.restore(scope=lead, announcement=again(found), why="It was right.")
    kept = {"scope": lead, "announcement": found, "why": WHY}
    protecting.take_out(**kept, part="headline", words="All of us", seen=2)
    releasing.restore(scope=lead, announcement=again(found), why="It says nothing of anybody now.")
    out = everything(found)
    assert "All of us" in out
    assert CANARY.lower() not in out.lower()


def test_it_is_done_on_the_page(place: Place, client: Client) -> None:
    lead = place.scope(Role.QUALITY_AUDITOR)
    found = published(place.scope(), strengths=f"{CANARY} did well.")
    client.force_login(lead.person)
    at = f"/p/ashcombe/tell/{found.pk}/"
    assert f"{at}privacy/strengths/" in client.get(at).content.decode()
    assert f"{CANARY} did well.</textarea>" in client.get(f"{at}privacy/strengths/").content.decode()
    assert client.get(f"{at}privacy/nothing/").status_code == 404
    refused = client.post(f"{at}privacy/strengths/", {"words": "Many did well.", "seen": 2})
    assert "Enter why: it is kept here" in refused.content.decode()
    sent = {"words": "Many did well.", "seen": 2, "why": WHY}
    assert client.post(f"{at}privacy/strengths/", sent).status_code == 302
    refused = client.post(f"{at}privacy/all/", {"seen": 3, "why": WHY})
    assert "Choose what tells of the person: without that it does not come back" in refused.content.decode()
    sent = {"seen": 3, "why": WHY, "parts": ["standfirst", "facts"]}
    assert client.post(f"{at}privacy/all/", sent).status_code == 302
    assert again(found).state == "withdrawn"
    assert client.get(f"{at}privacy/all/").status_code == 404
    assert "It tells of a person: standfirst, The figures." in client.get(at).content.decode()
    assert "they were not taken out: standfirst, The figures." in client.get(f"{at}privacy/clear/").content.decode()
    assert client.post(f"{at}privacy/clear/", {"seen": 3, "why": "It is gone."}).status_code == 302
    assert client.get(f"{at}privacy/clear/").status_code == 404
    assert again(found).state == "withdrawn"
    client.force_login(place.scope(Role.CONTRIBUTOR).person)
    assert client.get(f"{at}privacy/strengths/").status_code == 403


def with_picture(lead: Scope, **texts: str) -> tuple[Announcement, str]:
    """Publish an announcement with a picture; return it with the name of that part."""
    found = written(lead, inspected(lead), **texts)
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG")
    kept = {"name": "a.png", "data": out.getvalue(), "alternative": "A map", "decorative": False}
    shown = writing.add_picture(scope=lead, announcement=found, **kept)
    releasing.check(scope=lead, announcement=found)
    return releasing.publish(scope=lead, announcement=found), f"picture-{shown.pk}"


def test_another_part_that_is_taken_out_brings_nothing_back(place: Place) -> None:
    """What was withdrawn comes back only once every part is out that was named."""
    lead = place.scope()
    found, picture = with_picture(lead, standfirst=f"{CANARY} is thanked.", meaning=f"{CANARY} waits less.")
    kept = {"scope": lead, "announcement": found, "why": WHY}
    for parts in ([], ["nothing"], ["standfirst", "picture-0"]):
        with pytest.raises(InputError, match="Choose what tells of the person"):
            protecting.withdraw(**kept, parts=parts)
    protecting.withdraw(**kept, parts=["meaning", "standfirst"])
    assert again(found).privacy_parts == ["standfirst", "meaning"]

    def refused() -> bool:
        with pytest.raises(InputError, match="withdrawn to protect"):
            releasing.restore(scope=lead, announcement=again(found), why="It was right.")
        return True

    protecting.take_out(**kept, part=picture, seen=2)
    assert refused()
    protecting.take_out(**kept, part="standfirst", words="Many are thanked.", seen=3)
    assert refused()
    with pytest.raises(InputError, match="named as telling of a person"):
        correcting.correct_text(**kept, field="meaning", words="All wait less.", seen=4)
    protecting.take_out(**kept, part="meaning", words="All wait less.", seen=4)
    releasing.restore(scope=lead, announcement=again(found), why="It says nothing of anybody now.")
    assert CANARY not in everything(found)


def test_that_it_tells_of_nobody_can_be_confirmed(place: Place) -> None:
    """Such as figures, which leave the page only when the records are other ones."""
    lead = place.scope()
    found = published(lead)
    kept = {"scope": lead, "announcement": found}
    with pytest.raises(InputError, match="not withdrawn to protect"):
        protecting.clear(**kept, why="It is gone.", seen=2)
    protecting.withdraw(**kept, why=WHY, parts=["facts"])
    with pytest.raises(InputError, match="named as telling of a person"):
        correcting.correct_facts(**kept, why="They are others.", seen=2)
    with pytest.raises(InputError, match="how it is known"):
        protecting.clear(**kept, why=" ", seen=2)
    with pytest.raises(NotAllowedError):
        protecting.clear(scope=place.scope(Role.CONTRIBUTOR), announcement=found, why="It is gone.", seen=2)
    protecting.clear(**kept, why="It was of the whole area.", seen=2)
    releasing.restore(scope=lead, announcement=again(found), why="It says nothing of anybody.")
    assert again(found).state == "published"
    assert Event.objects.filter(verb="announcement: clear").count() == 1


def test_what_is_withdrawn_to_protect_somebody_is_for_few(place: Place, client: Client) -> None:
    """Its texts, its files and why it was withdrawn; once it is back, all but what was taken out, and why."""
    lead, reader = place.scope(), place.scope(Role.CONTRIBUTOR)
    found, picture = with_picture(lead, standfirst=f"{CANARY} is thanked.")
    at = f"/p/ashcombe/tell/{found.pk}"
    pages = [f"{at}/", f"{at}/preview/", f"{at}/history/", f"{at}/checks/", f"{at}/quotations/", f"{at}/pictures/"]
    pages += [f"{at}.txt", f"{at}/pictures/{picture.partition('-')[2]}/"]
    protecting.withdraw(scope=lead, announcement=found, why=f"{WHY}: {CANARY}", parts=["standfirst"])
    client.force_login(reader.person)
    assert {client.get(each).status_code for each in pages} == {404}
    assert found.headline not in client.get("/p/ashcombe/tell/").content.decode()
    client.force_login(lead.person)
    assert {client.get(each).status_code for each in pages} == {200}
    assert f"{WHY}: {CANARY}" in client.get(f"{at}/history/").content.decode()

    protecting.take_out(scope=lead, announcement=found, part="standfirst", words="Many are thanked.", why=WHY, seen=2)
    releasing.restore(scope=lead, announcement=again(found), why="It says nothing of anybody now.")
    client.force_login(reader.person)
    said = client.get(f"{at}/history/").content.decode()
    assert "Withdraw it: Withdrawn" in said
    assert "Not shown, to protect somebody’s privacy" in said
    assert WHY not in said
    assert CANARY not in said


def test_only_lines_of_the_part_or_that_tell_of_it_are_silenced(place: Place, client: Client) -> None:
    """A correction of another part is still told, in the list, the feed and the mail; the form says it all beforehand."""
    lead = place.scope()
    found = written(lead, inspected(lead))
    quoted = approved(lead, found, name=f"Ada {CANARY}", words="My daughter waited a very long year for it.")
    releasing.check(scope=lead, announcement=found)
    found = releasing.publish(scope=lead, announcement=found)
    kept = {"scope": lead, "announcement": found}
    april = "The board meets a month later"
    correcting.correct_text(**kept, field="next_steps", words="The board meets in April.", why=april, seen=2)
    named = f"It was not {CANARY} who asked"
    correcting.correct_text(**kept, field="contact", words="Press office", why=named, seen=3)
    spoken = "Who said “waited a very long time” was misheard"
    correcting.correct_text(**kept, field="strengths", words="Schools know a child well.", why=spoken, seen=4)

    client.force_login(lead.person)
    address = f"/p/ashcombe/tell/{found.pk}/privacy/quotation-{quoted.pk}/"
    silenced, left = client.get(address).content.decode().split("left, because")
    silenced = silenced.split('id="silenced"')[1]
    assert named in silenced
    assert spoken in silenced
    assert april not in silenced
    assert april in left
    assert f"Announcement: “{found.headline}”" in left
    whole = client.get(f"/p/ashcombe/tell/{found.pk}/privacy/all/").content.decode()
    assert "These 4 lines are said no more" in whole
    protecting.take_out(**kept, part=f"quotation-{quoted.pk}", why=WHY, seen=5)

    changes = client.get("/local/ashcombe/changes/").content.decode()
    for words in (changes, client.get("/local/ashcombe/changes.atom").content.decode(), followed(lead)):
        assert f"Announcement: “{found.headline}”" in words
        assert april in words
        assert CANARY not in words
        assert spoken not in words
    assert "2 changes of which no more is said" in changes
    protecting.withdraw(scope=lead, announcement=again(found), why=WHY, parts=["strengths"])
    assert "5 changes of which no more is said" in client.get("/local/ashcombe/changes/").content.decode()
