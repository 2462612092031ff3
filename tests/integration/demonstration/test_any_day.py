"""The inspection under way is under way on whatever day somebody builds the demonstration."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from extramile.core.inspecting import REQUEST
from tests.integration.demonstration.under_way import built, kinds_to_come

pytestmark = [pytest.mark.long, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("today", "called"),
    [
        # A Monday, a Sunday, the week after a bank holiday, the days around new year.
        (date(2026, 11, 23), date(2026, 11, 9)),
        (date(2026, 11, 29), date(2026, 11, 9)),
        (date(2027, 4, 13), date(2027, 3, 30)),
        (date(2027, 1, 4), date(2026, 12, 21)),
    ],
)
@pytest.mark.django_db
def test_it_is_under_way_on_any_day(today: date, called: date) -> None:
    with built(datetime.combine(today, time(8, 30), UTC)) as found:
        assert timezone.localtime(found.called_at).date() == called
        assert found.published_on is None
        assert len(kinds_to_come(found)) >= 3
        assert set(found.requests.values_list("state", flat=True)) == set(REQUEST.states)
        assert found.sessions.filter(called_off_at=None, starts__gt=timezone.now()).count() >= 5
