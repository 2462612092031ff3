"""Building the demonstration on a day, for tests of the inspection that is under way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from extramile.web.demonstration import building
from extramile.web.inspections.models import Inspection
from extramile.web.timetable.models import Session
from extramile.web.timetable.queries.clashing import clashes_of

SCALE = 0.3


@contextmanager
def built(now: datetime | None = None) -> Iterator[Inspection]:
    """Build for as long as the block lasts, on another day if one is given."""
    before = timezone.now
    if now:
        timezone.now = lambda: now
    try:
        with transaction.atomic():
            building.build(scale=SCALE)
            yield Inspection.objects.get(partnership__slug="wexmoor", pack="send-2023")
            transaction.set_rollback(True)
    finally:
        timezone.now = before


def kinds_to_come(found: Inspection) -> set[str]:
    """Return the kinds of what clashes in sessions that nobody has begun."""
    ahead = {str(each) for each in Session.objects.filter(starts__gt=timezone.now()).values_list("pk", flat=True)}
    return {each.kind for each in clashes_of(found, names=True) if set(each.sessions) <= ahead}
