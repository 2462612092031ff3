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
from extramile.web.findings.models import Recognition
from extramile.web.timetable.models import Session
from tests.integration.announcements.scene import approved, inspected, told, written
from tests.partnership import Place, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def again(found: Announcement) -> Announcement:
    return Announcement.objects.get(pk=found.pk)


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
    correcting.correct_text(**kept, field="standfirst", words="Inspectors made one visit to a school.", seen=2)
    with pytest.raises(InputError, match="The words of the cabinet member: “two visits”"):
        correcting.correct_facts(**kept, seen=3)
    correcting.correct_quotation(**kept, quotation_id=found.quotations.get().pk, seen=3)
    correcting.correct_facts(**kept, seen=4)
    assert again(found).facts["activity"]["visits"] == 1


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
