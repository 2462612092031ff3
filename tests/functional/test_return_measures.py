"""A data manager reads measures and worklist, finds a child without naming it in an address, releases figures; a lead uses one.

That each page is usable for everybody is looked at in `test_every_page`.
"""

from typing import Any

import pytest

from extramile.web.partnerships.permissions import Role
from extramile.web.returns.models import Load, Release
from extramile.web.returns.queries import figures
from extramile.web.returns.released import told_times
from tests.functional.person import Person
from tests.integration.returnsroom.loading import measured, xml
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def load(db: None) -> Load:
    manager = make_member(make_partnership("wexmoor"), Role.DATA_MANAGER)
    return measured(scope_for(manager), xml(children=240))


def test_figures_go_from_the_records_to_a_lead_and_into_evidence(load: Load, anybody: Any) -> None:
    scope = scope_for(load.partnership.members.get())
    case = next(each for each in figures.cases(scope, load) if each.events and each.ended is None)
    manager: Person = anybody(scope.person, scripts=False)
    asked: list[str] = []
    manager.page.on("request", lambda request: asked.append(request.url))

    manager.opens("/p/wexmoor/returns/")
    manager.follows("Worklist")
    manager.writes("Find a child by UPN or ULN", case.label)
    manager.goes_on_by_keyboard("Find")
    manager.follows(case.label)
    assert manager.heading == f"Case {case.label}"
    manager.sees("Its path")
    manager.follows("Measures", within="main")
    name = manager.page.locator(".x-table tbody th").first.bounding_box()
    assert (name or {"width": 0})["width"] > 300, "names of measures have room beside their numbers"
    manager.follows("Plans issued within 20 weeks, exceptions left out")
    manager.sees("The same definition")
    manager.sees("Neighbours, mean")
    manager.follows("What others are told")
    manager.presses("Release figures")
    manager.sees("What is wrong in this load")
    manager.ticks("The partnership")
    manager.goes_on_by_keyboard("Release these figures")
    manager.sees("What the partnership may be told")
    assert not [each for each in asked if case.label in each]

    lead: Person = anybody(make_member(load.partnership, Role.LEAD).person, scripts=False)
    lead.opens("/p/wexmoor/")
    lead.follows("Figures", within="header")
    lead.follows("SEN2 person-level return 2026")
    # Only what may be told is evidence of anything.
    said = Release.objects.get().content
    lead.follows(
        next(each["title"] for name, each in said["measures"].items() if told_times([said], "partnership", name))
    )
    lead.goes_on_by_keyboard("Keep it as evidence")
    lead.sees("Taken from the area's own return")
    lead.follows("Its thread")
    lead.sees("Figure of a return")
