"""Praise is told with consent, without a name where none is wanted, and never before publication."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.findings.actions import recognition as actions
from extramile.web.findings.models import Recognition
from extramile.web.findings.queries import recognition as queries
from extramile.web.inspections.models import Inspection
from extramile.web.jobs import work
from extramile.web.partnerships.permissions import NotAllowedError
from tests.integration.findings.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db
SAID = {"who": "The early years team", "words": "They wait for nobody.", "said_by": "Lead inspector"}


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


def publish(inspection: Inspection) -> Inspection:
    inspection.published_on, inspection.outcome = timezone.localdate(), "inconsistent"
    inspection.save()
    return inspection


def test_nothing_is_told_before_publication(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    found = actions.record_praise(scope=lead, inspection=inspection, email="team@example.org", **SAID)
    found = actions.note_consent(scope=lead, recognition=found, consent="given")

    for action in (actions.thank, actions.share_praise):
        with pytest.raises(InputError, match="not published"):
            action(scope=lead, recognition=found)
    assert queries.shared(inspection) == []


@pytest.mark.parametrize(("consent", "who"), [("given", SAID["who"]), ("unnamed", "")])
def test_told_as_they_want_it(people: dict[str, Any], consent: str, who: str) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    found = actions.record_praise(scope=lead, inspection=inspection, **SAID)
    publish(inspection)
    with pytest.raises(InputError, match="did not say"):
        actions.share_praise(scope=lead, recognition=found)

    actions.note_consent(scope=lead, recognition=found, consent=consent)
    actions.share_praise(scope=lead, recognition=found)

    assert [each.who for each in queries.shared(inspection)] == [who]
    page = signed_in(people["reader"]).get(f"/p/ashcombe/inspect/{inspection.pk}/praise/").content.decode()
    assert SAID["words"] in page
    assert (SAID["who"] in page) == bool(who)
    actions.note_consent(scope=lead, recognition=found, consent="refused")
    assert queries.shared(inspection) == []


def test_thanked_once_by_mail(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    found = actions.record_praise(scope=lead, inspection=inspection, email="team@example.org", **SAID)
    publish(inspection)

    work.run(str(actions.thank(scope=lead, recognition=found).pk))

    assert [each.to for each in mail.outbox] == [["team@example.org"]]
    assert SAID["words"] in str(mail.outbox[0].body)
    with pytest.raises(InputError, match="already"):
        actions.thank(scope=lead, recognition=found)


def test_by_hand_and_for_nobody_else(people: dict[str, Any]) -> None:
    lead, inspection = people["lead"], inspect(people["lead"])
    client, where = signed_in(lead), f"/p/ashcombe/inspect/{inspection.pk}/praise/"
    assert client.post(f"{where}new/", {**SAID, "email": "nowhere"}).status_code == 422
    assert client.post(f"{where}new/", SAID).status_code == 302
    found = Recognition.objects.get()
    ahead = (timezone.localdate() + timedelta(2)).isoformat()
    assert client.post(f"{where}{found.pk}/", {"do": "consent", "consent": "given", "on": ahead}).status_code == 422
    assert client.post(f"{where}{found.pk}/", {"do": "consent", "consent": "unnamed"}).status_code == 302
    assert client.post(f"{where}{found.pk}/", {"do": "share"}).status_code == 422
    for who in ("contributor", "reader"):
        assert not queries.recognitions(people[who], inspection).exists()
        with pytest.raises(NotAllowedError):
            actions.record_praise(scope=people[who], inspection=inspection, **SAID)
