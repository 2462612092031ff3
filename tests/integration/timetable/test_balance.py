"""Who is asked, over all sessions, and who is missing."""

import pytest

from extramile.web.inspections.models import Side
from extramile.web.timetable.actions import rosters
from extramile.web.timetable.queries.balance import Group, balance
from tests.integration.timetable.days import begun, goes, session, somebody

pytestmark = pytest.mark.django_db


def test_people_are_counted_by_what_they_are_and_who_is_missing_is_named() -> None:
    people, found = begun()
    group, council = session(found), people["lead"].organisation
    goes(group, somebody(found, "A", organisation=council, post="Head"), answer="accepted", came=True)
    goes(group, somebody(found, "B", organisation=council, post="Head"), answer="declined")
    goes(group, somebody(found, "Inspector", side=Side.VISITING))
    rosters.add_line(scope=people["lead"], session=group, role="Parents", phase="primary", invited=8, accepted=6)

    known = balance(found)

    assert known.organisations == {"": Group(8, 6, 0, 1), council.name: Group(2, 1, 1, 0)}
    assert known.roles == {"Head": Group(2, 1, 1, 0), "Parents": Group(8, 6, 0, 1)}
    assert known.phases["Primary"] == Group(8, 6, 0, 1)
    assert "Secondary" in known.no_phases
    assert "Primary" not in known.no_phases
    assert council.name not in known.no_organisations
    assert "wexmoor forum" in known.no_organisations
    assert "wexmoor inspectorate" not in known.no_organisations
