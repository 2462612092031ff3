"""After publication: figures beside texts that say others, and what must pass before a withdrawn announcement comes back."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions import correcting, releasing, writing
from extramile.web.announcements.models import Announcement
from extramile.web.announcements.queries.checks import checks
from extramile.web.findings.models import Recognition
from extramile.web.timetable.models import Session
from tests.integration.announcements.scene import again, approved, inspected, told, written
from tests.partnership import Place, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def embargo_again(found: Announcement) -> None:
    """The day of publication was entered wrongly: it is still to come."""
    type(found.inspection).objects.update(published_on=timezone.localdate() + timedelta(days=7))


def fact_changed(found: Announcement) -> None:
    Session.objects.filter(inspection=found.inspection, type="setting-visit")[:1].get().delete()


def praise_without_consent(found: Announcement) -> None:
    who = {"who": "Ada Quill", "words": "Kind.", "said_by": "a parent", "made_by": found.made_by}
    Recognition.objects.create(inspection=found.inspection, **who)
    Announcement.objects.filter(pk=found.pk).update(strengths="Ada Quill went the extra mile.")


def test_figures_are_not_corrected_beside_a_text_that_says_the_old_one(place: Place) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead), standfirst="Inspectors made 2 visits to schools.")
    approved(lead, found, words="After two visits we know more.")
    releasing.check(scope=lead, announcement=found)
    releasing.publish(scope=lead, announcement=found)
    fact_changed(found)
    kept = {"scope": lead, "announcement": found, "why": "A visit was counted twice."}

    with pytest.raises(InputError, match="Standfirst: “2 visits”: the records have 1"):
        correcting.correct_facts(**kept, seen=2)
    assert again(found).facts["activity"]["visits"] == 2
    said = {"standfirst": "Inspectors made one visit to a school."}
    # Beside the words stands the figure with which it was published, whatever the records say today.
    with pytest.raises(InputError, match="Standfirst: “one visit”: the records have 2"):
        correcting.correct_text(**kept, field="standfirst", words=said["standfirst"], seen=2)
    with pytest.raises(InputError, match="The words of the cabinet member: “two visits”"):
        correcting.correct_facts(**kept, texts=said, seen=2)
    correcting.correct_quotation(**kept, quotation_id=found.quotations.get().pk, seen=2)
    correcting.correct_facts(**kept, texts=said, seen=3)
    assert again(found).facts["activity"]["visits"] == 1
    assert [each.field for each in again(found).corrections.all()] == ["quotation", "facts", "standfirst"]
    assert again(found).standfirst == said["standfirst"]


def test_a_text_is_corrected_with_the_figures_on_one_page(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead), standfirst="Inspectors made 2 visits to schools.")
    releasing.check(scope=lead, announcement=found)
    releasing.publish(scope=lead, announcement=found)
    fact_changed(found)
    client.force_login(lead.person)
    address = f"/p/ashcombe/tell/{found.pk}/correct/facts/"
    assert "Inspectors made 2 visits to schools.</textarea>" in client.get(address).content.decode()
    sent = {"seen": 2, "why": "A visit was counted twice.", "text_standfirst": "Inspectors made one visit."}
    assert client.post(address, {**sent, "text_standfirst": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert again(found).standfirst == "Inspectors made one visit."


def test_a_picture_that_nobody_can_change_any_more_stands_in_no_correction(place: Place) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead))
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG")
    about = {"name": "a.png", "alternative": "A map of the 2 visits", "decorative": False}
    writing.add_picture(scope=lead, announcement=found, data=out.getvalue(), **about)
    releasing.check(scope=lead, announcement=found)
    releasing.publish(scope=lead, announcement=found)
    fact_changed(found)
    correcting.correct_facts(scope=lead, announcement=found, why="A visit was counted twice.", seen=2)
    assert again(found).facts["activity"]["visits"] == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (embargo_again, "under embargo"),
        (fact_changed, "A fact has changed"),
        (praise_without_consent, "has not agreed to be named"),
    ],
)
def test_what_was_withdrawn_is_published_again_only_if_every_check_passes(
    place: Place, client: Client, spoil: Any, words: str
) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    releasing.withdraw(scope=lead, announcement=found, note="A figure was wrong.")
    client.force_login(lead.person)
    at = f"/p/ashcombe/tell/{found.pk}/"
    assert "Publish it again" in client.get(at).content.decode()
    spoil(found)

    with pytest.raises(InputError, match=words):
        releasing.restore(scope=lead, announcement=again(found), why="It was right.")
    assert again(found).state == "withdrawn"
    page = client.get(at).content.decode()
    assert "Publish it again" not in page
    assert words in page
    # Who had the page open is told, and led to where it stands: the field they filled is not there any more.
    answer = client.post(f"{at}step/", {"step": "restore", "why": "It was right."})
    assert answer.status_code == 422
    assert 'href="#steps"' in answer.content.decode()
    assert "#id_restore" not in answer.content.decode()


def test_what_the_records_have_otherwise_today_is_corrected_and_comes_back(place: Place, client: Client) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead), standfirst="Inspectors made 2 visits to schools.")
    releasing.check(scope=lead, announcement=found)
    found = releasing.publish(scope=lead, announcement=found)
    releasing.withdraw(scope=lead, announcement=found, note="A figure was wrong.")
    gone = again(found).changed_at
    fact_changed(found)
    client.force_login(lead.person)
    page = client.get(f"/p/ashcombe/tell/{found.pk}/").content.decode()
    assert f"/p/ashcombe/tell/{found.pk}/correct/facts/" in page
    kept = {"scope": lead, "announcement": found, "why": "A visit was counted twice."}
    said = {"standfirst": "Inspectors made one visit."}
    correcting.correct_facts(**kept, texts=said, seen=2)
    assert again(found).changed_at == gone, "its page says when it was withdrawn"
    releasing.restore(scope=lead, announcement=again(found), why="It is right now.")
    public = client.get(f"/news/ashcombe/{found.slug}/").content.decode()
    assert "Inspectors made one visit." in public
    assert "Visits: 2" in public, "what was corrected meanwhile is listed"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("It named 3 children of Fernbeck.", "so few"),
        ("Write to a.parent@example.org.", "a mail address"),
        ("Ada Quill was named.", "has not agreed to be named"),
    ],
)
def test_a_reason_says_no_more_than_a_text_may(place: Place, words: str, wrong: str) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    quoted = found.quotations.get()
    who = {"who": "Ada Quill", "words": "Kind.", "said_by": "a parent", "made_by": lead.person}
    Recognition.objects.create(inspection=found.inspection, **who)
    kept = {"scope": lead, "announcement": found}
    with pytest.raises(InputError, match=f"The reason: .*{wrong}"):
        correcting.correct_text(**kept, field="strengths", words="All is well.", why=words, seen=2)
    with pytest.raises(InputError, match=wrong):
        correcting.correct_quotation(**kept, quotation_id=quoted.pk, why=words, seen=2)
    with pytest.raises(InputError, match=wrong):
        releasing.withdraw(**kept, note=words)
    assert again(found).state == "published"
    assert not found.corrections.exists()
    # Why something is corrected may say the figure that was wrong.
    why = "It said 12 visits."
    correcting.correct_text(**kept, field="strengths", words="All is well.", why=why, seen=2)


def test_how_somebody_is_named_is_checked_as_what_they_say(place: Place) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead))
    approved(lead, found, role="mother of two children", organisation="write to her at a.parent@example.org")
    wrong = {each.id: each.faults for each in checks(found, lead) if not each.passes}
    assert set(wrong) == {"small-numbers", "personal"}
    assert wrong["personal"][0].where == "How the mother of two children is named"


def test_who_is_praised_and_approved_to_be_quoted_may_stand_under_their_words(place: Place) -> None:
    lead = place.scope()
    found = written(lead, inspected(lead))
    who = {"who": "Ada Quill", "words": "Kind.", "said_by": "a parent", "made_by": lead.person}
    Recognition.objects.create(inspection=found.inspection, **who)
    approved(lead, found)
    assert all(each.passes for each in checks(found, lead))
    approved(lead, found, name="Ben Reed", organisation="The office of Ada Quill", email="b@example.org")
    assert {each.id for each in checks(found, lead) if not each.passes} == {"personal"}
