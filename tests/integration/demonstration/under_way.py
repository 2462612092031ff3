"""The inspection that is under way, found in the demonstration or built on a day of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from extramile.web.demonstration import building
from extramile.web.inspections.models import Inspection
from extramile.web.timetable.models import Session
from extramile.web.timetable.queries.clashing import clashes_of

SCALE = 0.3


def running() -> Inspection:
    """Return the inspection that is under way."""
    return Inspection.objects.get(partnership__slug="wexmoor", pack="send-2023")


@contextmanager
def built(now: datetime) -> Iterator[Inspection]:
    """Build on a day for as long as the block lasts, without what comes after an inspection: it says nothing of this one."""
    told = replace(building.PARTNERSHIPS["wexmoor"], plans=(), public_pages=(), announcements=())
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: now)
        patch.setattr(building, "PARTNERSHIPS", {"wexmoor": told})
        building.build(scale=SCALE)
        yield running()
        transaction.set_rollback(True)


def kinds_to_come(found: Inspection) -> set[str]:
    """Return the kinds of what clashes in sessions that nobody has begun."""
    ahead = {str(each) for each in Session.objects.filter(starts__gt=timezone.now()).values_list("pk", flat=True)}
    return {each.kind for each in clashes_of(found, names=True) if set(each.sessions) <= ahead}
