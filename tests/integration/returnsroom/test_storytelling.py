"""The story of an inspection says what stands of the area's returns, and the shifts of the return that has months."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from extramile.core.clock import CLOCKED
from extramile.core.variation import SETTLED_ON, Basis, SignalKind
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import storytelling
from extramile.web.returns.measured import Figures
from tests.integration.returnsroom.making import make_load, problem
from tests.integration.returnsroom.test_standing import DAY, QUESTION
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


def test_a_story_says_what_stands_and_reads_the_shifts_of_the_return_that_has_them(monkeypatch: Any) -> None:
    scope = scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))
    sen2 = make_load(scope, problem())
    other = make_load(scope, problem(), problem(key="B2"), kind="annex_a")
    make_load(scope, *(problem(key=f"C{each}") for each in range(5)), questions=[QUESTION])
    asked: list[Any] = []
    monkeypatch.setattr(storytelling, "_shifts", lambda load, names: asked.append(load) or ())

    found = storytelling.of_area(SimpleNamespace(partnership_id=scope.partnership.pk))  # type: ignore[arg-type]

    assert found is not None
    assert (found.loads, found.problems) == (2, 2)
    assert (asked, sen2.kind in CLOCKED, other.kind in CLOCKED) == ([sen2], True, False)


def test_a_measure_that_the_newest_return_does_not_have_has_no_shift(monkeypatch: Any) -> None:
    monkeypatch.setattr(storytelling.figures, "raw_of", lambda load: (Figures(2026, DAY, {}, {}), []))
    monkeypatch.setattr(storytelling, "months", lambda name, *raw: {"2025-01": None})
    shift = SimpleNamespace(kind=SignalKind.SHIFT, since=DAY, up=True)
    run = SimpleNamespace(known=[SimpleNamespace(day=date.min)] * SETTLED_ON, signals=[shift])
    monkeypatch.setattr(storytelling, "run_of", lambda series: (run, Basis.FIRST))

    assert storytelling._shifts(SimpleNamespace(), ["plans-in-20-weeks"]) == ()  # type: ignore[arg-type]
    assert storytelling._shifts(None, ["plans-in-20-weeks"]) == ()
