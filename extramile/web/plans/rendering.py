"""From a document of a plan to the bytes that somebody takes away."""

from datetime import date

from extramile.web.findings.rendering import FORMS
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import documents
from extramile.web.plans.models import Meeting, Plan
from extramile.web.plans.queries import content
from extramile.web.plans.queries.packing import PackContent, packed

NAMES = {"pdf": "PDF", "docx": "Word", "html": "HTML"}


def plan_file(scope: Scope, found: Plan, form: str, today: date) -> bytes:
    """Return a plan as a file."""
    return FORMS[form][1](documents.plan(scope, content.now(scope, found, today)))


def pack_content(scope: Scope, found: Plan, today: date, meeting: Meeting | None = None) -> PackContent:
    """Return what a pack holds, so that each of its forms and its snapshot say the same."""
    return packed(scope, found, today, meeting)


def pack_file(scope: Scope, found: PackContent, form: str) -> bytes:
    """Return a board pack as a file."""
    return FORMS[form][1](documents.pack(scope, found))


def media_type(form: str) -> str:
    """Return what a form is, for whoever is sent it."""
    return FORMS[form][0]
