"""Every page of the registry in a browser, at a desk and on a phone: nothing that axe knows is broken, nothing too wide.

The pages that are there, asked for once each: first by a visitor, then by somebody with an account, then by members of
a partnership, each page by the first role that may see it.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction

from extramile.web.partnerships.permissions import Role
from tests.functional.person import Person
from tests.library import make_editor
from tests.pages.registry import CORRECTED, EXAMPLES, ROOMS, made_for_examples
from tests.partnership import make_place

pytestmark = [pytest.mark.browser, pytest.mark.long]


def faults(somebody: Person, paths: list[str]) -> Iterator[str]:
    """Yield what is wrong with these pages."""
    for path in paths:
        somebody.opens(path)
        yield from somebody.faults_of_the_page()


def test_every_open_page_is_usable(somebody: Person) -> None:
    with transaction.atomic():
        place = make_place()
        made = made_for_examples(place)
    paths = [example.path.format(**made) for example in EXAMPLES if example.page and example.visitor == 200]
    assert len(paths) > 50

    assert list(faults(somebody, paths)) == []


def test_every_page_of_ones_own_account_is_usable(somebody: Person) -> None:
    somebody.is_signed_in(make_editor())
    paths = [each.path for each in EXAMPLES if each.page and each.visitor == 302 and each.editor == 200]
    assert f"/findings/{CORRECTED}/correct/" in paths

    assert list(faults(somebody, paths)) == []


def test_every_room_is_usable(somebody: Person) -> None:
    by_role: dict[Role, list[str]] = {}
    with transaction.atomic():
        place = make_place()
        for room in ROOMS:
            role = next((role for role in Role if room.status(role) == 200), None)
            if role is not None and room.page and not room.only_posted:
                by_role.setdefault(role, []).append(room.at(place))
    assert sum(map(len, by_role.values())) > 60
    found: list[str] = []
    for role, paths in by_role.items():
        somebody.is_signed_in(place.members[role].person)
        found += faults(somebody, paths)

    assert found == []
