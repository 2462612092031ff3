"""The story of an inspection says of figures of returns who was told them, and nothing of those that were taken back."""

from types import SimpleNamespace
from typing import Any

import pytest

from extramile.web.findings.presenters.story import _returned
from extramile.web.partnerships.permissions import Role
from extramile.web.returns.models import Release, TakenBack
from extramile.web.returns.storytelling import of_area
from tests.integration.returnsroom.loading import make_release
from tests.integration.returnsroom.making import make_load
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


def last_sentence(partnership: Any) -> str:
    found = of_area(SimpleNamespace(partnership_id=partnership.pk))  # type: ignore[arg-type]
    return list(_returned(SimpleNamespace(returned=found)))[-1]  # type: ignore[arg-type]


def test_who_was_told_is_said_and_what_was_taken_back_is_not_counted() -> None:
    partnership = make_partnership("ashcombe")
    manager = make_member(partnership, Role.DATA_MANAGER)
    make_load(scope_for(manager))
    assert last_sentence(partnership) == "No figures of a return are released."
    public = make_release(partnership, manager.person, year=2025, counted=60, of=100)
    assert "Figures of one return were released to everybody;" in last_sentence(partnership)

    other = make_release(partnership, manager.person, year=2024, counted=60, of=100)
    said = {**other.content, "audiences": {"partnership": other.content["audiences"]["partnership"]}}
    TakenBack.objects.create(release=other, why="A code was wrong", by=manager.person)
    assert "Figures of one return were" in last_sentence(partnership)
    Release.objects.create(load=other.load, content=said, sha256="0" * 64, by=manager.person)
    assert "Figures of two returns were released, those of one to everybody;" in last_sentence(partnership)

    TakenBack.objects.create(release=public, why="A code was wrong", by=manager.person)
    assert "Figures of one return were released;" in last_sentence(partnership)
