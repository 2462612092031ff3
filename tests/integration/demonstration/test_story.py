"""The acceptance story, told from the finished inspection of the demonstration: from its records, and from nothing else."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.utils import timezone

from extramile.core.national import open_reference, select
from extramile.core.vocabulary import InputError
from extramile.main import cli
from extramile.web.demonstration import building
from extramile.web.findings.models import Finding, Pair, Recognition, Thanks
from extramile.web.findings.presenters.story import sentences
from extramile.web.findings.queries.story import story, told_of
from extramile.web.inspections.models import Inspection
from extramile.web.timetable.models import RosterLine, Session
from extramile.web.timetable.queries.clashing import clashes_of

SCALE = 0.3


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        building.build(scale=SCALE)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def finished(built: None, db: None) -> Inspection:
    """The inspection that is over."""
    return Inspection.objects.get(pack="send-2016", partnership__slug="wexmoor")


def test_the_story_as_it_must_be_told(finished: Inspection) -> None:
    answer = CliRunner().invoke(cli, ["story", "--format", "json"])

    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output) == {
        "visits": 10,
        "focus_groups": 16,
        "participants": 124,
        "sessions_for_families": 1,
        "duration_days": 5,
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
        "quotations": [],
        "built_on": None,
    }


def test_the_story_in_sentences(finished: Inspection) -> None:
    answer = CliRunner().invoke(cli, ["story", "wexmoor"])

    assert answer.exit_code == 0, answer.output
    for words in (
        "this area does not exist",
        "Ten visits to schools and other settings were held.",
        "16 focus groups were held; 124 people took part in them.",
        "One session was held for parents and young people.",
        "on five days",
        "A written statement of action is not required.",
        "24 of the 45 areas",
        "53%",
        "Of eight findings",
        "Two times somebody who went the extra mile was praised",
    ):
        assert words in answer.output, words


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

    facts = story(finished).to_dict()

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
