"""Writing together: nothing is lost, nobody speaks for others, signatures are of words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.queries import history_of, verify
from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions import claims, evaluations, linking, parts, statement, versions
from extramile.web.selfevaluation.actions.claims import ChangedMeanwhileError
from extramile.web.selfevaluation.actions.taking_out import take_out_claim
from extramile.web.selfevaluation.models import Claim, Draft, SignOff
from extramile.web.selfevaluation.queries import statement as statement_queries
from extramile.web.selfevaluation.queries import versions as version_queries
from tests.integration.selfevaluation.scene import (
    begin,
    full,
    make_partnership,
    note,
    part,
    signed_in,
    soon,
    texts,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


def test_a_claim_is_written_in_the_name_of_an_organisation(people: dict[str, Scope]) -> None:
    claim = write(people["contributor"], begin(people["lead"]))

    assert claim.organisation == people["contributor"].organisation
    assert [each.verb for each in history_of("wexmoor", "claim", claim.pk)] == ["claim written"]
    assert verify("wexmoor")[1] == []


def test_the_second_save_sees_what_changed_and_loses_nothing(people: dict[str, Scope]) -> None:
    found = begin(people["lead"])
    claim = write(people["contributor"], found)
    claims.change_claim(scope=people["lead"], claim=claim, texts=texts(judgement="Theirs.", difference="D."), seen=1)

    with pytest.raises(ChangedMeanwhileError) as raised:
        claims.change_claim(
            scope=people["contributor"], claim=claim, texts=texts(judgement="Mine.", what_next="N."), seen=1
        )

    claim.refresh_from_db()
    assert claim.judgement == "Theirs."
    assert {each.name for each in raised.value.met} == {"judgement", "difference"}
    assert raised.value.proposal == texts(judgement="Mine.", difference="D.", what_next="N.")
    saved = claims.change_claim(scope=people["contributor"], claim=claim, texts=raised.value.proposal, seen=2)
    assert (saved.judgement, saved.difference, saved.what_next) == ("Mine.", "D.", "N.")
    assert list(saved.texts.values_list("revision", flat=True)) == [1, 2, 3]


def test_the_page_shows_both_texts(people: dict[str, Scope]) -> None:
    found = begin(people["lead"])
    claim = write(people["contributor"], found)
    claims.change_claim(scope=people["lead"], claim=claim, texts=texts(judgement="Theirs stands here."), seen=1)
    address = f"/p/wexmoor/know/{found.pk}/claims/{claim.pk}/change/"

    response = signed_in(people["contributor"]).post(address, {**texts(judgement="Mine stands here."), "seen": 1})

    said = response.content.decode()
    assert response.status_code == 422
    assert "What changed while you wrote" in said
    assert "Theirs" in said
    assert "Mine stands here." in said
    assert 'name="seen" value="2"' in said


def test_a_draft_is_kept_for_its_writer_alone(people: dict[str, Scope]) -> None:
    found = begin(people["lead"])
    address = f"/p/wexmoor/know/{found.pk}/criteria/I2/add/"

    client = signed_in(people["contributor"])
    assert client.post(address, {"judgement": "Half a sen", "do": "draft"}).status_code == 302
    client.logout()

    assert "Half a sen" in signed_in(people["contributor"]).get(address).content.decode()
    assert "Half a sen" not in signed_in(people["lead"]).get(address).content.decode()
    signed_in(people["contributor"]).post(address, texts(judgement="A whole sentence."))
    assert not Draft.objects.exists()
    assert Claim.objects.get().judgement == "A whole sentence."


def test_a_form_with_mistakes_keeps_what_was_written(people: dict[str, Scope]) -> None:
    found = begin(people["lead"])
    address = f"/p/wexmoor/know/{found.pk}/criteria/I2/add/"

    response = signed_in(people["lead"]).post(address, texts(judgement="", what_we_do="Kept words."))

    assert response.status_code == 422
    assert "Enter the judgement in a sentence" in response.content.decode()
    assert "Kept words." in response.content.decode()


def test_nobody_changes_another_organisations_claim_but_a_lead(people: dict[str, Scope]) -> None:
    claim = write(people["lead"], begin(people["lead"]))

    with pytest.raises(InputError, match="own word"):
        claims.change_claim(scope=people["contributor"], claim=claim, texts=texts(judgement="Other."), seen=1)
    with pytest.raises(NotAllowedError):
        write(people["reader"], claim.evaluation)


def test_a_part_moves_by_the_table(people: dict[str, Scope]) -> None:
    lead, health = people["lead"], people["contributor"]
    found = begin(lead)
    one = parts.assign_part(scope=lead, part=part(found), organisation=health.organisation, due=soon())
    parts.move_part(scope=health, part=one, name="submit")
    with pytest.raises(InputError, match="submitted"):
        write(health, found)
    with pytest.raises(InputError, match="what is missing"):
        parts.move_part(scope=lead, part=one, name="return")
    returned = parts.move_part(scope=lead, part=one, name="return", why="No gap is named.")
    assert (returned.state, returned.reason) == ("returned", "No gap is named.")
    write(health, found)
    parts.move_part(scope=health, part=one, name="submit")
    assert parts.move_part(scope=lead, part=one, name="agree").state == "agreed"
    with pytest.raises(InputError, match="cannot be moved"):
        parts.move_part(scope=lead, part=one, name="submit")


def test_only_the_parts_own_organisation_submits_it(people: dict[str, Scope]) -> None:
    one = parts.assign_part(
        scope=people["lead"],
        part=part(begin(people["lead"])),
        organisation=people["contributor"].organisation,
        due=soon(),
    )

    with pytest.raises(InputError, match="wexmoor icb"):
        parts.move_part(scope=people["forum"], part=one, name="submit")


def test_a_signature_ends_when_the_text_changes(people: dict[str, Scope]) -> None:
    scene = full(people)

    claims.change_claim(scope=people["lead"], claim=scene["claim"], texts=texts(judgement="Other words."), seen=1)

    signature = SignOff.objects.get(pk=scene["signature"].pk)
    assert signature.withdrawn_at
    assert "changed" in signature.withdrawn_why
    with pytest.raises(InputError, match="freeze a new one"):
        versions.sign_off(scope=people["forum"], version=scene["version"])


def test_confirming_changes_no_words_and_ends_no_signature(people: dict[str, Scope]) -> None:
    scene = full(people)
    Claim.objects.update(last_confirmed=timezone.localdate() - timedelta(days=400))

    claims.confirm_claim(scope=people["lead"], claim=scene["claim"])

    assert SignOff.objects.get().withdrawn_at is None
    assert Claim.objects.get(pk=scene["claim"].pk).last_confirmed == timezone.localdate()


def test_versions_differ_claim_by_claim(people: dict[str, Scope]) -> None:
    scene = full(people)
    lead, found = people["lead"], scene["evaluation"]
    claims.change_claim(scope=lead, claim=scene["claim"], texts=texts(judgement="Other words."), seen=1)
    take_out_claim(scope=lead, claim=scene["gap"], why="Mended")
    new = write(lead, found, "L1", judgement="Leaders meet.")
    newer = versions.freeze_version(scope=lead, evaluation=found)

    differences = version_queries.differences(scene["version"], newer)

    assert [(each.criterion, bool(each.before), bool(each.after)) for each in differences] == [
        ("I1", True, True),
        ("L1", False, True),
        ("I3", True, False),
    ]
    assert differences[1].after["id"] == new.pk
    page = signed_in(lead).get(f"/p/wexmoor/know/{found.pk}/versions/2/?against=1").content.decode()
    assert "<ins>" in page
    with pytest.raises(InputError, match="Nothing changed"):
        versions.freeze_version(scope=lead, evaluation=found)


def test_evidence_lets_go_of_a_claim_that_is_taken_out_also_where_its_author_does_not_see_it(
    people: dict[str, Scope],
) -> None:
    lead, health, auditor = people["lead"], people["contributor"], people["auditor"]
    claim = write(health, begin(lead), "I3")
    address = f"/p/wexmoor/know/{claim.evaluation_id}/claims/{claim.pk}/"
    seen, unseen = note(lead, "Audit"), note(auditor, "Case notes", sensitivity="personal")
    linking.link_evidence(scope=lead, claim=claim, item_id=seen.pk)
    evidence.attach(scope=auditor, item=unseen, kind="claim", thing_id=claim.pk, words="A claim", href=address)

    def pages() -> list[str]:
        client = signed_in(auditor)
        return [client.get(f"/p/wexmoor/evidence/{item.pk}/").content.decode() for item in (seen, unseen)]

    assert all(address in page for page in pages())

    take_out_claim(scope=health, claim=claim, why="It was two claims")

    assert not any(address in page for page in pages())
    for item in (seen, unseen):
        assert "evidence no longer used" in [each.verb for each in history_of("wexmoor", "evidence", item.pk)]
    assert verify("wexmoor")[1] == []


def test_the_position_statement_keeps_the_order_of_the_framework(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    found = begin(lead)
    last, first = write(lead, found, "AP1"), write(lead, found, "I1")

    statement.choose_claims(scope=lead, evaluation=found, claim_ids=[last.pk, first.pk])

    assert [each.claim for each in statement_queries.lines(lead, found)] == [first, last]
    assert [each[0] for each in statement_queries.choosable(lead, found)] == [first.pk, last.pk]


def test_the_position_statement_says_what_the_claims_say(people: dict[str, Scope]) -> None:
    scene = full(people)
    lead, found = people["lead"], scene["evaluation"]
    address = f"/p/wexmoor/know/{found.pk}/statement/"

    claims.change_claim(scope=lead, claim=scene["claim"], texts=texts(judgement="Advice reaches all plans."), seen=1)

    said = signed_in(lead).get(address).content.decode()
    assert "Advice reaches all plans." in said
    assert "out of date" in said
    statement.stand_by_line(scope=lead, line=statement_queries.lines(lead, found)[0])
    assert "out of date" not in signed_in(lead).get(address).content.decode()


def test_the_whole_is_agreed_when_its_parts_are_and_the_older_gives_way(people: dict[str, Scope]) -> None:
    lead = people["lead"]
    older = begin(lead)
    older.state = "agreed"
    older.save()
    found = begin(lead, by_group=True)
    write(lead, found)
    with pytest.raises(InputError, match="3 parts are not agreed"):
        evaluations.agree_evaluation(scope=lead, evaluation=found)
    found.parts.update(state="agreed", organisation=lead.organisation)
    with pytest.raises(InputError, match="no version"):
        evaluations.agree_evaluation(scope=lead, evaluation=found)
    versions.freeze_version(scope=lead, evaluation=found)
    evaluations.agree_evaluation(scope=lead, evaluation=found)

    found.refresh_from_db()
    older.refresh_from_db()
    assert (found.state, older.state) == ("agreed", "superseded")
    with pytest.raises(InputError, match="no longer being written"):
        write(lead, found)


def test_every_address_that_changes_something_is_only_posted_to(people: dict[str, Scope]) -> None:
    scene: dict[str, Any] = full(people)
    base = f"/p/wexmoor/know/{scene['evaluation'].pk}/"
    client = signed_in(people["lead"])

    for path in (
        "agree/",
        "versions/freeze/",
        f"claims/{scene['claim'].pk}/confirm/",
        f"claims/{scene['claim'].pk}/challenge/",
    ):
        assert client.get(base + path).status_code == 405
