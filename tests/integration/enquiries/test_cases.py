"""Tracked cases: a number and choices, papers by agency, emptied on the day; in no trail, search or other's page."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.enquiries.actions import cases
from extramile.web.enquiries.models import Case, CasePaper
from extramile.web.enquiries.queries.cases import to_empty
from extramile.web.inspections.models import Inspection
from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db
VALUES = {"age_band": "11-15", "need": "semh", "setting": "alternative", "consent": "asked"}


@pytest.fixture
def people() -> dict[str, Scope]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def found(people: dict[str, Scope]) -> Inspection:
    return inspect(people["lead"])


@pytest.fixture
def case(people: dict[str, Scope], found: Inspection) -> Case:
    return cases.add(scope=people["lead"], inspection=found, values=VALUES, months=1)


def home(found: Inspection) -> str:
    return f"/p/wexmoor/inspect/{found.pk}/cases/"


def owed(people: dict[str, Scope], case: Case, **more: Any) -> CasePaper:
    given = {"organisation": people["contributor"].organisation, "kind": "advice", "due": timezone.now(), **more}
    return cases.ask_paper(scope=people["lead"], case=case, **given)


def test_there_is_no_field_into_which_a_name_could_be_written() -> None:
    for model in (Case, CasePaper):
        for field in model._meta.get_fields():
            assert not isinstance(field, (models.TextField, models.JSONField, models.FileField)), field.name
    with pytest.raises(InputError, match="from the lists only"):
        cases._checked({**VALUES, "setting": "Ada Beispiel"})


def test_a_case_is_added_changed_and_its_papers_followed(people: dict[str, Scope], found: Inspection) -> None:
    lead = signed_in(people["lead"])
    assert lead.post(f"{home(found)}new/", {"consent": "asked", "months": "1"}).status_code == 422
    lead.post(f"{home(found)}new/", {**VALUES, "months": "1"})
    case = Case.objects.get()
    assert (case.number, case.delete_on > timezone.localdate() + timedelta(days=27)) == (1, True)
    page = f"{home(found)}{case.pk}/"
    body = people["contributor"].organisation.pk
    lead.post(f"{page}papers/", {"organisation": body, "kind": "advice", "day": "1 September 2026"})
    assert lead.post(f"{page}papers/", {"organisation": body, "kind": "advice"}).status_code == 422
    was = {f"was-{name}": value for name, value in VALUES.items()}
    lead.post(page, {**VALUES, "consent": "given", **was})
    assert lead.post(page, {**VALUES, "consent": "refused", **was}).status_code == 422
    told = lead.get(home(found)).content.decode()
    for words in ("Case 1", "11 to 15", "Given", "late"):
        assert words in told
    paper = CasePaper.objects.get()
    for do in ("came", "handed-on"):
        lead.post(f"{home(found)}papers/{paper.pk}/", {"do": do})
    paper.refresh_from_db()
    assert paper.came_at
    assert paper.handed_on_at


def test_an_agency_sees_and_notes_what_it_owes_and_nothing_else(
    people: dict[str, Scope], found: Inspection, case: Case
) -> None:
    mine = owed(people, case)
    theirs = owed(people, case, organisation=people["lead"].organisation, kind="chronology")
    health = signed_in(people["contributor"])
    told = health.get(home(found)).content.decode()
    assert "Advice for the plan for Case 1" in told
    for words in ("11 to 15", "Chronology", "By agency"):
        assert words not in told
    assert health.get(f"{home(found)}{case.pk}/").status_code == 403
    assert health.post(f"{home(found)}papers/{theirs.pk}/", {"do": "came"}).status_code == 404
    health.post(f"{home(found)}papers/{mine.pk}/", {"do": "came"})
    mine.refresh_from_db()
    assert mine.came_at
    for name in ("reader", "inspector"):
        assert signed_in(people[name]).get(home(found)).status_code == 403, name
        with pytest.raises(NotAllowedError):
            cases.step(scope=people[name], paper=mine, do="again")


def test_what_is_owed_is_on_the_countdown_of_who_owes_it(
    people: dict[str, Scope], found: Inspection, case: Case
) -> None:
    owed(people, case)
    front = f"/p/wexmoor/inspect/{found.pk}/"
    assert "Advice for the plan for Case 1" in signed_in(people["contributor"]).get(front).content.decode()
    assert "Case 1" not in signed_in(people["reader"]).get(front).content.decode()


def test_on_its_day_a_case_is_emptied_and_that_there_was_one_stays(
    people: dict[str, Scope], found: Inspection, case: Case
) -> None:
    owed(people, case)
    assert not to_empty(timezone.localdate()).exists()
    Case.objects.update(named_on=timezone.localdate() - timedelta(days=30), delete_on=timezone.localdate())
    start_daily()
    run(str(Job.objects.get(work="enquiries.empty_cases").pk))
    case.refresh_from_db()
    kept = (case.age_band, case.need, case.setting, case.consent, case.consent_on, case.papers.count())
    assert kept == ("", "", "", "not-asked", None, 0)
    assert case.deleted_at
    assert "Case 1" in signed_in(people["lead"]).get(home(found)).content.decode()
    with pytest.raises(InputError, match="emptied"):
        cases.change(scope=people["lead"], case=case, values=VALUES, was={})


def test_what_stands_beside_a_number_is_in_no_trail(people: dict[str, Scope], found: Inspection, case: Case) -> None:
    cases.change(scope=people["lead"], case=case, values={**VALUES, "consent": "given"}, was=VALUES)
    kept = "".join(str((each.thing, each.before, each.after)) for each in Event.objects.filter(kind="case"))
    for words in ("11-15", "semh", "alternative", "given"):
        assert words not in kept
