"""Findings and claims side by side: suggested by criterion, themes and words, decided by a person, counted with what is not."""

from typing import Any

import pytest
from django.utils import timezone

from extramile.core.documents import to_text
from extramile.core.vocabulary import InputError
from extramile.web.findings import documents, rendering
from extramile.web.findings.actions import knowledge as actions
from extramile.web.findings.actions.report import have_built
from extramile.web.findings.actions.steps import take_step
from extramile.web.findings.models import Pair
from extramile.web.findings.queries import knowledge as queries
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.selfevaluation.models import Evaluation
from tests.integration.findings.scene import inspect, let_in, make_partnership, moderated, signed_in
from tests.integration.selfevaluation.scene import begin as begin_evaluation
from tests.integration.selfevaluation.scene import write as claim_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> dict[str, Any]:
    """An inspection with three findings that count, and a self-evaluation with three claims."""
    people = make_partnership("ashcombe")
    lead, auditor = people["lead"], people["auditor"]
    evaluation = begin_evaluation(lead)
    claims = [
        claim_of(lead, evaluation, "I1", judgement="Health visitors notice needs early.", what_we_do="", difference=""),
        claim_of(lead, evaluation, "I3", polarity="gap", judgement="Families wait too long for speech therapy."),
        claim_of(lead, evaluation, "L1", judgement="Leaders meet every month."),
    ]
    inspection = inspect(lead, evaluation=evaluation)
    let_in(lead, inspection, auditor)
    findings = [
        moderated(lead, auditor, inspection, words="Health visitors notice children's needs early.", criteria=["I1"]),
        moderated(
            lead,
            auditor,
            inspection,
            kind="improve",
            words="Waiting for speech therapy is long.",
            criteria=["I3", "I1"],
        ),
        moderated(lead, auditor, inspection, kind="improve", words="Transport is late on many days.", criteria=["I5"]),
    ]
    return {**people, "inspection": inspection, "claims": claims, "findings": findings}


def decide(scene: dict[str, Any], decision: str, finding: int | None = None, claim: int | None = None) -> Pair:
    return actions.decide(
        scope=scene["lead"],
        inspection=scene["inspection"],
        decision=decision,
        finding_id=None if finding is None else scene["findings"][finding].pk,
        claim_id=None if claim is None else scene["claims"][claim].pk,
    )


def test_suggested_with_why_and_everything_undecided_is_said(scene: dict[str, Any]) -> None:
    sides = queries.sides(scene["inspection"])

    first = next(each for each in sides if each.finding == scene["findings"][0])
    claim, suggestion = first.suggested[0]
    assert claim == scene["claims"][0]
    assert suggestion.same_side
    assert "criterion I1" in suggestion.because
    known = queries.knowledge(scene["inspection"])
    assert (known.decided, known.undecided, known.undecided_claims) == (0, 3, 3)


def test_counted_once_in_the_whole_and_for_each_criterion(scene: dict[str, Any]) -> None:
    decide(scene, "agreed", 0, 0)
    decide(scene, "partly", 1, 1)
    decide(scene, "missed-by-us", 2)
    decide(scene, "missed-by-them", claim=2)

    known = queries.knowledge(scene["inspection"])
    assert known == queries.Known(1, 1, 1, 1, 0, 0)
    pack = queries.framework_of(scene["inspection"])
    counted = dict(queries.by_criterion(scene["inspection"], pack))
    assert (counted["I1"].agreed, counted["I1"].partly, counted["L1"].missed_by_them) == (1, 1, 1)


def test_of_several_claims_the_best_counts(scene: dict[str, Any]) -> None:
    decide(scene, "partly", 0, 1)
    decide(scene, "agreed", 0, 0)

    assert queries.knowledge(scene["inspection"]).agreed == 1
    assert queries.knowledge(scene["inspection"]).partly == 0


def test_taken_back_it_is_undecided_again(scene: dict[str, Any]) -> None:
    pair = decide(scene, "missed-by-us", 2)
    with pytest.raises(InputError, match="Take that decision back"):
        decide(scene, "agreed", 2, 2)

    actions.take_back(scope=scene["lead"], inspection=scene["inspection"], pair_id=pair.pk)

    assert queries.knowledge(scene["inspection"]).undecided == 3
    assert decide(scene, "agreed", 2, 2)


def test_one_decides_again_without_a_second_row(scene: dict[str, Any]) -> None:
    decide(scene, "agreed", 0, 0)
    decide(scene, "partly", 0, 0)

    assert Pair.objects.get().decision == "partly"


def test_a_finding_that_is_opened_again_counts_no_more(scene: dict[str, Any]) -> None:
    decide(scene, "agreed", 0, 0)
    take_step(scope=scene["lead"], finding=scene["findings"][0], step="reopen", words="A figure is wrong")

    assert queries.knowledge(scene["inspection"]) == queries.Known(0, 0, 0, 0, 2, 3)


def test_who_may_not_write_findings_decides_nothing(scene: dict[str, Any]) -> None:
    for who in ("contributor", "reader"):
        with pytest.raises(NotAllowedError):
            actions.decide(
                scope=scene[who],
                inspection=scene["inspection"],
                decision="missed-by-us",
                finding_id=scene["findings"][0].pk,
            )


def test_reviewers_read_no_claim_that_is_still_being_written(scene: dict[str, Any]) -> None:
    inspection, reviewer = scene["inspection"], scene["inspector"]
    inspection.outcome, inspection.published_on = "inconsistent", timezone.localdate()
    inspection.save()
    client, home = signed_in(reviewer), f"/p/{reviewer.name}/inspect/{inspection.pk}/"
    for path in ("self-knowledge/", "self-knowledge.csv"):
        assert client.get(f"{home}{path}").status_code == 404, path
        assert signed_in(scene["reader"]).get(f"{home}{path}").status_code == 200, path
    assert client.post(f"{home}files/self-knowledge/", {"form": "docx"}).status_code == 404
    with pytest.raises(NotAllowedError):
        have_built(scope=reviewer, inspection=inspection, name="self-knowledge", form="docx")
    assert "self-knowledge" not in client.get(f"{home}findings/").content.decode()
    Evaluation.objects.update(state="agreed")
    assert "Leaders meet every month." in client.get(f"{home}self-knowledge/").content.decode()


def test_the_page_by_hand(scene: dict[str, Any]) -> None:
    client = signed_in(scene["lead"])
    where = f"/p/{scene['lead'].name}/inspect/{scene['inspection'].pk}/self-knowledge"
    sent = {"finding": scene["findings"][0].pk, "claim": scene["claims"][0].pk, "decision": "agreed"}

    assert client.post(f"{where}/decide/", sent).status_code == 302
    page = client.get(f"{where}/").content.decode()
    assert "100%" in page
    assert "1 of 1 decided finding" in page
    assert client.post(f"{where}/decide/", {**sent, "claim": "", "decision": "missed-by-us"}).status_code == 422
    table = client.get(f"{where}.csv").content.decode()
    assert table.count("Undecided") == 4
    made = rendering.DOCUMENTS["self-knowledge"](scene["lead"], scene["inspection"])
    assert "under embargo" in made.status
    assert client.post(f"{where}/decide/", {"decision": "agreed", "finding": "9" * 40}).status_code == 422


def test_one_is_said_as_one(scene: dict[str, Any]) -> None:
    for each in scene["findings"][1:]:
        take_step(scope=scene["lead"], finding=each, step="drop", words="Not so.")
    decide(scene, "agreed", 0, 0)
    told = to_text(documents.self_knowledge(scene["lead"], scene["inspection"]))
    assert "of 1 decided finding" in told
    assert "1 decided findings" not in told
    assert "Undecided: 0 findings and" in told
    decide(scene, "missed-by-them", claim=1)
    told = to_text(documents.self_knowledge(scene["lead"], scene["inspection"]))
    assert "claim missed by them" in told
