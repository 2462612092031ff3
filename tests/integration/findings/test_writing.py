"""Findings are written against criteria, read by a second person, and lose nothing that anybody wrote."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.enquiries.models import Note
from extramile.web.findings.actions import findings as actions
from extramile.web.findings.actions import linking
from extramile.web.findings.actions.steps import take_step
from extramile.web.findings.finding_texts import said_in
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries import proof
from extramile.web.inspections.models import Purpose
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.models import Session
from tests.integration.findings.scene import WORDS, inspect, let_in, make_partnership, moderated, note, signed_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("ashcombe")


@pytest.fixture
def inspection(people: dict[str, Any]) -> Any:
    found = inspect(people["lead"])
    let_in(people["lead"], found, people["auditor"])
    return found


def test_who_wrote_it_does_not_let_it_pass(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    take_step(scope=people["lead"], finding=found, step="offer")
    with pytest.raises(InputError, match="You wrote this finding"):
        take_step(scope=people["lead"], finding=found, step="moderate")

    found = take_step(scope=people["auditor"], finding=found, step="return", words="Say since when.", seen=1)
    assert (found.state, found.reason) == ("returned", "Say since when.")
    # The second person mends the words: now they are theirs, and somebody else must read them.
    said = said_in(found) | {"words": "Since 2024 families are told early."}
    actions.change_finding(scope=people["auditor"], finding=found, said=said, seen=found.revision)
    take_step(scope=people["auditor"], finding=found, step="offer")
    with pytest.raises(InputError, match="You wrote this finding"):
        take_step(scope=people["auditor"], finding=found, step="moderate")
    with pytest.raises(InputError, match="You wrote this finding"):
        take_step(scope=people["lead"], finding=found, step="moderate")


def test_what_was_read_is_what_passes(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    take_step(scope=people["lead"], finding=found, step="offer")
    take_step(scope=people["lead"], finding=found, step="take-back")
    actions.change_finding(scope=people["lead"], finding=found, said=said_in(found) | {"words": "Other."}, seen=1)
    take_step(scope=people["lead"], finding=found, step="offer")
    with pytest.raises(InputError, match="changed while you read it"):
        take_step(scope=people["auditor"], finding=found, step="moderate", seen=1)
    found = take_step(scope=people["auditor"], finding=found, step="moderate", seen=2)

    assert found.moderated_by == people["auditor"].person
    with pytest.raises(InputError, match="is moderated; its words stand"):
        actions.change_finding(scope=people["lead"], finding=found, said=said_in(found), seen=2)
    with pytest.raises(InputError, match="Enter a reason"):
        take_step(scope=people["lead"], finding=found, step="reopen")
    assert take_step(scope=people["lead"], finding=found, step="reopen", words="A date is wrong.").moderated_by is None
    assert [each.step for each in queries.steps(people["lead"], found)] == [
        *("offer", "take-back", "offer", "moderate", "reopen")
    ]


def test_a_finding_goes_to_a_second_person_whole(people: dict[str, Any], inspection: Any) -> None:
    bare = write(people["lead"], inspection, criteria=[])
    with pytest.raises(InputError, match="against no criterion"):
        take_step(scope=people["lead"], finding=bare, step="offer")
    urgent = write(people["lead"], inspection, kind="priority_action")
    with pytest.raises(InputError, match="nobody is named who must act"):
        take_step(scope=people["lead"], finding=urgent, step="offer")
    body = queries.bodies(inspection).first()
    said = said_in(urgent) | {"responsible": [body.pk]}
    actions.change_finding(scope=people["lead"], finding=urgent, said=said, seen=1)
    assert take_step(scope=people["lead"], finding=urgent, step="offer").state == "proposed"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"words": " "}, "Enter the finding in words"),
        ({"kind": "strength"}, "Choose the kind of finding"),
        ({"criteria": ["I1", "X9"]}, "no criterion X9"),
        ({"responsible": [987654]}, "organisations of this partnership"),
        ({"session_id": 987654}, "not of this inspection"),
    ],
)
def test_what_cannot_be_said_here_is_told(
    people: dict[str, Any], inspection: Any, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        write(people["lead"], inspection, **given)


def test_two_who_change_it_at_once_lose_nothing(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    theirs = said_in(found) | {"criteria": ["I1", "L1"]}
    actions.change_finding(scope=people["auditor"], finding=found, said=theirs, seen=1)
    mine = said_in(found) | {"words": "Mine.", "criteria": ["I1", "I2"]}
    with pytest.raises(ChangedMeanwhileError) as meanwhile:
        actions.change_finding(scope=people["lead"], finding=found, said=mine, seen=1)

    assert meanwhile.value.proposal == {**mine, "criteria": ["I1", "I2", "L1"]}
    assert [each.name for each in meanwhile.value.met] == ["criteria"]
    found = actions.change_finding(scope=people["lead"], finding=found, said=meanwhile.value.proposal, seen=2)
    assert (found.words, found.criteria, found.revision) == ("Mine.", ["I1", "I2", "L1"], 3)
    assert [each.words for each in found.texts.all()] == [WORDS, WORDS, "Mine."]


def test_nobody_lets_pass_what_they_do_not_say_that_they_read(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    take_step(scope=people["lead"], finding=found, step="offer")
    for step, words in (("moderate", ""), ("return", "Since when?")):
        with pytest.raises(InputError, match="does not say which text you read"):
            take_step(scope=people["auditor"], finding=found, step=step, words=words)
    page = signed_in(people["auditor"]).post(
        f"/p/ashcombe/inspect/{inspection.pk}/findings/{found.pk}/step/", {"step": "moderate"}
    )
    assert page.status_code == 422
    assert "Load it again" in page.content.decode()


def test_what_it_rests_on_is_saved_with_its_words_or_not_at_all(people: dict[str, Any], inspection: Any) -> None:
    lead = people["lead"]
    first, other = (
        Session.objects.create(
            inspection=inspection,
            type="focus-group",
            title=title,
            starts=at,
            ends=at + timedelta(hours=1),
            made_by=lead.person,
        )
        for title, at in (("Parents", inspection.called_at), ("Pupils", inspection.called_at + timedelta(hours=2)))
    )
    found = write(lead, inspection, session_id=first.pk)
    with pytest.raises(InputError, match="not of this inspection"):
        actions.change_finding(
            scope=lead, finding=found, said=said_in(found) | {"words": "Mine.", "session_id": 987654}, seen=1
        )
    found.refresh_from_db()
    assert (found.words, found.session_id, found.texts.count()) == (WORDS, first.pk, 1)

    actions.change_finding(
        scope=people["auditor"], finding=found, said=said_in(found) | {"session_id": other.pk}, seen=1
    )
    client, where = signed_in(lead), f"/p/ashcombe/inspect/{inspection.pk}/findings/{found.pk}/"
    sent = {"kind": "effective", "words": "Mine.", "criteria": ["I1"], "session_id": first.pk, "seen": 1}
    refused = client.post(f"{where}change/", sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "What changed while you wrote" in page
    assert f'<option value="{other.pk}" selected>' in page, "what only they changed stands in the form"
    assert client.post(f"{where}change/", {**sent, "session_id": other.pk, "seen": 2}).status_code == 302
    assert [each.session_id for each in found.texts.all()] == [first.pk, other.pk, other.pk]
    assert "Pupils" in client.get(where).content.decode()


def test_a_note_that_somebody_does_not_see_stays_beside_it(people: dict[str, Any]) -> None:
    lead, challenge = people["lead"], inspect(people["lead"], purpose=Purpose.CHALLENGE)
    kept = Note.objects.create(
        inspection=challenge, held_at=timezone.now(), kind="feedback", words="So.", made_by=lead.person
    )
    found = write(lead, challenge, kind="peer-strength", note_id=kept.pk)
    said = said_in(found) | {"words": "Mended.", "note_id": None}
    actions.change_finding(scope=people["inspector"], finding=found, said=said, seen=1)
    found.refresh_from_db()
    assert (found.words, found.note_id) == ("Mended.", kept.pk)
    page = signed_in(people["inspector"]).get(f"/p/ashcombe/inspect/{challenge.pk}/findings/{found.pk}/")
    assert "Feedback" not in page.content.decode()


def test_saving_what_stands_there_already_is_no_conflict(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    said = said_in(found) | {"words": "Both."}
    actions.change_finding(scope=people["auditor"], finding=found, said=said, seen=1)
    assert actions.change_finding(scope=people["lead"], finding=found, said=said, seen=1).revision == 2


def test_dropped_with_a_reason_and_taken_up_again(people: dict[str, Any], inspection: Any) -> None:
    found = moderated(people["lead"], people["auditor"], inspection)
    with pytest.raises(InputError, match="Enter a reason"):
        take_step(scope=people["lead"], finding=found, step="drop", words=" ")
    take_step(scope=people["lead"], finding=found, step="drop", words="Said twice.")
    assert queries.findings(people["lead"], inspection) == []
    assert queries.findings(people["lead"], inspection, queries.Wanted(state="dropped")) == [found]
    found = take_step(scope=people["lead"], finding=found, step="restore")
    assert (found.state, found.reason, found.moderated_by) == ("draft", "", None)


def test_order_within_a_kind(people: dict[str, Any], inspection: Any) -> None:
    first, other, second, third = (
        write(people["lead"], inspection, words=words, kind=kind)
        for words, kind in [("1", "improve"), ("x", "effective"), ("2", "improve"), ("3", "improve")]
    )
    actions.move_finding(scope=people["lead"], finding=third, up=True)
    actions.move_finding(scope=people["lead"], finding=first, up=True)
    assert queries.findings(people["lead"], inspection) == [other, first, third, second]
    actions.move_finding(scope=people["lead"], finding=first, up=False)
    assert queries.findings(people["lead"], inspection) == [other, third, first, second]


def test_search(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection)
    other = write(people["lead"], inspection, kind="improve", words="Reviews are late.", criteria=["L2"])
    for wanted, expected in [
        ({"words": "late reviews"}, [other]),
        ({"kind": "effective"}, [found]),
        ({"criterion": "L2"}, [other]),
        ({"state": "moderated"}, []),
        ({}, [found, other]),
    ]:
        assert queries.findings(people["lead"], inspection, queries.Wanted(**wanted)) == expected


def test_evidence_learns_that_a_finding_rests_on_it_and_not_what_it_says(
    people: dict[str, Any], inspection: Any
) -> None:
    found = write(people["lead"], inspection)
    item = note(people["lead"], "Audit of sixty plans", criteria=("send-2023:I1",))
    assert list(proof.choices(people["lead"], "send-2023", found.criteria)) == [item.pk]
    linking.link_evidence(scope=people["lead"], finding=found, item_id=item.pk)
    assert [each.title for each in proof.proofs(people["lead"], [found.pk])[found.pk]] == ["Audit of sixty plans"]
    assert item.uses.get().words == "A finding of Area SEND inspection"
    linking.unlink_evidence(scope=people["lead"], finding=found, item_id=item.pk)
    assert proof.proofs(people["lead"], [found.pk]) == {}
    with pytest.raises(InputError, match="no such evidence"):
        linking.link_evidence(scope=people["lead"], finding=found, item_id=987654)


def test_reviewers_write_in_a_challenge_and_never_in_an_inspection(people: dict[str, Any], inspection: Any) -> None:
    with pytest.raises(NotAllowedError):
        write(people["inspector"], inspection)
    challenge = inspect(people["lead"], purpose=Purpose.CHALLENGE)
    assert [each.name for each in queries.kinds(challenge)] == ["Strength", "Area to consider"]
    found = write(people["inspector"], challenge, kind="peer-strength")
    take_step(scope=people["inspector"], finding=found, step="offer")
    assert take_step(scope=people["lead"], finding=found, step="moderate", seen=1).state == "moderated"


def test_the_trail_never_holds_the_words(people: dict[str, Any], inspection: Any) -> None:
    found = write(people["lead"], inspection, words="Zebra.")
    actions.change_finding(scope=people["lead"], finding=found, said=said_in(found) | {"words": "Okapi."}, seen=1)
    take_step(scope=people["lead"], finding=found, step="drop", words="Not so: quagga.")
    events = list(Event.objects.filter(kind="finding"))
    assert [each.verb for each in events] == ["finding written", "finding changed", "finding dropped"]
    told = " ".join(str(value) for each in events for value in vars(each).values())
    assert not any(word in told for word in ("Zebra", "Okapi", "quagga"))


def test_a_long_list_has_pages_and_keeps_what_is_looked_for(people: dict[str, Any], inspection: Any) -> None:
    lead = people["lead"]
    for number in range(52):
        write(lead, inspection, words=f"Finding number {number:02}.", kind="effective" if number < 49 else "improve")
    write(lead, inspection, kind="improve", words="Reviews are late.", criteria=["L2"])
    client, where = signed_in(lead), f"/p/ashcombe/inspect/{inspection.pk}/findings/"

    first = client.get(where).content.decode()
    assert ("Finding number 49" in first, "Finding number 50" in first) == (True, False)
    assert "53 findings; 1 to 50 of 53 stand here" in first
    second = client.get(f"{where}?page=2").content.decode()
    assert ("Finding number 49" in second, "Finding number 50" in second) == (False, True)
    # The second of its kind stands first on the page: it can still go before the one on the page before.
    assert second.count(">Earlier<") == 3
    assert second.count(">Later<") == 2

    narrowed = client.get(f"{where}?words=number&kind=effective&state=draft&by=criterion").content.decode()
    assert "49 findings with “number”" in narrowed
    assert "Reviews are late" not in narrowed
    assert 'aria-label="Pages"' not in narrowed
    turned = client.get(f"{where}?words=number&page=2").content.decode()
    assert "Finding number 51" in turned
    assert 'href="' + where + '?words=number" rel="prev"' in turned
    assert client.get(f"{where}?page=99").status_code == client.get(f"{where}?page=x").status_code == 200
    assert "Reviews are late" in client.get(f"{where}?criterion=L2").content.decode()
