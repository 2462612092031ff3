"""Examples of the addresses of tracked cases."""

from typing import Any

from extramile.web.enquiries.actions import cases
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from tests.pages.addresses import Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place


def case_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection, a case and a paper that is owed for it."""
    return {**inspection_of(place), **place.once("tracked", _make)}


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    made = cases.add(scope=lead, inspection=found, values={"age_band": "5-10", "consent": "asked"}, months=1)
    paper = cases.ask_paper(scope=lead, case=made, organisation=lead.organisation, kind="ehc-plan", due=None)
    return {"case": made.pk, "paper": paper.pk}


def _cases(name: str, path: str, may: Permission = Permission.SEE_CASES, **more: Any) -> Room:
    return Room(f"enquiries:{name}", f"/p/{{slug}}/inspect/{{inspection}}/cases/{path}", may, needs=case_of, **more)


ROOMS = (
    _cases("cases", "", Permission.ANSWER_REQUESTS),
    _cases("new-case", "new/", form=True),
    _cases("case", "{case}/", form=True),
    _cases("ask-paper", "{case}/papers/", only_posted=True),
    _cases("paper", "papers/{paper}/", Permission.ANSWER_REQUESTS, only_posted=True, sent={"do": "came"}),
)
