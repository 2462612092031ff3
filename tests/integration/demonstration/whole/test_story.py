"""The acceptance story, told from the finished inspection of the demonstration: from its records, and from nothing else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from extramile.core.definitions import folder, read
from extramile.core.national import open_reference, select
from extramile.core.vocabulary import InputError
from extramile.main import cli
from extramile.web.accounts.personas import persona
from extramile.web.announcements.actions.releasing import withdraw
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.demonstration import building
from extramile.web.demonstration.plan_definitions import InventedPlan
from extramile.web.demonstration.return_definitions import InventedReturns
from extramile.web.findings.models import Finding, Pair, Recognition, Thanks
from extramile.web.findings.presenters.story import sentences
from extramile.web.findings.queries.story import story, told_of
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Partner
from extramile.web.partnerships.queries import scope_of
from extramile.web.plans.models import Action
from extramile.web.timetable.models import RosterLine, Session
from extramile.web.timetable.queries.clashing import clashes_of

ROLES = (
    "director of health and care",
    "cabinet member for children",
    "director of children's services",
    "chair of the parent carer forum",
)


@pytest.fixture
def finished(demonstration: float, db: None) -> Inspection:
    """The inspection that is over."""
    return Inspection.objects.get(pack="send-2016", partnership__slug="wexmoor")


def _built_on() -> dict[str, int]:
    """Return what the plan of the demonstration says of itself, counted from its definition and not from what was built."""
    told = building.PARTNERSHIPS["wexmoor"]
    [plan], [returns] = told.plans, told.returns
    themes = read(folder() / "demonstration" / f"{plan}.yaml", InventedPlan).themes
    returned = read(folder() / "demonstration" / f"{returns}.yaml", InventedReturns).readings
    actions = [each for theme in themes for each in theme.actions]
    measures = [each for theme in themes for each in theme.measures]
    going_on = [each for each in actions if not any(step.do == "stop" for step in each.steps)]
    # What moved is seen in the readings by the rule of two in a row: five of them did when this was written.
    return {"plans": 1, "actions": len(going_on), "measures": len(measures) + len(returned), "moved": 5}


def _returned() -> dict[str, Any]:
    """Return what the demonstration says of its returns, counted from its definition and not from what was built."""
    [name] = building.PARTNERSHIPS["wexmoor"].returns
    told = read(folder() / "demonstration" / f"{name}.yaml", InventedReturns)
    return {
        "loads": len(told.loads),
        "let_out": sum(each.out is not None for each in told.loads),
        "evidence": len(told.evidence),
        "measures": len(told.readings),
        "settled": sum(each.count for each in told.handled if each.do in {"accept", "explain"}),
    }


def test_the_story_as_it_must_be_told(finished: Inspection) -> None:
    answer = CliRunner().invoke(cli, ["story", "--format", "json"])

    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.output)
    returned = told.pop("returns")
    assert _returned().items() <= returned.items()
    assert 0 < returned["problems"] < returned["before"]
    [shift] = returned["shifts"]
    assert shift["measure"] == "Plans issued within 20 weeks, exceptions left out"
    assert (shift["up"], shift["since"][:4]) == (True, str(returned["years"][-1] - 1))
    assert [each.pop("published_on") < str(timezone.localdate()) for each in told["announcements"]] == [True]
    assert told == {
        "organisations": [
            "Coast and Moor Integrated Care Board",
            "Coast and Moor Mental Health Trust",
            "Harbour Lane Primary School",
            "Lantern Special School",
            "Moorfoot College",
            "Tidewater Academy",
            "Wexmoor Community Health Trust",
            "Wexmoor Council",
            "Wexmoor SEND Advice",
            "Wexmoor Voices Together",
        ],
        "framework": "Local area SEND inspection (2016)",
        "visits": 10,
        "focus_groups": 16,
        "participants": 124,
        "sessions_for_families": 1,
        "duration_days": 5,
        "letter": {"published_on": "2022-06-07", "strengths": 4, "areas_for_development": 4},
        "statement_of_action_required": False,
        "national": {
            "since": "2017-03-01",
            "as_of": "2018-12-03",
            "inspected": 45,
            "required": 24,
            "share": pytest.approx(24 / 45),
        },
        "self_knowledge": {"agreed": 6, "partly": 1, "missed_by_us": 1, "missed_by_them": 1},
        "recognition": {"shared": 2},
        "announcements": [{"headline": "Inspectors agreed with Wexmoor about Wexmoor, and now there is a plan"}],
        "quotations": [{"role": each, "approved": True} for each in ROLES],
        "built_on": _built_on(),
    }


# The ten points of the acceptance story and what the area's records say, each with the sentences that tell it.
POINTS = {
    "united": ("Ten organisations work on it, each under its own name", "Wexmoor Voices Together"),
    "a week under a framework": ("under the framework “Local area SEND inspection (2016)”", "on five days"),
    "activity": (
        "Ten visits to schools and other settings were held.",
        "16 focus groups were held; 124 people took part in them.",
        "One session was held for parents and young people.",
    ),
    "a letter": ("The letter of 7 June 2022 names four strengths and four areas for development.",),
    "a decision": ("A written statement of action is not required.",),
    "a national comparison": ("24 of the 45 areas", "53%"),
    "self-knowledge": ("Of eight findings the area had said six itself, one in part and one not at all",),
    "the extra mile": ("Two times somebody who went the extra mile was praised",),
    "an announcement": (
        "Announced to everybody: “Inspectors agreed with Wexmoor about Wexmoor, and now there is a plan” on",
        *(f"The words of the {each} are approved." for each in ROLES),
    ),
    "the area's records": (
        "Three returns of ",
        "“Plans issued within 20 weeks, exceptions left out” shifted up in",
        "Figures of two returns were released to everybody; two pieces of evidence and one measure of a plan rest on them.",
    ),
    "built on": ("Ten actions in one plan build on the findings; of nine measures five moved.",),
}


def test_the_story_in_sentences(finished: Inspection) -> None:
    answer = CliRunner().invoke(cli, ["story", "wexmoor"])

    assert answer.exit_code == 0, answer.output
    assert "this area does not exist" in answer.output
    assert len(POINTS) == 11
    for point, sentences_of in POINTS.items():
        for words in sentences_of:
            assert words in answer.output, point


def test_what_the_finished_inspection_is_made_of(finished: Inspection) -> None:
    assert finished.published_on
    assert finished.ended_at
    assert clashes_of(finished, names=True) == []
    assert {each.state for each in finished.findings.all()} == {"moderated"}
    assert Recognition.objects.filter(inspection=finished, shared_at__isnull=False).count() == 2
    assert Recognition.objects.filter(inspection=finished, consent="refused", shared_at=None).exists()
    letters = Thanks.objects.filter(inspection=finished)
    assert letters.count() >= 10
    assert all(each.sent_at for each in letters)


def test_another_record_is_another_story(finished: Inspection) -> None:
    visits = Session.objects.filter(inspection=finished, type="setting-visit")
    visits.filter(pk=visits[0].pk).update(called_off_at=timezone.now(), called_off_why="Snow.")
    line = RosterLine.objects.filter(session__inspection=finished, session__type="focus-group").order_by("pk").first()
    assert line
    RosterLine.objects.filter(pk=line.pk).update(attended=(line.attended or 0) + 2)
    families = Session.objects.get(inspection=finished, type="parent-session")
    Session.objects.create(
        inspection=finished,
        type="young-people-session",
        title="A second one",
        starts=families.starts + timedelta(days=2),
        ends=families.ends + timedelta(days=2),
        made_by=families.made_by,
    )
    Pair.objects.filter(inspection=finished, decision="agreed").order_by("pk")[:1].get().delete()

    letter = Finding.objects.filter(inspection=finished, kind="strength").order_by("pk")[0]
    Finding.objects.filter(pk=letter.pk).update(state="draft")
    scope = scope_of(persona("press.officer@wexmoor.example"), "wexmoor")
    announcement = Announcement.objects.get(inspection=finished)
    withdraw(scope=scope, announcement=announcement, note="It is told anew")
    action = Action.objects.filter(places__theme__plan__inspection=finished).exclude(state="stopped")[0]
    Action.objects.filter(pk=action.pk).update(state="stopped")
    Partner.objects.get(partnership=finished.partnership, organisation__name="Moorfoot College").delete()
    before = _built_on()

    facts = story(finished).to_dict()

    assert facts["letter"]["strengths"] == 3
    assert (facts["announcements"], facts["quotations"]) == ([], [])
    assert facts["built_on"]["actions"] == before["actions"] - 1
    assert "Moorfoot College" not in facts["organisations"]
    assert facts["visits"] == 9
    assert facts["participants"] == 126
    assert facts["sessions_for_families"] == 2
    assert facts["self_knowledge"]["agreed"] == 5


def test_another_outcome_is_another_decision(finished: Inspection) -> None:
    Inspection.objects.filter(pk=finished.pk).update(outcome="statement-of-action-required")

    assert story(Inspection.objects.get(pk=finished.pk)).to_dict()["statement_of_action_required"] is True


def test_what_is_not_known_is_null_and_never_none(finished: Inspection) -> None:
    RosterLine.objects.filter(session__inspection=finished, session__title="Therapists").update(attended=None)
    Pair.objects.filter(inspection=finished).delete()

    told = story(finished)

    assert told.to_dict()["participants"] is None
    assert "at least 117 people" in " ".join(sentences(told))
    assert set(told.to_dict()["self_knowledge"].values()) == {None}

    Session.objects.filter(inspection=finished).delete()
    facts = story(finished).to_dict()
    assert {facts[name] for name in ("visits", "focus_groups", "sessions_for_families", "duration_days")} == {None}
    assert "not known" in " ".join(sentences(story(finished)))


def test_what_is_under_embargo_is_not_told(finished: Inspection) -> None:
    Inspection.objects.filter(pk=finished.pk).update(published_on=None, outcome="")

    told = story(told_of("wexmoor", finished.pk))
    facts = told.to_dict()

    assert facts["statement_of_action_required"] is None
    assert set(facts["self_knowledge"].values()) == {None}
    assert facts["visits"] == 10
    words = " ".join(sentences(told))
    assert not any(each.words in words for each in Finding.objects.filter(inspection=finished))


def test_the_comparison_is_counted_from_the_register(finished: Inspection) -> None:
    facts = story(finished).to_dict()["national"]
    chosen = [
        each
        for each in select(open_reference().register, framework="2016").inspections
        if each.started and each.published
        if each.started.isoformat() >= facts["since"] and each.published.isoformat() <= facts["as_of"]
    ]

    assert len(chosen) == facts["inspected"]
    assert sum(each.outcome == "statement-of-action-required" for each in chosen) == facts["required"]


def test_an_inspection_under_way_says_what_is_still_to_come(finished: Inspection) -> None:
    under_way = Inspection.objects.get(pack="send-2023", partnership__slug="wexmoor")
    facts, words = story(under_way).to_dict(), " ".join(sentences(story(under_way)))

    assert facts["statement_of_action_required"] is None
    assert set(facts["self_knowledge"].values()) == {None}
    assert "not published yet" in words
    assert "still to come." in words


def test_an_inspection_that_is_not_there(finished: Inspection) -> None:
    with pytest.raises(InputError, match="no inspection 0"):
        told_of(inspection_id=0)
    with pytest.raises(InputError, match="no partnership “nowhere”"):
        told_of("nowhere")
    with pytest.raises(InputError, match="has no inspection yet"):
        told_of("harrowmere")


def test_each_leader_approved_their_own_words_by_their_link(finished: Inspection) -> None:
    """The last word of each is theirs: written by nobody of the partnership, with a receipt, before publication."""
    announcement = Announcement.objects.get(inspection=finished)
    rows = list(Quotation.objects.filter(announcement=announcement))
    assert len(rows) == 4
    for each in rows:
        steps = list(each.texts.values_list("step", "by", "words"))
        assert [step for step, _, _ in steps] == ["propose", "ask", "approve"]
        assert steps[-1][1:] == (None, each.words)
        assert each.receipt
        assert each.answered_at < announcement.published_at
    assert sum(each.texts.first().words != each.words for each in rows) == 2, "two made the words their own"


def test_the_announcement_tells_what_the_records_say(finished: Inspection) -> None:
    told, announcement = story(finished), Announcement.objects.get(inspection=finished)
    facts = announcement.facts
    assert {name: facts["activity"][name] for name in ("visits", "focus_groups", "participants")} == {
        "visits": told.counted.visits,
        "focus_groups": told.counted.focus_groups,
        "participants": told.participants,
    }
    assert facts["activity"]["sessions_for_families"] == 1
    assert facts["comparison"]["question"] == "statements-since-march-2017"
    assert facts["comparison"]["reading"]
    assert (facts["comparison"]["count"], facts["comparison"]["inspected"]) == (24, 45)
    assert facts["decision"]["statement_required"] is False


def test_everybody_reads_it_on_the_public_page(finished: Inspection) -> None:
    announcement, client = Announcement.objects.get(inspection=finished), Client()
    page = client.get("/local/wexmoor/").content.decode()
    assert announcement.headline in page
    assert "What families said, and what came of it" in page, "the loop stands where it was released"
    address = f"/news/wexmoor/{announcement.slug}/"
    assert address in page
    words = client.get(address).content.decode()
    for each in Quotation.objects.filter(announcement=announcement):
        assert escape(each.words) in words
    assert "How it was counted" in words
    assert announcement.headline in client.get("/local/wexmoor/changes.atom").content.decode()
