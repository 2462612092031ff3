"""Which steps of a request a person may take now, and what each needs to be told."""

from extramile.core.inspecting import REQUEST
from extramile.core.workflow import Step
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.queries import requests as queries
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

# Steps that need somebody else than who wrote the answer, and those that need a lead; all others are for who has it.
CHECKS = ("pass", "return")
LEADS = ("decline",)
# What the table asks for beside words: these are fields of the request.
GIVEN_OTHERWISE = ("take-in-hand", "hand-in", "no-check", "send")


def needs_words(step: Step) -> bool:
    """Say whether something must be written to take this step."""
    return bool(step.needs) and step.id not in GIVEN_OTHERWISE


def open_steps(scope: Scope, found: Request) -> list[Step]:
    """Return the steps that this person can take now, in the order of the table."""
    works, checks = queries.may_work(scope, found), queries.may_check(scope, found)
    leads = scope.can(Permission.LEAD_INSPECTION)
    fits = []
    for step in REQUEST.open_steps(found.state):
        allowed = checks if step.id in CHECKS else leads if step.id in LEADS else works
        # An answer goes one of two ways, as it holds personal data or not.
        if step.id == "no-check" and found.has_personal_data is not False:
            allowed = False
        if allowed:
            fits.append(step)
    return fits
