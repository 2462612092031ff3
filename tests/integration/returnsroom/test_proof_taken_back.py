"""What rests on evidence whose figures were taken back says so wherever it is named, and its people are told."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence.models import Item
from extramile.web.evidence.queries import index
from extramile.web.evidence.threads import taken_back as loose_evidence
from extramile.web.partnerships.permissions import Role
from extramile.web.returns.actions import releasing
from extramile.web.returns.queries import released as queries
from extramile.web.returns.waiting import NEWS
from extramile.web.returns.waiting import figures as news
from extramile.web.selfevaluation.actions import linking
from extramile.web.selfevaluation.documents import self_evaluation
from extramile.web.selfevaluation.queries.coverage import coverage
from extramile.web.selfevaluation.queries.proof import proofs
from extramile.web.selfevaluation.threads import without_proof
from tests.integration.returnsroom.loading import TWENTY_WEEKS, make_release
from tests.integration.selfevaluation.scene import begin, note, write
from tests.partnership import make_member, make_partnership, scope_for


@pytest.fixture(scope="module")
def kept(shared_db: None) -> Any:
    """Make a claim whose only proof is a figure of a return."""
    partnership = make_partnership("ashcombe")
    manager, lead = make_member(partnership, Role.DATA_MANAGER), make_member(partnership, Role.LEAD)
    reader = make_member(partnership, Role.BOARD_CHAIR)
    out = make_release(partnership, manager.person, year=2026, counted=60, of=100)
    scope = scope_for(lead)
    item = releasing.keep_as_evidence(
        scope=scope,
        release=out,
        measure=TWENTY_WEEKS,
        audience="partnership",
        criteria=("send-2023:I1",),
    )
    found = begin(scope)
    claim = write(scope, found)
    linking.link_evidence(scope=scope, claim=claim, item_id=item.pk)
    return SimpleNamespace(manager=manager, lead=lead, reader=reader, out=out, item=item, evaluation=found, claim=claim)


def of_first(scope: Any, kept: Any) -> Any:
    return next(each for each in coverage(scope, kept.evaluation) if each.id == "I1")


def test_a_claim_says_that_its_proof_was_taken_back(kept: Any, db: None, client: Any) -> None:
    lead = scope_for(kept.lead)
    here = f"/p/ashcombe/know/{kept.evaluation.pk}/"
    client.force_login(kept.lead.person)
    assert (of_first(lead, kept).without_proof, of_first(lead, kept).with_proof_back) == (0, 0)
    assert "taken back" not in client.get(f"{here}claims/{kept.claim.pk}/").content.decode()

    releasing.take_back(scope=scope_for(kept.manager), release=kept.out, why="A code was wrong")

    assert (of_first(lead, kept).without_proof, of_first(lead, kept).with_proof_back) == (1, 1)
    assert "proof taken back: 1" in client.get(f"{here}coverage/").content.decode()
    page = client.get(f"{here}claims/{kept.claim.pk}/").content.decode()
    assert "Nothing that you may see proves it now" in page
    assert "It says medium confidence" in page
    for way in ("claims/", "criteria/I1/"):
        assert "proof taken back" in client.get(f"{here}{way}").content.decode()
    assert "(taken back)" in client.get(f"{here}claims.csv").content.decode()
    assert str(self_evaluation(lead, kept.evaluation)).count(f"{kept.item.title} (taken back)") == 2
    [line] = [each for each in index(lead, "send-2023", timezone.localdate()) if each.name == "send-2023:I1"]
    assert line.state == "none", "in the index of evidence, too, it speaks for nothing"
    # On Today, as what is late is: an empty proof hurts more than an old one.
    today = client.get("/p/ashcombe/").content.decode()
    assert "Look again at “Advice reaches most plans on time.”" in today
    assert '<span class="x-late">Figures that it rests on were taken back</span>' in today
    assert '<span class="x-late">Taken back: it proves nothing any more</span>' in today
    # On the thread and among its loose ends.
    assert [each.why[:40] for each in without_proof(lead).found] == ["The figures that it rests on were taken "]
    assert [each.thing.about for each in loose_evidence(lead).found] == [
        "Measure snapshot, ashcombe council, taken back"
    ]

    linking.link_evidence(scope=lead, claim=kept.claim, item_id=note(lead, "An audit").pk)
    assert (of_first(lead, kept).without_proof, of_first(lead, kept).with_proof_back) == (0, 1)
    page = client.get(f"{here}claims/{kept.claim.pk}/").content.decode()
    assert "The rest of its proof stands" in page


def test_what_was_taken_back_is_not_offered_as_proof(kept: Any, db: None, client: Any) -> None:
    lead = scope_for(kept.lead)
    other = write(lead, kept.evaluation, judgement="Plans are on time.")
    client.force_login(kept.lead.person)
    here = f"/p/ashcombe/know/{kept.evaluation.pk}/claims/{other.pk}/evidence/"
    page = client.get(here).content.decode()
    assert "as of 16 January 2026: 60.0% (60 of 100)" in page
    assert f'name="item" value="{kept.item.pk}"' in page

    releasing.take_back(scope=scope_for(kept.manager), release=kept.out, why="A code was wrong")

    page = client.get(here).content.decode()
    assert "it proves nothing, so it cannot be linked" in page
    assert f'name="item" value="{kept.item.pk}"' not in page
    with pytest.raises(InputError, match="taken back"):
        linking.link_evidence(scope=lead, claim=other, item_id=kept.item.pk)


def test_who_was_told_of_figures_is_told_that_they_were_taken_back(kept: Any, db: None) -> None:
    manager = scope_for(kept.manager)
    releasing.take_back(scope=manager, release=kept.out, why="A code was wrong")
    for member in (kept.lead, kept.reader):
        card = news(scope_for(member))
        assert card is not None
        [told] = card.items
        assert told.words.startswith("Figures of the SEN2 person-level return 2026 that were released on")
        assert told.words.endswith("were taken back")
        assert told.late, "it stands out at least as much as what is old"
        assert told.href == f"/p/ashcombe/figures/{kept.out.pk}/"
    assert news(manager) is None, "who took them back knows it"
    later = timezone.now() + NEWS + timedelta(days=1)
    assert queries.taken_back_since(scope_for(kept.lead), later - NEWS) == []


def test_the_same_figure_that_stands_is_put_in_place_of_what_was_taken_back(kept: Any, db: None, client: Any) -> None:
    lead, manager = scope_for(kept.lead), scope_for(kept.manager)
    client.force_login(kept.lead.person)
    evidence = f"/p/ashcombe/evidence/{kept.item.pk}/"
    claim = f"/p/ashcombe/know/{kept.evaluation.pk}/claims/{kept.claim.pk}/"
    releasing.take_back(scope=manager, release=kept.out, why="A code was wrong")
    assert "No figure of it stands now" in client.get(evidence).content.decode()

    again = make_release(lead.partnership, manager.person, year=2026, counted=61, of=100, load=kept.out.load)
    here = f"/p/ashcombe/figures/{again.pk}/{TWENTY_WEEKS}/"
    assert f'href="{here}?criteria=send-2023%3AI1#keep"' in client.get(evidence).content.decode()
    page = client.get(f"{here}?criteria=send-2023%3AI1").content.decode()
    ticked = re.search(r'<input[^>]*value="send-2023:I1"[^>]*>', page)
    assert ticked is not None
    assert "checked" in ticked[0]
    sent = {"audience": "partnership", "period": "whole", "criteria": "send-2023:I1"}
    assert client.post(f"{here}keep/", sent).status_code == 302
    [other] = Item.objects.exclude(pk=kept.item.pk)

    assert f"Put “{other.title}” in its place" in client.get(claim).content.decode()
    sent = {"do": "instead", "old": str(kept.item.pk), "item": str(other.pk)}
    assert client.post(f"{claim}evidence/", sent).status_code == 302
    assert [each.id for each in proofs(lead, [kept.claim.pk])[kept.claim.pk]] == [other.pk]
    assert "taken back" not in client.get(claim).content.decode()


def test_what_one_kept_for_no_criterion_is_offered_to_them(kept: Any, db: None, client: Any) -> None:
    mine = note(scope_for(kept.lead), "Read by nobody yet")
    client.force_login(kept.lead.person)
    page = client.get(f"/p/ashcombe/know/{kept.evaluation.pk}/claims/{kept.claim.pk}/evidence/").content.decode()
    assert f'name="item" value="{mine.pk}"' in page
