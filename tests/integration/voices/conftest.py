"""A fictional partnership with a lead, a forum member, a contributor and a quality auditor."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from extramile.web.audit.actions import SYSTEM
from extramile.web.partnerships.actions import enrol, found_partnership
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import scope_of
from extramile.web.voices import actions
from extramile.web.voices.models import Survey
from tests.library import PASSWORD, make_person

SLUG = "wexmoor"


@dataclass
class Area:
    """The partnership and where its people stand."""

    partnership: Any
    lead: Any
    forum: Any
    contributor: Any
    auditor: Any

    def client(self, who: str) -> Client:
        client = Client()
        assert client.login(username=f"{who}@example.org", password=PASSWORD)
        return client


def make_area(slug: str = SLUG, prefix: str = "") -> Area:
    partnership = found_partnership(
        slug=slug, name=slug.title(), area_code="", council=f"{slug.title()} Council", by=SYSTEM, fictional=True
    )
    council = partnership.organisations.get()
    forum, _ = Organisation.objects.get_or_create(name=f"{slug.title()} Parent Carer Forum", kind="forum")
    scopes = {}
    for name, organisation, role in (
        ("lead", council, Role.LEAD),
        ("forum", forum, Role.FORUM_MEMBER),
        ("contributor", council, Role.CONTRIBUTOR),
        ("auditor", council, Role.QUALITY_AUDITOR),
    ):
        person = make_person(f"{prefix}{name}@example.org", f"{name.title()} Example")
        enrol(partnership=partnership, person=person, organisation=organisation, roles=[role], by=SYSTEM)
        scopes[name] = scope_of(person, slug)
    return Area(partnership, **scopes)


@pytest.fixture
def area(db: None) -> Area:
    return make_area()


def make_survey(scope: Any, template: str = "parents", space: str = "partnership", **more: Any) -> Survey:
    survey = actions.make_survey(scope=scope, template=template, title="", audience="", space=space)
    settings = {name: getattr(survey, name) for name in actions.SETTINGS} | more
    survey = actions.change_survey(scope=scope, survey=survey, version=survey.version, **settings)
    actions.open_survey(scope=scope, survey=survey)
    survey.refresh_from_db()
    return survey


def fields_of(survey: Survey) -> dict[str, Any]:
    """An answer to every question: the first choice, or some words."""
    raw: dict[str, Any] = {}
    for question in survey.questions.all():
        if question.kind == "grid":
            raw |= {f"q{question.pk}-{n}": "4" for n in range(len(question.options))}
        elif question.kind in {"short", "long"}:
            raw[f"q{question.pk}"] = "Annual reviews come late and nobody tells us why."
        elif question.kind == "about":
            raw[f"q{question.pk}"] = {"need": "asd", "age-band": "5-10", "phase": "primary", "ethnicity": "white"}[
                question.about
            ]
        else:
            raw[f"q{question.pk}"] = ["0"] if question.kind == "many" else "1"
    return raw
