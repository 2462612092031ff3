"""What may become of a request, and how requests are counted."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from extramile.core.inspecting import REQUEST, RequestTimes, measure_requests
from extramile.core.vocabulary import InputError

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))
HOUR = timedelta(hours=1)


def through(*steps: str) -> str:
    state = REQUEST.start
    for step in steps:
        state = REQUEST.take(state, step)
    return state


def test_an_answer_with_personal_data_goes_by_a_second_person() -> None:
    assert through("take-in-hand", "hand-in", "return", "hand-in", "pass", "send", "close") == "closed"
    with pytest.raises(InputError, match="“Note that it was sent” cannot be done: the request is being checked"):
        through("take-in-hand", "hand-in", "send")


def test_any_other_may_be_sent_as_it_is() -> None:
    assert through("ask-back", "clarified", "no-check", "send", "ask-again") == "in-hand"


def test_what_is_over_can_be_opened_again() -> None:
    sent = ("take-in-hand", "no-check", "send")
    for over in ((*sent, "close"), ("decline",), ("ask-back", "withdraw")):
        assert through(*over, "reopen") == "in-hand"


def test_requests_are_counted_as_they_stand() -> None:
    asked = NOW - 10 * HOUR
    found = measure_requests(
        [
            RequestTimes("new", asked, due=NOW - HOUR),
            RequestTimes("in-hand", asked, due=NOW + HOUR),
            RequestTimes("sent", asked, due=NOW - HOUR, sent=asked + 4 * HOUR),
            RequestTimes("closed", asked, due=asked + HOUR, sent=asked + 2 * HOUR),
            RequestTimes("declined", asked, due=NOW - HOUR),
        ],
        NOW,
    )

    assert (found.asked, found.open, found.overdue, found.sent, found.late, found.declined) == (5, 2, 1, 2, 1, 1)
    assert found.median_hours == 3


def test_nothing_sent_has_no_median() -> None:
    assert measure_requests([], NOW).median_hours is None
